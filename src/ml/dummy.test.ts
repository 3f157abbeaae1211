import { describe, expect, it } from 'vitest'
import { randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { readValues } from '../reference/values'
import { classShares, dummyProbabilities, dummyValue, type DummyStrategy } from './dummy'

const never = () => {
  throw new Error('no random number is needed')
}

describe('dummies, as scikit-learn', () => {
  for (const { strategy, y, probabilities, value } of readValues().dummies) {
    it(`${strategy} of ${y.join(' ')}`, () => {
      const own = probabilities
        ? dummyProbabilities(classShares(y, probabilities.length), strategy as DummyStrategy, 1, never)
        : [dummyValue(Float64Array.from(y), strategy as 'mean' | 'median')]
      expect(distance(own, probabilities ?? [value!])).toBeLessThan(1e-12)
    })
  }

  it('draw classes in proportion when stratified, and the same ones again', () => {
    const shares = classShares([0, 2, 2, 2], 3)
    const draw = () => dummyProbabilities(shares, 'stratified', 4000, randomStream(1, 'draw'))
    const counts = [0, 1, 2].map((k) => draw().reduce((total, p, at) => total + (at % 3 === k ? p : 0), 0))
    expect(counts[1]).toBe(0)
    expect(counts[2]! / 4000).toBeCloseTo(0.75, 1)
    expect(counts[0]! + counts[2]!).toBe(4000)
    expect(draw()).toEqual(draw())
  })

  it('weigh rows', () => {
    expect([...classShares([0, 1], 2, Float64Array.of(3, 1))]).toEqual([0.75, 0.25])
  })
})
