import { describe, expect, test } from 'vitest'
import { randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { readEvaluations, type ClassesCase, type NumbersCase } from '../reference/evaluation'
import { bootstrapIntervals, percentiles } from './bootstrap-intervals'
import { gainCurve } from './metrics/gain-curve'
import { metricNamed } from './metrics/registry'
import { resampledMetrics } from './metrics/resampled'
import { takeScored, type PredictedScored } from './metrics/scored'

const { classification, regression } = readEvaluations()

function scoredOf(one: ClassesCase | NumbersCase): PredictedScored {
  const truth = Float64Array.from(one.truth)
  if ('values' in one) return { task: 'regression', truth, values: Float64Array.from(one.values) }
  const { classes } = one
  const isTwo = classes.length === 2
  const scores = Float64Array.from(one.scores.flat())
  return { task: isTwo ? 'binary' : 'multiclass', classes, positive: isTwo ? 1 : -1, truth, scores }
}

describe.each([...classification, ...regression])('$name', (one) => {
  const scored = scoredOf(one)

  test('over the same resamples the intervals are those of scikit-learn and numpy', () => {
    const found = percentiles(
      scored,
      one.counts.map((counts) => Uint16Array.from(counts)),
    )
    expect(Object.keys(found).sort()).toEqual(Object.keys(one.intervals).sort())
    for (const [name, interval] of Object.entries(one.intervals)) {
      expect(distance(found[name]!, interval), name).toBeLessThanOrEqual(1e-6)
    }
  })

  test('counted rows measure as repeated rows do', () => {
    const measure = resampledMetrics(scored)
    for (const counts of one.counts.slice(0, 10)) {
      const repeated = counts.flatMap((count, row) => Array.from({ length: count }, () => row))
      const found = measure(Uint16Array.from(counts))
      for (const [name, value] of Object.entries(found)) {
        expect(
          distance([value], [metricNamed(name).compute(takeScored(scored, repeated)).value]),
        ).toBeLessThan(1e-9)
      }
    }
  })

  test('intervals of our own draws are near those of scipy, hold the metric, and are the same again', () => {
    const draw = () => bootstrapIntervals(scored, randomStream(0, 'test'))
    const found = draw()
    for (const [name, [low, high]] of Object.entries(one.scipy ?? {})) {
      const [from, to] = found[name]!
      expect(Math.abs(from - low) / (high - low), name).toBeLessThan(0.1)
      expect(Math.abs(to - high) / (high - low), name).toBeLessThan(0.1)
    }
    for (const [name, [low, high]] of Object.entries(found)) {
      const { value } = metricNamed(name).compute(scored)
      expect(low <= value && value <= high, name).toBe(true)
    }
    expect(draw()).toEqual(found)
  })
})

test.each(classification.filter(({ gain }) => gain))('gain and lift of $name', ({ gain, scores, truth }) => {
  const {
    share,
    gain: found,
    lift,
  } = gainCurve(
    Uint8Array.from(truth),
    Float64Array.from(scores, (row) => row[1]!),
  )
  expect([share[0], found[0]]).toEqual([0, 0])
  expect(distance(share.subarray(1), gain!.share)).toBeLessThanOrEqual(1e-12)
  expect(distance(found.subarray(1), gain!.gain)).toBeLessThanOrEqual(1e-12)
  expect(distance(lift.subarray(1), gain!.lift)).toBeLessThanOrEqual(1e-12)
})

test('a metric that is often undefined has no interval, and two rows are the least', () => {
  const scored = (truth: number[]): PredictedScored => ({
    task: 'binary',
    classes: ['no', 'yes'],
    positive: 1,
    truth: Float64Array.from(truth),
    scores: Float64Array.from(truth.flatMap((_, i) => [1 - i / 9, i / 9])),
  })
  const found = bootstrapIntervals(scored([0, 0, 0, 1]), randomStream(0, 'test'))
  expect(found).toHaveProperty('accuracy')
  expect(found).not.toHaveProperty('roc_auc')
  expect(bootstrapIntervals(scored([1]), randomStream(0, 'test'))).toEqual({})
})

test('many rows are drawn from a part, and the interval is as narrow as all of them make it', () => {
  const rows = 30_000
  const random = randomStream(1, 'many')
  const truth = Float64Array.from({ length: rows }, () => 10 * random())
  const scored: PredictedScored = {
    task: 'regression',
    truth,
    values: truth.map((value) => value + random() - 0.5),
  }
  const [low, high] = bootstrapIntervals(scored, randomStream(0, 'test'), () => undefined, 300)[
    'mean_absolute_error'
  ]!
  const { value } = metricNamed('mean_absolute_error').compute(scored)
  // Errors are uniform on 0 to 0.5: their deviation is 0.5 / sqrt(12).
  const wide = (2 * 1.96 * 0.5) / Math.sqrt(12 * rows)
  expect(low < value && value < high).toBe(true)
  expect((high - low) / wide).toBeGreaterThan(0.8)
  expect((high - low) / wide).toBeLessThan(1.25)
})
