import { beforeAll, describe, expect, test } from 'vitest'
import { randomStream } from '../../core/random'
import { meanGainShares, meanOfTrees } from './averaged'
import { categoryColumn, numberColumn, type FeatureColumn } from './columns'
import { fitForest, type ForestData, type ForestOptions } from './forest'
import { newKernel } from './kernel'
import { orderLevels } from './level-order'
import { pathOf } from './path'

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const options: ForestOptions = {
  n_estimators: 20,
  criterion: 'gini',
  max_depth: 0,
  min_samples_split: 2,
  min_samples_leaf: 1,
  bootstrap: true,
  tries: 2,
  randomSplits: false,
}
const fit = (
  columns: readonly FeatureColumn[],
  data: ForestData,
  more: Partial<ForestOptions> = {},
  seed = 0,
) =>
  fitForest(
    columns,
    data,
    { ...options, ...more },
    { random: randomStream(seed, 'trees'), onTree: () => false },
  )

const N = 400
const random = randomStream(3, 'data')
const each = (value: (row: number) => number) => Float64Array.from({ length: N }, (_, row) => value(row))
const x = each(() => random())
const gap = each(() => (random() < 0.2 ? Number.NaN : random()))
const noise = each(() => random())
const columns = [numberColumn(x), numberColumn(gap), numberColumn(noise)]
const signal = each((row) => Math.sin(7 * x[row]!) + (Number.isNaN(gap[row]!) ? 1 : 0))
const numbers: ForestData = { truth: signal, classes: 0 }
const two: ForestData = { truth: signal.map((value) => (value > 0.5 ? 1 : 0)), classes: 2 }
const three: ForestData = { truth: signal.map((value) => (value > 0.8 ? 2 : value > 0 ? 1 : 0)), classes: 3 }

const tree = { n_estimators: 1, bootstrap: false, tries: 3 }

describe.each([
  ['numbers', numbers, 'squared_error'],
  ['two classes', two, 'gini'],
  ['two classes by entropy', two, 'entropy'],
  ['three classes', three, 'gini'],
  ['three classes by entropy', three, 'entropy'],
] as const)('Trees of %s', (_, data, criterion) => {
  test.each([true, false])(
    'learn all rows by heart when nothing stops them (random cuts: %s)',
    async (randomSplits) => {
      const trees = await fit(columns, data, { ...tree, criterion, randomSplits })
      const means = meanOfTrees(trees, columns, N)
      const width = trees.width
      const off = [...data.truth].filter((right, row) => {
        const said = width === 1 ? means[row]! : means[row * width + right]!
        return Math.abs(said - (width === 1 ? right : 1)) > 1e-6
      })
      expect(off).toEqual([])
    },
  )

  test('are the same to the bit for the same seed, whatever happens to the other trees', async () => {
    const more = { criterion, n_estimators: 3 }
    const all = await fit(columns, data, more, 5)
    expect(await fit(columns, data, more, 5)).toEqual(all)
    const one = await fit(columns, data, { ...more, n_estimators: 1 }, 5)
    expect(one.asks).toEqual(all.asks.slice(0, all.roots[1]))
    expect((await fit(columns, data, more, 6)).asks).not.toEqual(all.asks)
  })

  test.each([
    [{ max_depth: 2 }, 4],
    [{ min_samples_leaf: 60 }, 6],
    [{ min_samples_split: 300 }, 8],
  ])('keep to %o', async (more, leaves) => {
    for (const randomSplits of [false, true]) {
      const trees = await fit(columns, data, { ...tree, ...more, criterion, randomSplits })
      const ends = [...trees.left].flatMap((left, node) => (left === node ? [trees.rows[node]!] : []))
      expect(ends.length).toBeLessThanOrEqual(leaves)
      expect(ends.length).toBeGreaterThan(1)
      expect(Math.min(...ends)).toBeGreaterThanOrEqual('min_samples_leaf' in more ? more.min_samples_leaf : 1)
      expect(ends.reduce((sum, rows) => sum + rows, 0)).toBe(N)
    }
  })

  test('weigh rows as if they were there more often', async () => {
    const weights = each((row) => (row % 4 === 0 ? 3 : row % 4 === 1 ? 0 : 1))
    const rows = [...weights].flatMap((weight, row) => Array.from({ length: weight }, () => row))
    const steps = [x, gap, noise].map((values) => values.map((value) => Math.floor(50 * value)))
    const taken = steps.map((values) => numberColumn(Float64Array.from(rows, (row) => values[row]!)))
    const repeated = { ...data, truth: Float64Array.from(rows, (row) => data.truth[row]!) }
    const more = { ...tree, criterion, max_depth: 3 }
    const weighted = await fit(steps.map(numberColumn), { ...data, weights }, more)
    const [own, other] = [weighted, await fit(taken, repeated, more)].map((trees) =>
      meanOfTrees(trees, taken, rows.length),
    )
    const off = own!.filter((value, i) => Math.abs(value - other![i]!) > 1e-6)
    expect(off.length).toBeLessThan(0.05 * own!.length)
  })
})

