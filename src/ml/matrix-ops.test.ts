import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dense, type DenseMatrix } from '../core/matrix'
import { distance } from '../reference/distance'
import { centredGram, gram, gramDiagonal, rowGram } from './gram'
import { columnMeans, multiply, multiplyTransposed, withoutZeros } from './matrix-ops'

const value = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  fc.double({ min: -10, max: 10, noNaN: true }),
)

/** Matrices with many zeros, and a number per row. */
const problem = fc
  .tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, cols]) =>
    fc.record({
      matrix: fc
        .array(value, { minLength: rows * cols, maxLength: rows * cols })
        .map((values) => dense(rows, cols, Float64Array.from(values))),
      v: fc.array(value, { minLength: rows, maxLength: rows }).map((v) => Float64Array.from(v, Math.abs)),
      coef: fc.array(value, { minLength: 2 * cols, maxLength: 2 * cols }).map((w) => Float64Array.from(w)),
    }),
  )

const sparse = (matrix: DenseMatrix) =>
  withoutZeros(dense(matrix.rows * 3, matrix.cols, Float64Array.of(...matrix.values, ...zeros(matrix))))
const zeros = ({ rows, cols }: DenseMatrix) => new Float64Array(rows * cols * 2)
const padded = (v: Float64Array) => Float64Array.of(...v, ...v.map(() => 0), ...v.map(() => 0))

describe('products with a matrix', () => {
  it('have the same bits dense and sparse', () => {
    fc.assert(
      fc.property(problem, ({ matrix, v, coef }) => {
        const intercept = Float64Array.of(0.5, -3)
        const scores = multiply(matrix, coef, intercept)
        expect(multiply(sparse(matrix), coef, intercept).slice(0, scores.length)).toEqual(scores)
        expect(distance(multiplyTransposed(sparse(matrix), padded(v)), multiplyTransposed(matrix, v))).toBe(0)
      }),
    )
  })

  it('agree with the definition', () => {
    const matrix = dense(2, 3, Float64Array.of(1, 2, 3, 4, 5, 6))
    expect([...multiply(matrix, Float64Array.of(1, 0, -1, 2, 2, 2), Float64Array.of(10, 0))]).toEqual([
      8, 12, 8, 30,
    ])
    expect([...multiplyTransposed(matrix, Float64Array.of(1, 2, 3, 4), 2)]).toEqual([13, 17, 21, 18, 24, 30])
    expect([...columnMeans(matrix, Float64Array.of(1, 3))]).toEqual([3.25, 4.25, 5.25])
    expect(() => multiply(matrix, Float64Array.of(1), Float64Array.of(0))).toThrow(RangeError)
  })
})

describe('Gram matrices', () => {
  it('are the products of columns, dense and sparse, plain, weighted and centred', () => {
    fc.assert(
      fc.property(problem, ({ matrix, v }) => {
        const { rows, cols } = matrix
        const means = columnMeans(matrix, v)
        for (const shift of [new Float64Array(cols), means]) {
          const expected: number[] = []
          for (let j = 0; j < cols; j++) {
            for (let k = 0; k < cols; k++) {
              const at = (i: number, c: number) => matrix.values[i * cols + c]! - shift[c]!
              expected.push(v.reduce((total, weight, i) => total + weight * at(i, j) * at(i, k), 0))
            }
          }
          const compute = (x: Parameters<typeof gram>[0], w: Float64Array) =>
            shift === means ? centredGram(x, means, w) : gram(x, w)
          expect(distance(compute(matrix, v), expected)).toBeLessThan(1e-10)
          expect(distance(compute(sparse(matrix), padded(v)), expected)).toBeLessThan(1e-10)
        }
        const diagonal = gram(matrix, v).filter((_, at) => at % (cols + 1) === 0)
        expect(distance(gramDiagonal(matrix, v), diagonal)).toBeLessThan(1e-10)
        const none = new Float64Array(rows).fill(1)
        const ofRows = rowGram(sparse(matrix), means, padded(none))
        const first = Array.from(
          { length: rows * rows },
          (_, at) => ofRows[Math.floor(at / rows) * 3 * rows + (at % rows)]!,
        )
        expect(distance(first, rowGram(matrix, means, none))).toBeLessThan(1e-10)
      }),
    )
  })

  it('keep their digits when a sparse matrix has a column far from 0', () => {
    const years = Float64Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? 1.6e12 + at : 0))
    const matrix = dense(20, 3, years)
    const means = columnMeans(matrix)
    const compact = withoutZeros(matrix)
    expect(compact.kind).toBe('sparse')
    expect(centredGram(compact, means)[0]).toBeCloseTo(centredGram(matrix, means)[0]!, 6)
    expect(centredGram(compact, means)[0]).toBeCloseTo(9 * 665, 6)
  })
})
