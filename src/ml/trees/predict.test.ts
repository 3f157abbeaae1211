import { beforeAll, expect, test } from 'vitest'
import { randomStream } from '../../core/random'
import { fitBoosting, type BoostingOptions } from './boost'
import { categoryColumn, numberColumn, type FeatureColumn } from './columns'
import { fitForest, type ForestData } from './forest'
import { newKernel } from './kernel'
import type { Trees } from './model'
import { pathOf } from './path'
import { addTrees } from './predict'
import { BOOSTING_DEFAULTS } from './testing/boosting-options'

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const N = 1003
const random = randomStream(5, 'data')
const each = (value: (row: number) => number) => Float64Array.from({ length: N }, (_, row) => value(row))
const identity = Int32Array.from({ length: 255 }, (_, bin) => bin)
const wild = each((row) => [random(), Number.NaN, Infinity, -Infinity, random()][row % 5]!)
const numbers = [numberColumn(each(() => random())), numberColumn(wild), numberColumn(each(() => random()))]
const levels = Int32Array.from({ length: N }, () => Math.floor(random() * 60) - 1)
const mixed = [...numbers, categoryColumn(levels, identity, 60)]
const truth = each((row) => Math.max(0, levels[row]! % 3) + (wild[row] === Infinity ? 2 : random()))

const boosted = async (
  columns: readonly FeatureColumn[],
  more: Partial<BoostingOptions>,
  classes?: number,
) => {
  const options: BoostingOptions = { ...BOOSTING_DEFAULTS, max_iter: 40, min_samples_leaf: 5, ...more }
  const target = classes ? { loss: 'softmax' as const, truth: truth.map(Math.floor), classes } : undefined
  const { model } = await fitBoosting(columns, target ?? { loss: 'squared', truth }, options, {
    random: () => randomStream(0, 'trees'),
    onIteration: () => false,
  })
  return model.trees
}

const forest = (data: ForestData, n_estimators: number) =>
  fitForest(
    numbers,
    data,
    {
      n_estimators,
      criterion: 'gini',
      max_depth: 0,
      min_samples_split: 2,
      min_samples_leaf: 1,
      bootstrap: true,
      tries: 2,
      randomSplits: false,
    },
    { random: randomStream(0, 'trees'), onTree: () => false },
  )

/** The same sum from the paths of rows. */
function byPaths(trees: Trees, columns: readonly FeatureColumn[], row: number, outputs: number): number[] {
  const sums = Array.from({ length: outputs }, () => 0.5)
  trees.roots.forEach((_, tree) => {
    const leaf = pathOf(trees, tree, columns, row).at(-1)!
    const first = (tree % (outputs / trees.width)) * trees.width
    for (let k = 0; k < trees.width; k++) sums[first + k]! += trees.values[leaf * trees.width + k]!
  })
  return sums
}

/** So many rows that the kernel takes them, and so few that it does not. */
const [MANY, FEW] = [N, 17]

test.each<[string, readonly FeatureColumn[], number, () => Promise<Trees>]>([
  ['shallow trees', numbers, 1, () => boosted(numbers, { max_leaf_nodes: 0, max_depth: 5 })],
  ['deep trees', numbers, 1, () => boosted(numbers, { max_leaf_nodes: 300, min_samples_leaf: 1 })],
  ['levels', mixed, 1, () => boosted(mixed, {})],
  ['levels, five classes', mixed, 5, () => boosted(mixed, {}, 5)],
  ['a single leaf each', numbers, 1, () => boosted(numbers, { min_samples_leaf: N })],
  [
    'a forest of two classes',
    numbers,
    2,
    () => forest({ truth: truth.map((y) => +(y > 1)), classes: 2 }, 30),
  ],
  ['a forest of five classes', numbers, 5, () => forest({ truth: truth.map(Math.floor), classes: 5 }, 30)],
  ['a forest that no cache holds', numbers, 1, () => forest({ truth, classes: 0 }, 60)],
])(
  'rows get the leaves of their paths, many at once and few at a time: %s',
  async (_, columns, outputs, made) => {
    const trees = await made()
    const predict = (from: number, count: number) => {
      const part = columns.map(({ levels: own, read }) => ({
        levels: own,
        read: (first: number, to: number, ...more: [Float64Array, number, number]) =>
          read(from + first, from + to, ...more),
      }))
      const sums = new Float64Array(count * outputs).fill(0.5)
      addTrees(trees, part, count, outputs, sums)
      return [...sums]
    }
    const parts = Array.from({ length: MANY / FEW }, (__, k) => predict(k * FEW, FEW))
    const all = predict(0, MANY)
    expect(all).toEqual(parts.flat())
    for (let row = 0; row < 50; row++)
      expect(all.slice(row * outputs, (row + 1) * outputs)).toEqual(byPaths(trees, columns, row, outputs))
  },
)
