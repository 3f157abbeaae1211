import { describe, expect, it } from 'vitest'
import { distance } from '../reference/distance'
import { readValidation } from '../reference/validation'
import { meanInterval, pairedTest, sampleMoments } from './paired-tests'
import { tCumulative, tQuantile } from './student-t'

const { paired, student_t: cases } = readValidation()
const LIMIT = 1e-8

describe("Student's t, as SciPy", () => {
  it('has its chances', () => {
    const some = cases.filter(({ t }) => t !== undefined)
    const own = some.map(({ t, df }) => tCumulative(t!, df))
    expect(
      distance(
        own,
        some.map(({ cdf }) => cdf!),
      ),
    ).toBeLessThan(LIMIT)
  })

  it('has its quantiles', () => {
    const some = cases.filter(({ q }) => q !== undefined)
    const own = some.map(({ q, df }) => tQuantile(q!, df))
    expect(
      distance(
        own,
        some.map(({ quantile }) => quantile!),
      ),
    ).toBeLessThan(LIMIT)
    expect([tQuantile(0, 3), tQuantile(1, 3), tQuantile(2, 3)]).toEqual([-Infinity, Infinity, NaN])
  })
})

describe('two models on the same folds', () => {
  it("are compared as by SciPy's distributions", () => {
    for (const { differences, ratio, rope, ...expected } of paired) {
      const { t, p, left, within, right } = pairedTest(differences, ratio, rope)
      const wanted = [expected.t, expected.p, expected.left, expected.within, expected.right]
      expect(distance([t, p, left, within, right], wanted)).toBeLessThan(LIMIT)
    }
  })

  it('that never differ are the same for sure', () => {
    expect(pairedTest([0, 0, 0], 0.25, 0.01)).toEqual({ mean: 0, t: 0, p: 1, left: 0, within: 1, right: 0 })
    expect(pairedTest([0.5, 0.5], 0.25, 0.01)).toMatchObject({ p: 0, left: 0, within: 0, right: 1 })
  })
})

describe('an interval', () => {
  it('is wider when training rows overlap', () => {
    const scores = [0.7, 0.8, 0.75, 0.72, 0.78]
    const { mean, std } = sampleMoments(scores)
    const width = (ratio: number) => (meanInterval(scores, ratio)[1] - mean) / (2.7764451051977934 * std)
    expect(width(0)).toBeCloseTo(Math.sqrt(1 / 5), 10)
    expect(width(0.25)).toBeCloseTo(Math.sqrt(1 / 5 + 1 / 4), 10)
  })

  it('of one score is not known', () => expect(meanInterval([0.5], 0.25)).toEqual([NaN, NaN]))
})
