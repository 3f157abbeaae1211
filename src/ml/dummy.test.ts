import { describe, expect, it } from 'vitest'
import { randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { readLearnerValues } from '../reference/learners'
import { classShares, dummyProbabilities, dummyValue } from './dummy'

describe('dummies, as scikit-learn', () => {
  it.each(readLearnerValues().dummies)(
    '$strategy, $weights',
    ({ strategy, y, weights, quantile, expected }) => {
      const given = weights ? Float64Array.from(weights) : undefined
      const own =
        strategy === 'mean' || strategy === 'median' || strategy === 'quantile'
          ? [dummyValue(Float64Array.from(y), strategy, quantile ?? 0.5, given)]
          : dummyProbabilities(classShares(y, 3, given), strategy, Float64Array.of(0.4))
      expect(distance(own, expected)).toBeLessThan(1e-8)
    },
  )

  it('draw classes in proportion when stratified, and alike when uniform', () => {
    const shares = classShares([0, 2, 2, 2], 3)
    const random = randomStream(1, 'draw')
    const draws = Float64Array.from({ length: 4000 }, () => random())
    const stratified = dummyProbabilities(shares, 'stratified', draws)
    const counts = [0, 1, 2].map((k) => stratified.filter((_, at) => at % 3 === k).reduce((a, b) => a + b, 0))
    expect(counts[1]).toBe(0)
    expect(counts[2]! / 4000).toBeCloseTo(0.75, 1)
    expect(counts[0]! + counts[2]!).toBe(4000)
    const uniform = dummyProbabilities(shares, 'uniform', draws)
    const largest = Array.from({ length: 4000 }, (_, row) => {
      const own = [...uniform.subarray(row * 3, row * 3 + 3)]
      return own.indexOf(Math.max(...own))
    })
    for (const k of [0, 1, 2]) expect(largest.filter((one) => one === k).length / 4000).toBeCloseTo(1 / 3, 1)
  })
})