describe('Forests', () => {
  test('find what matters, and a row goes the way of its values', async () => {
    const trees = await fit(columns, numbers)
    const shares = meanGainShares(trees, 3)
    expect(shares[0]).toBeGreaterThan(0.5)
    expect(shares[2]).toBeLessThan(0.15)
    const alone = await fit(columns, numbers, tree)
    const means = meanOfTrees(alone, columns, N)
    for (let row = 0; row < 20; row++) {
      expect(alone.values[pathOf(alone, 0, columns, row).at(-1)!]).toBeCloseTo(means[row]!, 6)
    }
  })

  test('predict better than one tree', async () => {
    const fresh = Float64Array.from({ length: N }, () => random())
    const held = [numberColumn(fresh), numberColumn(each(() => 0.5)), numberColumn(noise)]
    const error = async (more: Partial<ForestOptions>) => {
      const means = meanOfTrees(await fit(columns, { ...numbers, truth: blurred }, more), held, N)
      return means.reduce((sum, value, i) => sum + (value - Math.sin(7 * fresh[i]!)) ** 2, 0) / N
    }
    const blurred = signal.map((value) => value + random() - 0.5)
    const alone = await error(tree)
    expect(await error({ n_estimators: 100 })).toBeLessThan(alone / 2)
    expect(await error({ n_estimators: 100, randomSplits: true, bootstrap: false })).toBeLessThan(alone / 2)
  })

  test('cut levels in the order of their targets', async () => {
    const codes = Int32Array.from({ length: N }, (_, row) => row % 40)
    const truth = Float64Array.from(codes, (code) => (code * 7) % 3)
    const identity = Int32Array.from({ length: 40 }, (_, i) => i)
    for (const classes of [0, 3]) {
      const order = orderLevels(codes, 40, truth, undefined, classes)
      expect([...order].sort((a, b) => a - b)).toEqual([...identity])
      const ordered = categoryColumn(codes, order, 0)
      const trees = await fit([ordered], { truth, classes }, { ...tree, tries: 1 })
      expect(trees.left.length).toBe(5)
    }
  })

  test('grow deep trees on rows of every size', async () => {
    const many = 20_000
    const long = Float64Array.from({ length: many }, () => random())
    const truth = Float64Array.from({ length: many }, () => random())
    const given = [numberColumn(long)]
    const trees = await fit(given, { truth, classes: 0 }, { n_estimators: 2, tries: 1 })
    const rows = [...trees.left].flatMap((left, node) =>
      left === node ? [] : [[trees.rows[node], trees.rows[left]! + trees.rows[left + 1]!]],
    )
    expect(rows.every(([whole, parts]) => whole === parts)).toBe(true)
    expect(trees.left.length).toBeGreaterThan(400)
  })

  test.each([
    ['one row', [numberColumn(Float64Array.of(1))], { truth: Float64Array.of(4), classes: 0 }],
    ['features without any value', [numberColumn(each(() => Number.NaN))], numbers],
    ['a constant feature', [numberColumn(each(() => 2))], three],
    ['infinite values', [numberColumn(each((row) => [-Infinity, 0, Infinity][row % 3]!))], numbers],
    ['weights of which most are 0', columns, { ...two, weights: each((row) => (row < 9 ? 0.5 : 0)) }],
  ] as [string, FeatureColumn[], ForestData][])(
    'answer with finite numbers for %s',
    async (_, given, data) => {
      for (const randomSplits of [false, true]) {
        const trees = await fit(given, data, { randomSplits })
        expect(meanOfTrees(trees, given, data.truth.length).every(Number.isFinite)).toBe(true)
      }
    },
  )
})

test('a single tree cuts between neighbours of its own rows, however many values there are', async () => {
  const rows = 2000
  const value = Float64Array.from({ length: rows }, (_, row) => (row * 7) % rows)
  // Where it is 1 stands nothing between 499 and 1500.
  const group = value.map((one) => (one < 500 || one >= 1500 ? 1 : 0))
  const truth = value.map((one, row) => (group[row] === 1 ? (one < 500 ? 0 : 3) : one < 1234 ? 10 : 11))
  const { asks, left, thresholds } = await fit(
    [numberColumn(value), numberColumn(group)],
    { truth, classes: 0 },
    { ...tree, tries: 2, criterion: 'squared_error', max_depth: 2 },
  )
  const found = Array.from(left.keys()).flatMap((node) =>
    left[node] === node ? [] : [[asks[node]! >> 1, thresholds[node]]],
  )
  expect(found).toEqual([
    [1, 0.5],
    [0, 1233.5],
    [0, 999.5],
  ])
})
