import { describe, expect, it } from 'vitest'
import { dense, type Matrix } from '../core/matrix'
import { normal, randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { gram } from './gram'
import { multiplyTransposed, withoutZeros } from './matrix-ops'
import { oneHotGram, withoutMostFrequent } from './one-hot'

/** One-hot blocks of these sizes, with a number column after each. */
function encoded(rows: number, sizes: readonly number[]): Matrix {
  const random = randomStream(rows, 'levels')
  const values = Array.from({ length: rows }, () =>
    sizes.flatMap((size) => {
      const level = Math.floor(random() ** 2 * size)
      return [...Array.from({ length: size }, (_, k) => (k === level ? 1 : 0)), normal(random)]
    }),
  )
  return withoutZeros(dense(rows, values[0]!.length, Float64Array.from(values.flat())))
}

describe('one-hot columns', () => {
  const matrix = encoded(50, [2, 7, 4])

  it('lose the most frequent one of each run', () => {
    const oneHot = withoutMostFrequent(matrix)!
    expect(oneHot.left.map(({ column }) => column)).toEqual([0, 3, 11])
    expect(oneHot.columnOf).toHaveLength(matrix.cols - 3)
  })

  it('have the Gram matrix and the sums of the whole matrix all the same', () => {
    const random = randomStream(1, 'weights')
    const weights = Float64Array.from({ length: 50 }, random)
    const { products, sums } = oneHotGram(withoutMostFrequent(matrix)!, weights)
    expect(distance(products, gram(matrix, weights))).toBeLessThan(1e-12)
    expect(distance(sums, multiplyTransposed(matrix, weights))).toBeLessThan(1e-12)
  })

  it('are not taken for a run when two ones stand in a row, or another number', () => {
    const pairs = withoutZeros(dense(4, 3, Float64Array.of(1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1)))
    expect(withoutMostFrequent(pairs)).toBeUndefined()
    const numbers = withoutZeros(dense(2, 2, Float64Array.of(2, 0, 0, 0)))
    expect(withoutMostFrequent(numbers)).toBeUndefined()
  })
})
