import { describe, expect, it } from 'vitest'
import { normal, randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { exactShapley, sampledShapley, type Question, type Shapley } from './shapley'

type Model = (row: readonly number[]) => number

function question(
  model: Model,
  row: readonly number[],
  background: readonly (readonly number[])[],
): Question {
  const columns = row.length
  return {
    columns,
    background: background.length,
    ask: (rows) =>
      Promise.resolve(
        Float64Array.from(rows.background, (b, i) =>
          model(row.map((own, j) => (rows.own[i * columns + j] ? own : background[b]![j]!))),
        ),
      ),
  }
}

/** By the definition: the mean change over every order of the columns. */
function byOrders(
  model: Model,
  row: readonly number[],
  background: readonly (readonly number[])[],
): number[] {
  const values = row.map(() => 0)
  const orders = ordersOf(row.map((_, j) => j))
  for (const rest of background) {
    for (const order of orders) {
      const now = [...rest]
      for (const j of order) {
        const before = model(now)
        now[j] = row[j]!
        values[j]! += (model(now) - before) / orders.length / background.length
      }
    }
  }
  return values
}

const ordersOf = (of: readonly number[]): number[][] =>
  of.length === 0
    ? [[]]
    : of.flatMap((one) => ordersOf(of.filter((other) => other !== one)).map((rest) => [one, ...rest]))

function rowsOf(count: number, columns: number, name: string): number[][] {
  const random = randomStream(3, name)
  return Array.from({ length: count }, () => Array.from({ length: columns }, () => normal(random)))
}

const WITHIN = 1e-12

const sum = (of: Iterable<number>) => [...of].reduce((total, one) => total + one, 0)

/** How far the values are from adding up. */
const gap = ({ values, base, prediction }: Shapley) => Math.abs(prediction - base - sum(values))

const tangled: Model = ([a, b, c, d, e, f = 0]) =>
  a! * b! * f +
  Math.sin(3 * c! * b!) * (d! > 0 ? 2 : -1) +
  Math.exp((e! * d!) / 3) * f +
  a! * c! * e! +
  f ** 2

/** Whose columns interact in pairs at most. */
const paired: Model = ([a, b, c, d, e, f]) =>
  a! * b! + Math.sin(3 * c! * d!) + Math.exp((e! * f!) / 3) + c! ** 3

const both = (asked: Question, name = 'orders') => [
  () => exactShapley(asked),
  () => sampledShapley(asked, 4, randomStream(1, name)),
]

describe('Shapley values', () => {
  it('are the mean change over every order of the columns', async () => {
    const model: Model = (row) => tangled([...row, 0.5])
    const [row, ...background] = rowsOf(8, 5, 'orders')
    const own = await exactShapley(question(model, row!, background))
    expect(distance(own.values, byOrders(model, row!, background))).toBeLessThanOrEqual(WITHIN)
    expect(own.prediction).toBe(model(row!))
    expect(own.base).toBeCloseTo(sum(background.map(model)) / 7, 12)
    expect(distance(own.errors, new Float64Array(5))).toBeLessThanOrEqual(WITHIN)
  })

  it('add up to the prediction less the base, exact or sampled', async () => {
    const [row, ...background] = rowsOf(11, 6, 'efficiency')
    for (const shapley of both(question(tangled, row!, background)))
      expect(gap(await shapley())).toBeLessThan(1e-12)
  })

  it('are coefficient x (cell - mean of the background) for a linear model, exact or sampled', async () => {
    const coef = [2, -1, 0.5, 0, 3, -4]
    const [row, ...background] = rowsOf(21, 6, 'linear')
    const model: Model = (cells) => 7 + sum(cells.map((cell, j) => coef[j]! * cell))
    const mean = (j: number) => sum(background.map((one) => one[j]!)) / 20
    const expected = coef.map((one, j) => one * (row![j]! - mean(j)))
    const spread = coef.map(
      (one, j) =>
        Math.abs(one) * Math.sqrt(sum(background.map((cells) => (cells[j]! - mean(j)) ** 2)) / 19 / 20),
    )
    for (const shapley of both(question(model, row!, background))) {
      const own = await shapley()
      expect(distance(own.values, expected)).toBeLessThanOrEqual(WITHIN)
      expect(distance(own.errors, new Float64Array(6))).toBeLessThanOrEqual(WITHIN)
      expect(distance(own.allErrors, spread)).toBeLessThanOrEqual(WITHIN)
    }
  })

  it('are alike for columns that do the same, and zero for one that does nothing', async () => {
    const model: Model = ([a, b, c]) => a! * b! + (a! + b!) ** 3 + Math.sin(c! * a! * b!)
    const row = [1.5, 1.5, 2, 9]
    const background = [
      [0.5, 0.5, 1, 3],
      [-1, -1, 0, 4],
    ]
    const own = await exactShapley(question(model, row, background))
    expect(own.values[0]).toBeCloseTo(own.values[1]!, 12)
    expect(Math.abs(own.values[0]!)).toBeGreaterThan(1)
    for (const shapley of both(question(model, row, background))) expect((await shapley()).values[3]).toBe(0)
  })

  it('share an interaction out evenly', async () => {
    const xor: Model = ([a, b]) => (a === b ? 0 : 1)
    const values = async (row: number[], rest: number[]) =>
      (await exactShapley(question(xor, row, [rest]))).values
    // Alone each would be 1, together they are 0.
    expect(distance(await values([1, 1], [0, 0]), [0, 0])).toBeLessThanOrEqual(WITHIN)
    expect(distance(await values([1, 0], [0, 0]), [1, 0])).toBeLessThanOrEqual(WITHIN)
    expect(
      distance((await exactShapley(question(([a, b]) => a! * b!, [2, 3], [[0, 0]]))).values, [3, 3]),
    ).toBeLessThanOrEqual(WITHIN)
    expect(
      distance(
        (await sampledShapley(question(xor, [1, 1], [[0, 0]]), 2, randomStream(0, 'xor'))).values,
        [0, 0],
      ),
    ).toBeLessThanOrEqual(WITHIN)
  })

  it('of samples are within 4 standard errors of the exact ones, and the errors tell how far', async () => {
    const [row, ...background] = rowsOf(11, 6, 'sampling')
    const asked = question(tangled, row!, background)
    const exact = await exactShapley(asked)
    const off: number[] = []
    for (let seed = 0; seed < 40; seed++) {
      const own = await sampledShapley(asked, 50, randomStream(seed, 'orders'))
      own.values.forEach((value, j) => off.push((value - exact.values[j]!) / own.errors[j]!))
    }
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(4)
    const root = Math.sqrt(sum(off.map((one) => one ** 2)) / off.length)
    expect(root).toBeGreaterThan(0.9)
    expect(root).toBeLessThan(1.1)
  })

  it('of samples are exact where columns interact in pairs at most', async () => {
    const [row, ...background] = rowsOf(6, 6, 'pairs')
    const [exact, sampled] = both(question(paired, row!, background))
    expect(distance((await sampled!()).values, (await exact!()).values)).toBeLessThanOrEqual(WITHIN)
  })

  it('ask for many rows in several goes, and say how far they are', async () => {
    const columns = 400
    const [row, ...background] = rowsOf(4, columns, 'wide')
    const asked = question((cells) => sum(cells), row!, background)
    const shares: number[] = []
    const own = await sampledShapley(
      {
        ...asked,
        ask: (rows, done) => {
          shares.push(done)
          return asked.ask(rows, done)
        },
      },
      2,
      randomStream(0, 'wide'),
    )
    expect(shares.length).toBeGreaterThan(2)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(
      distance(
        own.values,
        row!.map((cell, j) => cell - sum(background.map((one) => one[j]!)) / 3),
      ),
    ).toBeLessThanOrEqual(1e-9)
  })

  it('of one column are all of the change, and of none nothing', async () => {
    for (const shapley of both(question(([a]) => a! ** 2, [3], [[1], [2]]))) {
      const own = await shapley()
      expect(distance(own.values, [6.5])).toBeLessThanOrEqual(WITHIN)
      expect(own.base).toBe(2.5)
    }
    expect((await exactShapley(question(() => 4, [], [[]]))).values).toHaveLength(0)
  })

  it('of one pair of orders are refused', async () => {
    const asked = question(([a]) => a!, [3], [[1]])
    await expect(sampledShapley(asked, 1, () => 0)).rejects.toThrow(RangeError)
  })
})
