import { describe, expect, it } from 'vitest'
import { dense, takeRows, type DenseMatrix } from '../core/matrix'
import { normal, randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { blockSums } from './block-sums'
import { gram } from './gram'
import { binaryLoss } from './logistic-loss'
import { multiply, multiplyTransposed, sum } from './matrix-ops'
import { sampledRows } from './sampled-rows'
import { sweptLogLoss } from './swept-log-loss'

/** Columns of an even and an odd number, rows that fill blocks and that do not, and rows wider than a block. */
const shapes: readonly [rows: number, cols: number][] = [
  [4096, 4],
  [5001, 7],
  [2003, 50],
  [30_002, 1],
  [5, 4001],
]

function work(rows: number, cols: number) {
  const random = randomStream(rows, 'sweep')
  const matrix = dense(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => normal(random)),
  )
  const labels = Int32Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0))
  const weights = Float64Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? 0 : 3 * random()))
  const unknown = Float64Array.from({ length: cols + 1 }, () => normal(random))
  return { matrix, labels, weights, unknown }
}

describe('sweptLogLoss', () => {
  it.each(shapes)('says of %i x %i what the plain loss says', (rows, cols) => {
    const { matrix, labels, weights, unknown } = work(rows, cols)
    for (const given of [undefined, weights]) {
      for (const intercept of [true, false]) {
        const plain = binaryLoss(labels, given)
        const swept = sweptLogLoss(matrix, labels, given)!
        const shift = Float64Array.of(intercept ? unknown[cols]! : 0)
        const scores = multiply(matrix, unknown.subarray(0, cols), shift)
        const loss = plain.evaluate(scores)
        const first = plain.gradient()
        const found = swept.sweep!(unknown, intercept)
        expect(distance(found.scores, scores)).toBeLessThan(1e-12)
        expect(distance([found.loss], [loss])).toBeLessThan(1e-13)
        const gradient = [...multiplyTransposed(matrix, first), ...(intercept ? [sum(first)] : [])]
        expect(distance(found.gradient, gradient)).toBeLessThan(1e-11)
        expect(distance(swept.curvature(0, 0), plain.curvature(0, 0))).toBeLessThan(1e-13)
      }
    }
  })

  it('knows exp and log to the last digits, from sure to sure', () => {
    const scores = Float64Array.from({ length: 16_384 }, (_, i) => (i - 8192) / 11)
    const labels = Int32Array.from(scores, (_, i) => i % 2)
    const plain = binaryLoss(labels)
    const swept = sweptLogLoss(dense(scores.length, 1, scores), labels)!
    const found = swept.sweep!(Float64Array.of(1), false)
    expect(found.loss / plain.evaluate(scores)).toBeCloseTo(1, 14)
    const exact = plain.curvature(0, 0)
    const off = swept.curvature(0, 0).map((value, i) => Math.abs(value / exact[i]! - 1))
    // Beyond a score of 708 it stays at the least number there is.
    expect(off.reduce((a, b, i) => (Math.abs(scores[i]!) < 708 ? Math.max(a, b) : a), 0)).toBeLessThan(2e-15)
  })

  it('is not for what is small', () => {
    expect(sweptLogLoss(dense(2, 1, Float64Array.of(1, 2)), Int32Array.of(0, 1))).toBeUndefined()
  })

  it('passes on that numbers are missing', () => {
    const { matrix, labels, unknown } = work(4096, 4)
    matrix.values[5000] = Number.NaN
    expect(sweptLogLoss(matrix, labels)!.sweep!(unknown, true).loss).toBeNaN()
  })
})

/** How far the sums by the kernel are from the plain ones. */
function offBy(matrix: DenseMatrix, weights: Float64Array): number {
  const { products, sums } = blockSums(matrix)(weights)
  const apart = distance(products, gram(matrix, weights))
  return Math.max(apart, distance(sums, multiplyTransposed(matrix, weights)))
}

describe('blockSums', () => {
  it.each(shapes.slice(0, 4))('sums the rows of %i x %i as gram does', (rows, cols) => {
    const { matrix, weights } = work(rows, cols)
    expect(offBy(matrix, weights)).toBeLessThan(1e-11)
    const others = weights.map((weight) => 2 - weight)
    expect(offBy(matrix, others)).toBeLessThan(1e-11)
  })

  it.each([200, 20_000])('sums a sample of a third of %i rows as if there were no others', (rows) => {
    const { matrix, weights } = work(rows + 1, 3)
    const thirds = sampledRows(rows + 1, 3)
    expect(new Set(thirds).size).toBe(Math.floor((rows + 1) / 3))
    expect(Math.max(...thirds)).toBeLessThanOrEqual(rows)
    const some = weights.slice(0, thirds.length)
    const { products, sums } = blockSums(matrix, 3)(some)
    const others = takeRows(matrix, thirds)
    expect(distance(products, gram(others, some))).toBeLessThan(1e-11)
    expect(distance(sums, multiplyTransposed(others, some))).toBeLessThan(1e-11)
  })
})
