import { randomStream } from '../../core/random'
import { numberColumn, type FeatureColumn } from './columns'
import { fitForest, growsExactly, isWorthHelp, type ForestData, type ForestOptions } from './forest'
import { forestBytes, treesBytes } from './memory'
import { countPages, mostPages } from './pages'

/** Rows of two samples whose trees tell how nodes grow with the rows, and how many trees of each. */
const SAMPLES = [2000, 8000] as const
const TREES = 4
/** The share of the rows that a bootstrap sample holds. */
const DRAWN = 1 - Math.exp(-1)

export interface ForestRows {
  readonly columns: readonly FeatureColumn[]
  readonly data: ForestData
}

/**
 * About how many bytes `fitForest` takes at most: each thread's memory, a copy on the way to each helper, and all trees.
 * The bound is with the largest trees there may be; to tell more, a few trees are grown on samples of the rows.
 * @param features how many columns there are
 * @param read is called where rows are to be looked at
 */
export function forestNeeds(
  shape: {
    readonly rows: number
    readonly features: number
    readonly classes: number
    readonly weighted: boolean
  },
  options: ForestOptions,
  helpers: number,
  read: () => ForestRows,
) {
  const { classes, rows } = shape
  const width = classes > 2 || options.criterion === 'entropy' ? Math.max(1, classes) : 1
  const threads = isWorthHelp(rows, options) ? 1 + 2 * Math.min(helpers, options.n_estimators - 1) : 1
  const needs = (features: number, nodes: number) =>
    threads * forestBytes({ ...shape, features, width, maxDepth: options.max_depth }) +
    rows * 16 +
    treesBytes(nodes, width, options.n_estimators)
  const most = mostNodes(rows, options)
  const exact = growsExactly(options, shape.features, rows)
  const widest = exact ? shape.features * mostPages(rows) : shape.features
  return {
    bound: needs(widest, most),
    async about() {
      const { columns, data } = read()
      const features = exact ? countPages(columns, rows, data.weights) : shape.features
      return needs(features, Math.min(most, await usualNodes(columns, data, options)))
    },
  }
}

/** A tree has no more nodes than this. */
function mostNodes(
  rows: number,
  { bootstrap, max_depth, min_samples_leaf, min_samples_split }: ForestOptions,
): number {
  const leaves = ((bootstrap ? DRAWN : 1) * rows) / Math.max(1, min_samples_leaf, min_samples_split / 4)
  return Math.min(2 * leaves, max_depth > 0 ? 2 ** (max_depth + 1) : Infinity)
}

/** Nodes of a tree, drawn out from those of trees on samples as a power of the rows. */
async function usualNodes(
  columns: readonly FeatureColumn[],
  data: ForestData,
  options: ForestOptions,
): Promise<number> {
  const rows = data.truth.length
  const [few, more] = [Math.min(rows, SAMPLES[0]), Math.min(rows, SAMPLES[1])]
  const sample = evenly(more, columns, data)
  const smaller = evenly(few, sample.columns, sample.data)
  const [fewer, nodes] = [await nodesOn(smaller, options), await nodesOn(sample, options)]
  const power = more > few ? Math.log(nodes / fewer) / Math.log(more / few) : 0
  return nodes * (rows / more) ** Math.max(0, Math.min(1, power))
}

/** So many of the rows, evenly spaced. */
function evenly(
  count: number,
  columns: readonly FeatureColumn[],
  { classes, truth, weights }: ForestData,
): ForestRows {
  const rows = Uint32Array.from({ length: count }, (_, i) => Math.floor((i * truth.length) / count))
  const taken = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!)
  const some = columns.map(({ read }) => {
    const values = new Float64Array(count)
    rows.forEach((row, i) => read(row, row + 1, values, i, 1))
    return numberColumn(values)
  })
  return { columns: some, data: { truth: taken(truth), classes, weights: weights && taken(weights) } }
}

/** Nodes of a tree on such rows. */
async function nodesOn({ columns, data }: ForestRows, options: ForestOptions): Promise<number> {
  const count = Math.min(TREES, options.n_estimators)
  const trees = await fitForest(
    columns,
    data,
    { ...options, n_estimators: count },
    { random: randomStream(0, 'samples'), onTree: () => false },
  )
  return trees.asks.length / count
}
