import { beforeAll, describe, expect, test } from 'vitest'
import { randomStream } from '../../core/random'
import { fitBoosting, type BoostingHooks, type BoostingOptions } from './boost'
import { boostedScores } from './boosted'
import { categoryColumn, numberColumn, type FeatureColumn } from './columns'
import { gainShares } from './importance'
import { newKernel } from './kernel'
import type { BoostingTarget } from './objective'
import { BOOSTING_DEFAULTS } from './testing/boosting-options'

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const options: BoostingOptions = { ...BOOSTING_DEFAULTS, max_iter: 30, min_samples_leaf: 5 }
const hooks = (seed = 0): BoostingHooks => ({
  random: () => randomStream(seed, 'trees'),
  onIteration: () => false,
})

const fit = (
  columns: readonly FeatureColumn[],
  target: BoostingTarget,
  more: Partial<BoostingOptions> = {},
  seed = 0,
) => fitBoosting(columns, target, { ...options, ...more }, hooks(seed))

const N = 600
const random = randomStream(7, 'data')
const each = (value: (row: number) => number) => Float64Array.from({ length: N }, (_, row) => value(row))
const x = each(() => random())
const gap = each(() => (random() < 0.3 ? Number.NaN : random()))
const level = Int32Array.from({ length: N }, () => Math.floor(random() * 20) - 1)
const GOOD = new Set([3, 7, 8, 15])
const signal = each(
  (row) =>
    Math.sin(6 * x[row]!) + (Number.isNaN(gap[row]!) ? 2 : gap[row]!) + (GOOD.has(level[row]!) ? 3 : 0),
)
const identity = Int32Array.from({ length: 300 }, (_, i) => i)
const columns = [numberColumn(x), numberColumn(gap), categoryColumn(level, identity, 19)]
const classes = signal.map((value) => (value < 1 ? 0 : value < 2.5 ? 1 : 2))

const targets: Record<string, BoostingTarget> = {
  squared: { loss: 'squared', truth: signal },
  'squared, far away': { loss: 'squared', truth: signal.map((value) => 1e9 + value) },
  absolute: { loss: 'absolute', truth: signal },
  quantile: { loss: 'quantile', truth: signal, quantile: 0.9 },
  poisson: { loss: 'poisson', truth: signal.map((value) => Math.max(0, Math.round(2 * value))) },
  logistic: { loss: 'logistic', truth: signal.map((value) => (value > 2 ? 1 : 0)) },
  softmax: { loss: 'softmax', truth: classes, classes: 3 },
}

/** The mean loss of scores, written down once more. */
function meanLoss({ loss, truth, quantile = 0.5 }: BoostingTarget, scores: Float64Array): number {
  const width = scores.length / truth.length
  let sum = 0
  truth.forEach((right, row) => {
    const own = scores.subarray(row * width, (row + 1) * width)
    const score = own[0]!
    const rest = right - score
    if (loss === 'softmax') sum += Math.log(own.reduce((all, one) => all + Math.exp(one), 0)) - own[right]!
    else if (loss === 'logistic') sum += Math.log1p(Math.exp(score)) - right * score
    else if (loss === 'poisson') sum += Math.exp(score) - right * score
    else if (loss === 'squared') sum += rest ** 2 / 2
    else sum += Math.max(quantile * rest, (quantile - 1) * rest)
  })
  return sum / truth.length
}

