import { describe, expect, it } from 'vitest'
import { distance } from '../reference/distance'
import { readValues } from '../reference/values'
import { median, mode, modeOfCodes, moments, quantile } from './statistics'
import { summariseCategories, summariseNumbers } from './summaries'

describe('summaries, as numpy', () => {
  for (const one of readValues().statistics) {
    it(`${one.name} numbers`, () => {
      const x = Float64Array.from(one.x)
      const summary = summariseNumbers(x)
      const q = one.quantiles
      expect(distance([summary.mean, summary.std], [one.mean, one.std])).toBeLessThan(1e-12)
      expect(distance(summary.quartiles, [q['0.25']!, q['0.5']!, q['0.75']!])).toBe(0)
      expect(distance([quantile(x, 0.1), quantile(x, 0.9)], [q['0.1']!, q['0.9']!])).toBe(0)
      expect([summary.min, summary.max, summary.distinct]).toEqual([one.min, one.max, one.distinct])
      expect(mode(x)).toBe(one.mode)
      expect(summary.histogram.counts).toHaveLength(Math.min(30, one.auto_bins))
      const { counts } = summary.histogram
      expect([...counts]).toEqual(one.auto_bins <= 30 ? one.auto_histogram : [...counts])
      expect(counts.reduce((total, count) => total + count, 0)).toBe(x.length)
    })
  }

  it('count what is missing or infinite apart', () => {
    const summary = summariseNumbers(Float64Array.of(1, NaN, Infinity, 3, 3, -Infinity))
    expect(summary).toMatchObject({ rows: 6, missing: 1, infinite: 2, distinct: 2, min: 1, max: 3 })
    expect(summary.quartiles[1]).toBe(3)
    expect(median(Float64Array.of(NaN, 4, 1))).toBe(2.5)
    expect(moments(Float64Array.of(NaN, 4, 2))).toEqual({ count: 2, mean: 3, std: 1 })
  })

  it('are NaN of nothing', () => {
    const nothing = Float64Array.of(NaN, NaN)
    const summary = summariseNumbers(nothing)
    expect(summary).toMatchObject({ missing: 2, distinct: 0, min: NaN, mean: NaN, std: NaN })
    expect(summary.histogram.counts).toHaveLength(0)
    expect([mode(nothing), median(nothing), quantile(nothing, 0.5)]).toEqual([NaN, NaN, NaN])
  })

  it('count levels', () => {
    const codes = Int32Array.of(2, -1, 0, 2, 0)
    expect(summariseCategories(codes, 4)).toEqual({
      rows: 5,
      missing: 1,
      distinct: 2,
      counts: Float64Array.of(2, 0, 2, 0),
    })
    expect(modeOfCodes(codes, 4)).toBe(0)
    expect(modeOfCodes(Int32Array.of(-1), 4)).toBe(-1)
  })
})
