import { describe, expect, it } from 'vitest'
import { dense, takeRows, type Matrix } from '../core/matrix'
import { normal, randomStream } from '../core/random'
import { canonicalMatrix, readExperiment } from '../reference/canonical'
import { distance } from '../reference/distance'
import { fitLogistic, logisticProbabilities, type LogisticModel } from './logistic'
import { multiplyTransposed, withoutZeros } from './matrix-ops'

const telco = readExperiment('telco_churn')
const churn = Float64Array.from(telco.train, (i) => telco.target[i]!)
const customers = canonicalMatrix(telco, telco.train, telco.train)

function noise(rows: number, cols: number, seed: number): Matrix {
  const random = randomStream(seed, 'noise')
  return dense(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => normal(random)),
  )
}

/** The largest derivative of the penalised loss at a model's coefficients. */
function slope(matrix: Matrix, labels: number[], classes: number, model: LogisticModel, C: number): number {
  const wrong = logisticProbabilities(model, matrix)
  labels.forEach((label, i) => (wrong[i * classes + label]! -= 1))
  const outputs = model.intercept.length
  const byScore = outputs === 1 ? wrong.filter((_, at) => at % 2 === 1) : wrong
  const byCoef = multiplyTransposed(matrix, byScore, outputs).map((value, j) => value + model.coef[j]! / C)
  const sums = model.intercept.map((_, k) =>
    byScore.reduce((s, v, at) => s + (at % outputs === k ? v : 0), 0),
  )
  return Math.max(...[...byCoef, ...sums].map(Math.abs))
}

describe('fitLogistic', () => {
  it('finds the same coefficients on sparse columns and in any order of rows', () => {
    const { coef } = fitLogistic(customers, churn, 2)
    expect(distance(fitLogistic(withoutZeros(customers), churn, 2).coef, coef)).toBeLessThan(1e-9)
    const turned = Uint32Array.from(churn, (_, i) => churn.length - 1 - i)
    const other = fitLogistic(takeRows(customers, turned), churn.toReversed(), 2)
    expect(distance(other.coef, coef)).toBeLessThan(1e-9)
  })

  it('gives the same bits again', () => {
    expect(fitLogistic(customers, churn, 2)).toEqual(fitLogistic(customers, churn, 2))
  })

  it('takes a weight of 2 for a row that stands there twice, and a weight of 0 for none', () => {
    const matrix = noise(30, 3, 1)
    const labels = Array.from({ length: 30 }, (_, i) => Math.floor(i / 3) % 3)
    const weights = Float64Array.from(labels, (_, i) => i % 3)
    const rows = Uint32Array.from([...weights].flatMap((weight, i) => Array<number>(weight).fill(i)))
    const repeated = fitLogistic(
      takeRows(matrix, rows),
      Array.from(rows, (row) => labels[row]!),
      3,
    )
    expect(distance(fitLogistic(matrix, labels, 3, { weights }).coef, repeated.coef)).toBeLessThan(1e-9)
  })

  it('solves problems with many columns by conjugate gradients, just as exactly', () => {
    const matrix = noise(60, 500, 2)
    for (const classes of [2, 4]) {
      const labels = Array.from({ length: 60 }, (_, i) => i % classes)
      const model = fitLogistic(matrix, labels, classes)
      expect(model.converged).toBe(true)
      expect(slope(matrix, labels, classes, model, 1)).toBeLessThan(1e-7)
    }
  })

  it('does not depend on the units of columns when nothing is penalised', () => {
    const matrix = noise(200, 3, 3)
    const labels = Array.from({ length: 200 }, (_, i) =>
      matrix.values[i * 3]! + Math.sin(i * 9) > 0 ? 1 : 0,
    )
    const model = fitLogistic(matrix, labels, 2, { C: Infinity })
    const units = [1e6, 1, 1e-6]
    const scaled = dense(
      200,
      3,
      matrix.values.map((value, at) => value * units[at % 3]!),
    )
    const other = fitLogistic(scaled, labels, 2, { C: Infinity })
    expect(model.converged && other.converged).toBe(true)
    expect(
      distance(
        other.coef.map((value, j) => value * units[j]!),
        model.coef,
      ),
    ).toBeLessThan(1e-8)
  })

  it('says that separated classes without a penalty have no solution', () => {
    const matrix = dense(4, 1, Float64Array.of(-2, -1, 1, 2))
    expect(fitLogistic(matrix, [0, 0, 1, 1], 2, { C: Infinity }).converged).toBe(false)
    expect(fitLogistic(matrix, [0, 0, 1, 2], 3, { C: Infinity }).converged).toBe(false)
    expect(fitLogistic(matrix, [0, 0, 1, 1], 2, { C: 1e6 }).converged).toBe(true)
  })

  it('copes without a penalty with columns that add up to 1', () => {
    const random = randomStream(4, 'levels')
    const levels = Array.from({ length: 300 }, () => Math.floor(random() * 3))
    const matrix = dense(
      300,
      3,
      Float64Array.from(levels.flatMap((k) => [0, 1, 2].map((j) => (j === k ? 1 : 0)))),
    )
    const labels = levels.map((k) => (random() < 0.2 + 0.3 * k ? 1 : 0))
    const { converged, coef, intercept } = fitLogistic(matrix, labels, 2, { C: Infinity })
    expect(converged).toBe(true)
    const shares = logisticProbabilities({ coef, intercept }, matrix)
    const share = labels.filter((label, i) => label === 1 && levels[i] === 2).length
    expect(shares[2 * levels.indexOf(2) + 1]).toBeCloseTo(share / levels.filter((k) => k === 2).length, 8)
  })

  it('stops when told to, and says when steps run out', () => {
    const stop = () => {
      throw new Error('stopped')
    }
    expect(() => fitLogistic(customers, churn, 2, { onIteration: stop })).toThrow('stopped')
    expect(fitLogistic(customers, churn, 2, { maxIterations: 2 })).toMatchObject({
      iterations: 2,
      converged: false,
    })
  })

  it('refuses what it cannot use', () => {
    const matrix = dense(3, 1, Float64Array.of(1, 2, 3))
    expect(() => fitLogistic(matrix, [0, 1], 2)).toThrow(/2 labels for 3 rows/)
    expect(() => fitLogistic(matrix, [0, 0, 0], 1)).toThrow(/two classes/)
    expect(() => fitLogistic(matrix, [0, 0, 0], 2)).toThrow(/Class 1 has no training row/)
    expect(() => fitLogistic(matrix, [0, 1, -1], 2)).toThrow(/Row 2 has label -1/)
    expect(() => fitLogistic(matrix, [0, 1, 1], 2, { C: 0 })).toThrow(/C is 0/)
    const missing = dense(3, 1, Float64Array.of(1, Number.NaN, 3))
    expect(() => fitLogistic(missing, [0, 1, 1], 2)).toThrow(/finite numbers/)
  })
})

