import { describe, expect, it } from 'vitest'
import { dense, takeRows, type Matrix } from '../core/matrix'
import { normal, randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { fitLinear, type LinearModel } from './least-squares'
import { dot, multiply, withoutZeros } from './matrix-ops'
import { fitRidge } from './ridge'

const random = randomStream(5, 'least squares')
const draws = (length: number) => Float64Array.from({ length }, () => normal(random))
const length = (v: Float64Array) => Math.sqrt(dot(v, v))

/** Columns 0 to 2 at random, column 3 the sum of the first two, column 4 a constant. */
function dependent(rows: number): Matrix {
  const values = new Float64Array(rows * 5)
  for (let i = 0; i < rows; i++) {
    const [x, y, z] = [normal(random), normal(random), normal(random)]
    values.set([x, y, z, x + y, 7], i * 5)
  }
  return dense(rows, 5, values)
}

describe('fitLinear', () => {
  it('holds where next to nothing is left of a column, in few rows and in many', () => {
    for (const rows of [5, 40, 700]) {
      const values = draws(rows * 3).map((value, at) => (at % 3 > 0 ? value * 1e-161 : value))
      const { coef, intercept } = fitLinear(dense(rows, 3, values), draws(rows))
      expect([...coef, intercept].every(Number.isFinite)).toBe(true)
    }
  })

  it('takes the shortest of equally good coefficients', () => {
    for (const rows of [4, 50, 700]) {
      const matrix = dependent(rows)
      const y = draws(rows)
      const { coef, intercept } = fitLinear(matrix, y)
      expect(coef[4]).toBeCloseTo(0, 12)
      expect(coef[3]).toBeCloseTo(coef[0]! + coef[1]!, 10)
      const plain = fitLinear(
        dense(
          rows,
          3,
          matrix.values.filter((_, at) => at % 5 < 3),
        ),
        y,
      )
      const fitted = multiply(matrix, coef, Float64Array.of(intercept))
      const same = multiply(
        dense(
          rows,
          3,
          matrix.values.filter((_, at) => at % 5 < 3),
        ),
        plain.coef,
        Float64Array.of(plain.intercept),
      )
      expect(distance(fitted, same)).toBeLessThan(1e-10)
      expect(length(coef)).toBeLessThanOrEqual(length(plain.coef))
    }
  })

  it('does not care about units or about how far from 0 a column is', () => {
    const base = draws(300)
    const y = draws(100)
    const units = [1e9, 1, 1e-9]
    const offsets = [1e15, 1e3, 0]
    const moved = base.map((value, at) => value * units[at % 3]! + offsets[at % 3]!)
    const plain = fitLinear(dense(100, 3, base), y)
    const other = fitLinear(dense(100, 3, moved), y)
    expect(
      distance(
        other.coef.map((value, j) => value * units[j]!),
        plain.coef,
      ),
    ).toBeLessThan(1e-6)
  })

  it('reproduces rows that lie on a plane, also when there are more columns than rows', () => {
    const matrix = dense(6, 20, draws(120))
    const y = draws(6)
    const { coef, intercept } = fitLinear(matrix, y)
    expect(distance(multiply(matrix, coef, Float64Array.of(intercept)), y)).toBeLessThan(1e-10)
  })

  it('takes a weight of 2 for a row that stands there twice', () => {
    const matrix = dense(20, 3, draws(60))
    const y = draws(20)
    const weights = y.map((_, i) => 1 + (i % 2))
    const rows = Uint32Array.from([...weights].flatMap((weight, i) => Array<number>(weight).fill(i)))
    const twice = fitLinear(
      takeRows(matrix, rows),
      Float64Array.from(rows, (row) => y[row]!),
    )
    expect(distance(fitLinear(matrix, y, { weights }).coef, twice.coef)).toBeLessThan(1e-10)
  })

  it('predicts the mean from no columns, and refuses no rows and endless work', () => {
    expect(fitLinear(dense(3, 0, new Float64Array(0)), Float64Array.of(1, 2, 6)).intercept).toBe(3)
    const missing = dense(2, 1, Float64Array.of(1, Number.NaN))
    expect(() => fitLinear(missing, Float64Array.of(1, 2))).toThrow(/finite numbers/)
    expect(() => fitLinear(dense(0, 2, new Float64Array(0)), new Float64Array(0))).toThrow(/training row/)
    const wide = { rows: 1e5, cols: 1e5, indptr: new Uint32Array(1e5 + 1), indices: new Uint32Array(0) }
    const matrix: Matrix = { kind: 'sparse', ...wide, values: new Float64Array(0) }
    expect(() => fitLinear(matrix, new Float64Array(1e5))).toThrow(
      'Linear regression on 100,000 rows and 100,000 columns takes too long.',
    )
  })
})

describe('fitRidge', () => {
  it('tends to the shortest least squares as alpha falls', () => {
    const matrix = dependent(60)
    const y = draws(60)
    const { coef } = fitLinear(matrix, y)
    expect(distance(fitRidge(matrix, y, 1e-6).coef, coef)).toBeLessThan(1e-6)
    const predict = (model: LinearModel) => multiply(matrix, model.coef, Float64Array.of(model.intercept))
    expect(distance(predict(fitRidge(matrix, y, 1e-13)), predict(fitLinear(matrix, y)))).toBeLessThan(1e-8)
    expect(fitRidge(matrix, y, 0).coef).toEqual(coef)
  })

  it('is the same by columns, by rows and, when both are many, by products', () => {
    const rows = 3001
    const cols = 3100
    const values = new Float64Array(rows * 3).map(() => normal(random))
    const indices = new Uint32Array(rows * 3)
    for (let i = 0; i < rows; i++) indices.set([i % 1000, 1000 + (i % 999), 2000 + ((i * 7) % 1100)], i * 3)
    const indptr = Uint32Array.from({ length: rows + 1 }, (_, i) => 3 * i)
    const matrix: Matrix = { kind: 'sparse', rows, cols, indptr, indices, values }
    const y = draws(rows)
    const { coef, intercept } = fitRidge(matrix, y, 2)
    // At the minimum, alpha * coef is the product of centred columns and residuals.
    const fitted = multiply(matrix, coef, Float64Array.of(intercept))
    const residual = y.map((value, i) => value - fitted[i]!)
    const slope = coef.map((value) => 2 * value)
    for (let at = 0; at < indices.length; at++)
      slope[indices[at]!]! -= values[at]! * residual[Math.floor(at / 3)]!
    expect(Math.max(...slope.map(Math.abs))).toBeLessThan(1e-8)
    expect(Math.abs(residual.reduce((total, value) => total + value, 0))).toBeLessThan(1e-8)
  })

  it('finds the same coefficients on sparse columns', () => {
    const matrix = dense(
      30,
      4,
      draws(120).map((value, at) => (at % 4 > 0 && value > -0.5 ? 0 : value)),
    )
    const y = draws(30)
    expect(withoutZeros(matrix).kind).toBe('sparse')
    expect(distance(fitRidge(withoutZeros(matrix), y, 1).coef, fitRidge(matrix, y, 1).coef)).toBeLessThan(
      1e-10,
    )
  })

  it('refuses a negative alpha', () => {
    expect(() => fitRidge(dense(1, 1, Float64Array.of(1)), Float64Array.of(1), -1)).toThrow(/alpha is -1/)
  })
})