describe('Gradient boosting', () => {
  test.each(Object.entries(targets))(
    'lowers the loss %s, and predicts what it trained: numbers, gaps and levels',
    async (_, target) => {
      const { model, history } = await fit(columns, target)
      const told = history.map(({ loss }) => loss)
      expect(told.at(-1)!).toBeLessThan(target.loss === 'poisson' ? told[0]! : told[0]! / 2)
      const own = meanLoss(target, boostedScores(model, columns, N))
      expect(Math.abs(own - told.at(-1)!)).toBeLessThan(1e-4 * Math.abs(told[0]!))
    },
  )

  test.each([
    ['all rows', {}],
    ['rows and features drawn', { subsample: 0.5, max_features: 0.67 }],
    ['rows held back', { validation: Uint32Array.from({ length: 100 }, (_, i) => 6 * i) }],
  ])('is the same to the bit for the same seed: %s', async (_, more) => {
    const first = await fit(columns, targets['softmax']!, more, 3)
    expect(await fit(columns, targets['softmax']!, more, 3)).toEqual(first)
  })

  test('draws other rows and features for another seed', async () => {
    const more = { subsample: 0.5, max_features: 0.67 }
    const [one, other] = await Promise.all(
      [3, 4].map((seed) => fit(columns, targets['squared']!, more, seed)),
    )
    expect(one!.model).not.toEqual(other!.model)
  })

  test.each([
    [1, 0],
    [-1, 0],
    [1, 8],
  ])('keeps to the direction %s, with at most %s leaves', async (direction, max_leaf_nodes) => {
    const noisy = each((row) => 2 * direction * x[row]! + 3 * random())
    const { model } = await fit(
      columns,
      { loss: 'squared', truth: noisy },
      {
        monotonic: Int8Array.of(direction, 0, 0),
        max_leaf_nodes,
        max_depth: 4,
      },
    )
    const steps = 200
    const line = numberColumn(Float64Array.from({ length: steps }, (_, i) => i / steps))
    for (const [other, code] of [
      [0.2, 3],
      [0.8, 5],
      [Number.NaN, -1],
    ] as const) {
      const scores = boostedScores(
        model,
        [
          line,
          numberColumn(new Float64Array(steps).fill(other)),
          categoryColumn(new Int32Array(steps).fill(code), identity, 19),
        ],
        steps,
      )
      for (let i = 1; i < steps; i++)
        expect((scores[i]! - scores[i - 1]!) * direction).toBeGreaterThanOrEqual(-1e-9)
      expect((scores.at(-1)! - scores[0]!) * direction).toBeGreaterThan(0.5)
    }
  })

  test('weighs rows as if they were there more often', async () => {
    const twice = Float64Array.from({ length: N }, (_, row) => (row % 3 === 0 ? 2 : 1))
    const rows = Array.from({ length: N }, (_, row) => (row % 3 === 0 ? [row, row] : [row])).flat()
    const steps = x.map((value) => Math.floor(50 * value))
    const repeated = numberColumn(Float64Array.from(rows, (row) => steps[row]!))
    const truth = targets['logistic']!.truth
    const more = { max_depth: 3, min_samples_leaf: 1 }
    const one = await fit([numberColumn(steps)], { loss: 'logistic', truth, weights: twice }, more)
    const other = await fit(
      [repeated],
      { loss: 'logistic', truth: Float64Array.from(rows, (row) => truth[row]!) },
      more,
    )
    const [a, b] = [one, other].map(({ model }) => boostedScores(model, [numberColumn(steps)], N))
    a!.forEach((score, row) => expect(Math.abs(score - b![row]!)).toBeLessThan(1e-5))
  })

  test('sends missing values where they belong, and in a node without any with the larger part', async () => {
    const { model } = await fit([columns[1]!], { loss: 'squared', truth: gap.map((v) => (v < 0.7 ? 0 : 1)) })
    const [missing, low, high] = boostedScores(
      model,
      [numberColumn(Float64Array.of(Number.NaN, 0.2, 0.9))],
      3,
    )
    expect(missing).toBeCloseTo(high!, 1)
    expect(low).toBeLessThan(0.1)
    const full = await fit([columns[0]!], { loss: 'squared', truth: x.map((value) => (value < 0.7 ? 0 : 1)) })
    expect(boostedScores(full.model, [numberColumn(Float64Array.of(Number.NaN))], 1)[0]).toBeLessThan(0.1)
  })

  test('splits 255 levels as sets, and infinite numbers by their order', async () => {
    const codes = Int32Array.from({ length: 5100 }, (_, row) => row % 255)
    const truth = Float64Array.from(codes, (code) => ((code * 37) % 11 < 5 ? 1 : 0))
    const many = categoryColumn(codes, identity, 255)
    const { model } = await fit([many], { loss: 'logistic', truth })
    const right = boostedScores(model, [many], codes.length).filter(
      (score, row) => score > 0 === truth[row]! > 0,
    )
    expect(right).toHaveLength(codes.length)
    const wild = numberColumn(
      Float64Array.from({ length: 40 }, (_, i) => [-Infinity, 0, 1e308, Infinity][i % 4]!),
    )
    const steps = Float64Array.from({ length: 40 }, (_, i) => i % 4)
    const infinite = await fit([wild], { loss: 'squared', truth: steps }, { max_iter: 100 })
    boostedScores(infinite.model, [wild], 40).forEach((score, row) =>
      expect(score).toBeCloseTo(steps[row]!, 2),
    )
  })

  test('finds the quantile that it is asked for', async () => {
    const { model } = await fit([columns[0]!], targets['quantile']!, { max_iter: 100, min_samples_leaf: 20 })
    const scores = boostedScores(model, columns, N)
    const below = signal.filter((value, row) => value <= scores[row]!).length / N
    expect(Math.abs(below - 0.9)).toBeLessThan(0.03)
  })

  test('stops when rows held back no longer get better, and keeps the best iteration', async () => {
    const noise = each(() => (random() < 0.5 ? 0 : 1))
    const validation = Uint32Array.from({ length: 200 }, (_, i) => 3 * i)
    const { model, history, ending } = await fit(
      columns,
      { loss: 'logistic', truth: noise },
      { validation, max_iter: 500 },
    )
    expect(ending).toBe('converged')
    const losses = history.map(({ validationLoss }) => validationLoss!)
    expect(model.trees.roots.length).toBe(losses.indexOf(Math.min(...losses)))
  })

  test('ends when it is told to, and passes on what is thrown', async () => {
    const asked = { ...hooks(), onIteration: (history: readonly unknown[]) => history.length > 5 }
    const { model, ending } = await fitBoosting(columns, targets['squared']!, options, asked)
    expect([model.trees.roots.length, ending]).toEqual([5, 'finished'])
    const thrown = {
      ...hooks(),
      onIteration: () => {
        throw new Error('enough')
      },
    }
    await expect(fitBoosting(columns, targets['squared']!, options, thrown)).rejects.toThrow('enough')
  })

  test('says what each feature gained', async () => {
    const { model } = await fit(columns, { loss: 'squared', truth: x.map((value) => value * 10) })
    const shares = gainShares(model.trees, 3)
    expect(shares[0]).toBeGreaterThan(0.99)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
  })

  test.each([
    ['one row', { loss: 'squared', truth: Float64Array.of(3) }, [numberColumn(Float64Array.of(1))]],
    ['a constant target', { loss: 'squared', truth: new Float64Array(N).fill(3) }, columns],
    [
      'features without any value',
      { loss: 'squared', truth: signal },
      [numberColumn(each(() => Number.NaN))],
    ],
    ['a constant feature', { loss: 'quantile', truth: signal }, [numberColumn(each(() => 1))]],
    [
      'weights of which most are 0',
      { loss: 'softmax', truth: classes, classes: 3, weights: each((row) => (row < 30 ? 1 : 0)) },
      columns,
    ],
  ] as [string, BoostingTarget, FeatureColumn[]][])(
    'answers with finite numbers for %s',
    async (_, target, given) => {
      const { model } = await fit(given, target)
      const scores = boostedScores(model, given, target.truth.length)
      expect(scores.every(Number.isFinite)).toBe(true)
    },
  )
})
