import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance } from '../reference/distance'
import { readValidation } from '../reference/validation'
import { fitIsotonic, isotonicAt } from './isotonic'
import { reliability } from './reliability'
import { fitSigmoid, sigmoidOf } from './sigmoid-calibration'

const { sigmoid, isotonic, calibration_curves: curves } = readValidation()

describe('a sigmoid, as scikit-learn', () => {
  it('has its curve', () => {
    for (const { scores, y, calibrated } of sigmoid) {
      const fitted = fitSigmoid(Float64Array.from(scores), Uint8Array.from(y))
      expect(
        distance(
          scores.map((score) => sigmoidOf(fitted, score)),
          calibrated,
        ),
      ).toBeLessThanOrEqual(1e-6)
    }
  })

  it('holds on scores that are far out, all the same, or of one class', () => {
    const far = fitSigmoid(Float64Array.of(-700, 700, 900, -800), Uint8Array.of(0, 1, 1, 0))
    expect(sigmoidOf(far, 700)).toBeGreaterThan(0.6)
    const same = fitSigmoid(new Float64Array(6), Uint8Array.of(0, 1, 1, 0, 1, 1))
    expect(sigmoidOf(same, 0)).toBeCloseTo((4 * (5 / 6) + 2 * (1 / 4)) / 6, 6)
    expect(sigmoidOf(fitSigmoid(Float64Array.of(1, 2), Uint8Array.of(1, 1)), 1.5)).toBeGreaterThan(0.5)
  })
})

describe('an isotonic regression, as scikit-learn', () => {
  it('has its line', () => {
    for (const { scores, y, at, expected, x_thresholds: x, y_thresholds: heights } of isotonic) {
      const fitted = fitIsotonic(Float64Array.from(scores), y)
      expect(
        distance(
          at.map((score) => isotonicAt(fitted, score)),
          expected,
        ),
      ).toBeLessThanOrEqual(1e-12)
      expect(distance(fitted.x, x)).toBeLessThanOrEqual(1e-12)
      expect(distance(fitted.y, heights)).toBeLessThanOrEqual(1e-12)
    }
  })

  it('rises, and keeps the mean', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(some, (rows) => {
        const scores = Float64Array.from(rows, ([score]) => score)
        const y = rows.map(([, hit]) => Number(hit))
        const fitted = fitIsotonic(scores, y)
        expect([...fitted.y]).toEqual([...fitted.y].sort((a, b) => a - b))
        const total = scores.reduce((sum, score) => sum + isotonicAt(fitted, score), 0)
        expect(total).toBeCloseTo(
          y.reduce((sum, one) => sum + one, 0),
          8,
        )
      }),
    )
  })
})

describe('a reliability curve, as scikit-learn', () => {
  it('has its bins', () => {
    for (const { strategy, bins, y, p, predicted, true: came } of curves) {
      if (strategy !== 'uniform') continue
      const own = reliability(Uint8Array.from(y), Float64Array.from(p), bins)
      expect(
        distance(
          own.map((bin) => bin.predicted),
          predicted,
        ),
      ).toBeLessThanOrEqual(1e-12)
      expect(
        distance(
          own.map((bin) => bin.true),
          came,
        ),
      ).toBeLessThanOrEqual(1e-12)
    }
  })
})
