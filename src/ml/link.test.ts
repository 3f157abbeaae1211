import { describe, expect, it } from 'vitest'
import { binaryProbabilities, logSumExp, sigmoid, softmax, softplus } from './link'

describe('links', () => {
  it('keep small probabilities and never overflow', () => {
    expect(sigmoid(0)).toBe(0.5)
    expect(sigmoid(-800)).toBe(0)
    expect(sigmoid(-700)).toBeGreaterThan(0)
    expect(sigmoid(800)).toBe(1)
    expect(softplus(-40)).toBeCloseTo(Math.exp(-40), 30)
    expect(softplus(1000)).toBe(1000)
    expect([...softmax(Float64Array.of(1000, 1000, -1000, 0, 0, 0), 3)]).toEqual([
      0.5,
      0.5,
      0,
      1 / 3,
      1 / 3,
      1 / 3,
    ])
    expect(logSumExp(Float64Array.of(9, -1000, -1000), 1, 2)).toBeCloseTo(-1000 + Math.LN2, 12)
  })

  it('give two classes what softmax gives them', () => {
    const scores = Float64Array.of(-3, 0, 0.4, 5)
    const both = Float64Array.from([...scores].flatMap((score) => [0, score]))
    const many = softmax(both, 2)
    binaryProbabilities(scores).forEach((value, at) => expect(value).toBeCloseTo(many[at]!, 14))
  })
})
