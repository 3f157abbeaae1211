import { describe, expect, it } from 'vitest'
import { dense } from '../core/matrix'
import { distance } from '../reference/distance'
import { readValues } from '../reference/values'
import { fClassif, fRegression } from './f-test'
import { fSurvival, incompleteBeta, logGamma } from './incomplete-beta'
import { withoutZeros } from './matrix-ops'

const { f_tests: tests, f_distribution: tails } = readValues()

describe('F-tests, as scikit-learn', () => {
  for (const { test, X, y, F, p } of tests) {
    const classes = Math.max(...y) + 1
    it(`${test}${test === 'f_classif' ? ` of ${classes} classes` : ''}`, () => {
      const whole = dense(X.length, X[0]!.length, Float64Array.from(X.flat()))
      const padded = dense(
        X.length,
        2 * whole.cols,
        Float64Array.from(X.flatMap((row) => [...row, ...row.map(() => 0)])),
      )
      const run = (matrix: typeof whole | ReturnType<typeof withoutZeros>) =>
        test === 'f_classif' ? fClassif(matrix, y, classes) : fRegression(matrix, Float64Array.from(y))
      const sparse = withoutZeros(padded)
      expect(sparse.kind).toBe('sparse')
      for (const { scores, pValues } of [run(whole), run(sparse)]) {
        // The constant column is NaN (classes) or 0 (regression) there, 0 here.
        expect(
          distance(
            scores.slice(0, 6),
            F.map((value) => value ?? 0),
          ),
        ).toBeLessThan(1e-9)
        expect(
          distance(
            pValues.slice(0, 6),
            p.map((value) => value ?? 1),
          ),
        ).toBeLessThan(1e-9)
        expect(scores.slice(6).every((score) => score === 0)).toBe(true)
      }
    })
  }

  it('know columns that say everything or nothing', () => {
    const matrix = dense(4, 3, Float64Array.of(1, 0.1, 5, 1, 0.1, 6, 2, 0.1, 5, 2, 0.1, 6))
    const { scores, pValues } = fClassif(matrix, [0, 0, 1, 1], 2)
    expect([...scores]).toEqual([Infinity, 0, 0])
    expect([...pValues]).toEqual([0, 1, 1])
    expect([...fClassif(matrix, [0, 0, 0, 0], 1).scores]).toEqual([0, 0, 0])
    const line = fRegression(matrix, Float64Array.of(3, 3, 5, 5))
    expect([...line.scores]).toEqual([Number.MAX_VALUE, 0, 0])
    expect([...fRegression(matrix, new Float64Array(4).fill(2)).scores]).toEqual([0, 0, 0])
  })
})

describe('the F distribution, as scipy', () => {
  it('has its tails', () => {
    const wrong = tails.filter(({ dfn, dfd, F, sf }) => {
      const own = fSurvival(F, dfn, dfd)
      return !(Math.abs(own - sf) <= 1e-8 * sf + 1e-300)
    })
    expect(wrong).toEqual([])
  })

  it('rests on the incomplete beta and gamma functions', () => {
    expect(incompleteBeta(2, 3, 0.4, 0.6)).toBeCloseTo(0.5248, 12)
    expect(incompleteBeta(2, 3, 0, 1)).toBe(0)
    expect(incompleteBeta(2, 3, 1, 0)).toBe(1)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 13)
  })
})
