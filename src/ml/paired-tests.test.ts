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

/**
 * Accuracy of naive Bayes less that of AODE, in 10 runs of 10 folds: every difference and how often it came, from the
 * data of Benavoli, Corani, Demsar and Zaffalon 2017 (github.com/BayesianTestsML/tutorial, Julia/Data). Expected is what
 * their notebooks print.
 */
const PUBLISHED = {
  anneal: [
    [-0.06742, 1],
    [-0.06667, 2],
    [-0.05618, 1],
    [-0.05556, 1],
    [-0.05555, 1],
    [-0.04494, 2],
    [-0.04445, 3],
    [-0.03371, 2],
    [-0.0337, 1],
    [-0.03334, 2],
    [-0.03333, 6],
    [-0.02247, 6],
    [-0.02223, 5],
    [-0.02222, 15],
    [-0.01124, 3],
    [-0.01123, 1],
    [-0.01112, 2],
    [-0.01111, 30],
    [0, 16],
  ],
  squash: [
    [-0.6, 2],
    [-0.4, 4],
    [-0.33333, 2],
    [-0.2, 18],
    [-0.16667, 2],
    [0, 63],
    [0.2, 9],
  ],
} as const

describe('the correlated Bayesian t-test, as its authors published it', () => {
  const differences = (tally: readonly (readonly [number, number])[]) =>
    tally.flatMap(([value, times]) => Array<number>(times).fill(value))
  const RATIO = 1 / 9

  it('has the parameters of the posterior on squash-unstored', () => {
    const { mean, t } = pairedTest(differences(PUBLISHED.squash), RATIO, 0.01)
    expect(mean).toBeCloseTo(-0.055999993896, 7)
    expect(mean / t).toBeCloseTo(0.05423222985646852, 7)
  })

  it('has the chances on anneal, as far as accuracies of five digits tell', () => {
    const { left, within, right } = pairedTest(differences(PUBLISHED.anneal), RATIO, 0.01)
    expect(left).toBeCloseTo(0.9542966354882696, 4)
    expect(within).toBeCloseTo(0.04570306097263277, 4)
    expect(right).toBeCloseTo(3.0353909763469744e-7, 8)
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
