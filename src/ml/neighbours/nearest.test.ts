import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { dense, type DenseMatrix } from '../../core/matrix'
import { normal, randomStream } from '../../core/random'
import { distance } from '../../reference/distance'
import { readLearnerValues } from '../../reference/learners'
import { nearest } from './nearest'
import { classVotes, meanVotes } from './vote'

const matrix = (rows: readonly (readonly number[])[]): DenseMatrix =>
  dense(rows.length, rows[0]!.length, Float64Array.from(rows.flat()))

const EUCLIDEAN = { metric: 'euclidean', p: 2 } as const

/** Rows around a few places, many of them twice, at a scale and far from the origin. */
function drawn(rows: number, cols: number, scale: number, away: number, seed: number): DenseMatrix {
  const random = randomStream(seed, 'rows')
  const values = Float64Array.from({ length: rows * cols }, () => away + scale * normal(random))
  for (let row = 1; row < rows; row += 3) values.copyWithin(row * cols, (row - 1) * cols, row * cols)
  return dense(rows, cols, values)
}

describe('nearest neighbours', () => {
  test.each(readLearnerValues().knn)('agree with scikit-learn: $params', (one) => {
    const { params, X, queries, codes, values } = one
    const found = nearest(matrix(X), matrix(queries), params.n_neighbors, params)
    const votes = classVotes(found, Float64Array.from(codes), 3, params.weights)
    expect(distance(votes, one.probabilities.flat())).toBeLessThan(1e-6)
    expect(distance(meanVotes(found, Float64Array.from(values), params.weights), one.means)).toBeLessThan(
      1e-6,
    )
  })

  test.each(readLearnerValues().knn)('agree with it where the kernel searches: $params', (one) => {
    const { params, X, queries, codes } = one
    const times = Math.ceil(50_001 / (X.length * queries.length))
    const many = Array.from({ length: times }, () => queries).flat()
    const found = nearest(matrix(X), matrix(many), params.n_neighbors, params)
    const votes = classVotes(found, Float64Array.from(codes), 3, params.weights)
    const expected = Array.from({ length: times }, () => one.probabilities.flat()).flat()
    expect(distance(votes, expected)).toBeLessThan(1e-6)
  })

  test.each([
    ['as they come', 1, 0],
    ['far from the origin', 1, 1e6],
    ['tiny', 1e-30, 0],
    ['huge', 1e150, 0],
  ])('the kernel gives the same bits as the plain path, with rows that are %s', (_, scale, away) => {
    for (const cols of [1, 3, 20]) {
      const rows = drawn(301, cols, scale, away, 1)
      const queries = drawn(203, cols, scale, away, 2)
      queries.values.set(rows.values.subarray(0, 50 * cols))
      for (const metric of ['euclidean', 'cosine', 'manhattan'] as const) {
        for (const count of [1, 4, 301]) {
          const plain = nearest(rows, queries, count, { metric, p: 2 }, false)
          const screened = nearest(rows, queries, count, { metric, p: 2 })
          expect(screened.indices.every((row, at) => row === plain.indices[at])).toBe(true)
          expect(Buffer.from(screened.distances.buffer).equals(Buffer.from(plain.distances.buffer))).toBe(
            true,
          )
        }
      }
    }
  })

  test('the kernel gives the same bits when one row lies far from all others', () => {
    const rows = drawn(400, 5, 1, 0, 3)
    rows.values[17] = 1e25
    const queries = drawn(300, 5, 1, 0, 4)
    queries.values[11] = 1e30
    for (const metric of ['euclidean', 'manhattan'] as const) {
      const found = nearest(rows, queries, 5, { metric, p: 2 })
      expect(found).toEqual(nearest(rows, queries, 5, { metric, p: 2 }, false))
    }
  })

  test('a query with a missing cell has no neighbours, and no answer', () => {
    const rows = matrix([[0], [1], [5]])
    const found = nearest(rows, matrix([[0.2], [Number.NaN]]), 2, EUCLIDEAN)
    expect([...found.indices]).toEqual([0, 1, -1, -1])
    const truth = Float64Array.of(0, 1, 1)
    expect([...classVotes(found, truth, 2, 'uniform')]).toEqual([0.5, 0.5, Number.NaN, Number.NaN])
    expect([...meanVotes(found, truth, 'distance')]).toEqual([expect.closeTo(0.2), Number.NaN])
  })

  test('refuses more neighbours than rows', () => {
    expect(() => nearest(matrix([[0]]), matrix([[0]]), 2, EUCLIDEAN)).toThrow(
      '2 neighbours are wanted of 1 rows',
    )
  })
})
