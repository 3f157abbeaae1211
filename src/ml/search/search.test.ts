import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomStream } from '../../core/random'
import type { SearchRange } from '../../core/search'
import { ask, METHODS, type Plan } from './ask'
import { gridPoints } from './grid'
import { halvingRungs } from './halving'
import { importances } from './importance'
import { haltonSequence } from './quasi-random'
import { countOf, holds, keyOf, unitOf, valueAt, type Point, type Space, type Trial } from './space'

const streams = (seed: number) => (name: string) => randomStream(seed, name)

const range: fc.Arbitrary<SearchRange> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 }), fc.boolean())
    .map(([min, more, log]) => ({ kind: 'int' as const, min, max: min + more, log })),
  fc
    .tuple(fc.double({ min: 1e-6, max: 10, noNaN: true }), fc.double({ min: 1e-3, max: 100, noNaN: true }))
    .chain(([min, more]) =>
      fc.boolean().map((log) => ({ kind: 'float' as const, min, max: min + more, log })),
    ),
  fc
    .uniqueArray(fc.string(), { minLength: 1, maxLength: 4 })
    .map((options) => ({ kind: 'choice' as const, options })),
)
const spaces = fc
  .array(range, { minLength: 1, maxLength: 4 })
  .map((ranges): Space => ranges.map((one, d) => ({ name: `d${d}`, range: one })))

/** Asks and tells until the search is over. */
function search(plan: Plan, loss: (point: Point) => number, seed: number, count: number, from: Trial[] = []) {
  const history = [...from]
  for (;;) {
    const asked = ask(plan, history, streams(seed), count)
    if (asked.length === 0) return history
    history.push(...asked.map((one) => ({ ...one, loss: loss(one.point) })))
  }
}

const square: Space = [
  { name: 'x', range: { kind: 'float', min: -1, max: 1 } },
  { name: 'n', range: { kind: 'int', min: 1, max: 64, log: true } },
  { name: 'c', range: { kind: 'choice', options: ['a', 'b'] } },
]
const loss = ([x, n, c]: Point) => (Number(x) - 0.3) ** 2 + Math.log(Number(n) / 8) ** 2 + (c === 'b' ? 0 : 1)
const planOf = (method: Plan['method'], trials = 30, space = square): Plan => ({
  method,
  space,
  trials,
  leastShare: 0.05,
})

describe('a range', () => {
  test('gives values within its ends, and whole numbers find back to themselves', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (one, unit) => {
        const value = valueAt(one, unit)
        expect(holds([{ name: 'd', range: one }], [value])).toBe(true)
        const back = unitOf(one, value)
        expect(back).toBeGreaterThanOrEqual(0)
        expect(back).toBeLessThanOrEqual(1)
        expect(one.kind === 'float' ? value : valueAt(one, back)).toBe(value)
      }),
    )
  })

  test('spreads evenly, or evenly over orders of magnitude', () => {
    expect(valueAt({ kind: 'float', min: 0.01, max: 100, log: true }, 0.5)).toBeCloseTo(1)
    const counts = new Map<unknown, number>()
    for (let i = 0; i < 300; i++) {
      const value = valueAt({ kind: 'int', min: 1, max: 3 }, (i + 0.5) / 300)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    expect([...counts]).toEqual([
      [1, 100],
      [2, 100],
      [3, 100],
    ])
  })
})

test('a scrambled Halton sequence puts one of the first points into every part', () => {
  const at = haltonSequence(2, randomStream(3, 'halton'))
  const points = Array.from({ length: 9 }, (_, i) => at(i))
  expect(new Set(points.slice(0, 8).map(([x]) => Math.floor(x! * 8))).size).toBe(8)
  expect(new Set(points.map(([, y]) => Math.floor(y! * 9))).size).toBe(9)
})