describe('logistic regression on very many rows', () => {
  it('begins with some of them, and ends at the same minimum to 1e-6', () => {
    const matrix = noise(4000, 4, 5)
    const random = randomStream(6, 'many rows')
    const labels = Array.from({ length: 4000 }, (_, i) => (matrix.values[i * 4]! + random() > 0.7 ? 1 : 0))
    const model = fitLogistic(matrix, labels, 2)
    expect(model.converged).toBe(true)
    expect(slope(matrix, labels, 2, model, 1)).toBeLessThan(1e-5)
    // Sparse rows are never sampled.
    const sparse = fitLogistic(asSparse(matrix), labels, 2)
    expect(distance(model.coef, sparse.coef)).toBeLessThan(1e-8)
  })

  it.each([
    { C: 1 },
    { C: Infinity, fitIntercept: false },
    { C: 0.01, weights: Float64Array.from({ length: 20_000 }, (_, i) => i % 3) },
  ])('is as exact where a column is rare and another has a long tail, with %o', (options) => {
    const matrix = noise(20_000, 6, 7)
    const { values } = matrix
    for (let i = 0; i < 20_000; i++) {
      values[i * 6] = i % 977 === 5 ? 1 : 0
      values[i * 6 + 1] = Math.exp(2 * values[i * 6 + 1]!)
      values[i * 6 + 2]! += 100
    }
    const random = randomStream(8, 'labels')
    const labels = Array.from({ length: 20_000 }, (_, i) =>
      values[i * 6]! + values[i * 6 + 3]! + 0.1 * values[i * 6 + 1]! + 3 * random() > 2 ? 1 : 0,
    )
    const model = fitLogistic(matrix, labels, 2, options)
    const sparse = fitLogistic(asSparse(matrix), labels, 2, options)
    expect(model.iterations).toBeLessThan(20)
    expect(distance(model.coef, sparse.coef)).toBeLessThan(1e-8)
  })
})

/** The same numbers as sparse rows. */
function asSparse({ rows, cols, values }: Matrix): Matrix {
  const indptr = Uint32Array.from({ length: rows + 1 }, (_, i) => i * cols)
  const indices = Uint32Array.from({ length: rows * cols }, (_, at) => at % cols)
  return { kind: 'sparse', rows, cols, indptr, indices, values }
}
