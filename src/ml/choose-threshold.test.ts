import { describe, expect, it } from 'vitest'
import { bestChoice, choices, f1Of, outcomesAt, precisionOf, recallOf, youdenOf } from './choose-threshold'

const scores = Float64Array.of(0.9, 0.8, 0.8, 0.4, 0.1)
const isPositive = Uint8Array.of(1, 1, 0, 1, 0)

describe('choices of a threshold', () => {
  const all = choices(isPositive, scores)

  it('lie midway between scores, from nobody to all', () => {
    expect(all.map(({ threshold, hits, falseAlarms }) => [threshold, hits, falseAlarms])).toEqual([
      [0.9 + 1e-9, 0, 0],
      [expect.closeTo(0.85, 12), 1, 0],
      [expect.closeTo(0.6, 12), 2, 1],
      [0.25, 3, 1],
      [0.1, 3, 2],
    ])
    for (const one of all) expect(outcomesAt(isPositive, scores, one.threshold)).toEqual(one)
  })

  it('are judged by the usual measures', () => {
    expect(bestChoice(all, f1Of)).toMatchObject({ threshold: 0.25 })
    expect(bestChoice(all, precisionOf)).toMatchObject({ hits: 1, falseAlarms: 0 })
    expect(youdenOf(all[3]!)).toBeCloseTo(0.5, 12)
    expect([precisionOf(all[0]!), recallOf(all[0]!), f1Of(all[0]!)]).toEqual([0, 0, 0])
  })

  it('of nothing are none', () => {
    expect(bestChoice([], f1Of)).toBeUndefined()
    expect(choices(new Uint8Array(), new Float64Array())).toHaveLength(1)
  })
})