describe.each(METHODS)('%s', (method) => {
  test('stays within the space, tries nothing twice, and ends', () => {
    fc.assert(
      fc.property(spaces, fc.nat(), (space, seed) => {
        const plan = planOf(method, 12, space)
        const choices = space.filter(({ range: one }) => one.kind === 'choice')
        const least = choices.reduce((product, { range: one }) => product * countOf(one), 1)
        fc.pre(method !== 'grid' || least <= 12)
        const trials = search(plan, (point) => keyOf(point).length % 7, seed, 4)
        for (const { point } of trials) expect(holds(space, point)).toBe(true)
        const keys = trials.map((trial) => `${trial.share} ${keyOf(trial.point)}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(trials.filter(({ share = 1 }) => share === 1).length).toBeLessThanOrEqual(12)
      }),
      { numRuns: 40 },
    )
  })

  test('is the same for the same seed, and goes on from any history as if it had never stopped', () => {
    const whole = search(planOf(method), loss, 5, 4)
    expect(search(planOf(method), loss, 5, 4)).toEqual(whole)
    expect(search(planOf(method), loss, 5, 4, whole.slice(0, 12))).toEqual(whole)
  })

  test('goes on past trials that fail', () => {
    const failing = (point: Point) => (point[2] === 'a' ? Infinity : loss(point))
    const trials = search(planOf(method), failing, 1, 4)
    expect(trials.length).toBeGreaterThanOrEqual(24)
    expect(Math.min(...trials.map((trial) => trial.loss))).toBeLessThan(2)
    expect(search(planOf(method), () => Infinity, 1, 4).length).toBeGreaterThan(5)
  })
})

test.each(['bayesian', 'random', 'halving'] as const)('%s tries other points for another seed', (method) => {
  expect(search(planOf(method), loss, 6, 4)).not.toEqual(search(planOf(method), loss, 5, 4))
})

test('the Parzen estimator comes closer than chance, also when asked for four at once', () => {
  const reached = (method: Plan['method'], count: number) => {
    const bests = Array.from({ length: 10 }, (_, seed) =>
      Math.min(...search(planOf(method, 60), loss, seed, count).map((trial) => trial.loss)),
    )
    return bests.reduce((sum, one) => sum + one, 0) / bests.length
  }
  const chance = reached('random', 1)
  expect(reached('bayesian', 1)).toBeLessThan(chance / 4)
  expect(reached('bayesian', 4)).toBeLessThan(chance / 4)
})

test('a small space is searched in full, and then the search is over', () => {
  const space: Space = [
    { name: 'a', range: { kind: 'choice', options: [true, false] } },
    { name: 'b', range: { kind: 'int', min: 1, max: 5 } },
  ]
  for (const method of ['bayesian', 'random'] as const) {
    const trials = search(planOf(method, 100, space), ([, b]) => Number(b), 0, 4)
    expect(new Set(trials.map(({ point }) => keyOf(point))).size).toBe(10)
  }
})

test('a grid holds every option and both ends, within its budget', () => {
  expect(gridPoints(square, 8)).toEqual([
    [-1, 1, 'a'],
    [-1, 1, 'b'],
    [-1, 64, 'a'],
    [-1, 64, 'b'],
    [1, 1, 'a'],
    [1, 1, 'b'],
    [1, 64, 'a'],
    [1, 64, 'b'],
  ])
  expect(gridPoints(square, 18)).toHaveLength(18)
  expect(() => gridPoints(square, 1)).toThrow(/2 points, more than the 1 trials/)
})

test('halving keeps the best third with three times the rows, and ends on all of them', () => {
  expect(halvingRungs(27, 0.01).map(({ count }) => count)).toEqual([27, 9, 3, 1])
  expect(halvingRungs(27, 0.2).map(({ share }) => share)).toEqual([1 / 3, 1])
  expect(halvingRungs(1, 0.01)).toEqual([{ share: 1, count: 1 }])
  const trials = search(planOf('halving', 27), loss, 2, 4)
  const first = trials.filter(({ share }) => share === 1 / 9)
  const best = first.reduce((a, b) => (a.loss < b.loss ? a : b))
  expect(trials.find(({ share }) => share === 1)?.point).toEqual(best.point)
  expect(trials.filter(({ share }) => share === 1)).toHaveLength(3)
})

test('the parameter that decides is said to be the important one', () => {
  const trials = search(planOf('random', 200), ([x]) => Number(x) ** 2, 4, 4)
  const [x, n, c] = importances(square, trials)
  expect(x).toBeGreaterThan(0.7)
  expect(n).toBeLessThan(0.1)
  expect(c).toBeLessThan(0.1)
  expect(importances(square, trials.slice(0, 3))).toEqual([NaN, NaN, NaN])
})
