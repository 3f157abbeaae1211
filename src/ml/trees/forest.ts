import type { Helpers } from '../../core/helper'
import type { Random } from '../../core/random'
import { binRows, spanRows } from './binned'
import type { FeatureColumn } from './columns'
import { growTrees, type Seed } from './forest-crew'
import { ForestRoom, type ForestTarget, type TreePart } from './forest-plan'
import { Arena, newKernel } from './kernel'
import { forestBytes, requireTrees } from './memory'
import type { Trees } from './model'
import { inPages } from './pages'

/** Parameters as scikit-learn names them, but for `tries`; a depth of 0 is no limit. */
export interface ForestOptions {
  readonly n_estimators: number
  readonly criterion: 'gini' | 'entropy' | 'squared_error'
  readonly max_depth: number
  readonly min_samples_split: number
  readonly min_samples_leaf: number
  readonly bootstrap: boolean
  /** Features that are looked at for each split. */
  readonly tries: number
  /** A random cut of each feature, as in extra trees, instead of the best. */
  readonly randomSplits: boolean
}

export interface ForestData {
  /** Numbers, or codes of classes from 0. */
  readonly truth: Float64Array
  readonly weights?: Float64Array | undefined
  /** 0 for numbers. */
  readonly classes: number
}

export interface ForestHooks {
  readonly random: Random
  /** Threads beside this one. They make no difference to the trees. */
  readonly helpers?: Helpers | undefined
  /**
   * After each tree; may throw.
   * @param model joins what there is
   * @returns true to end with what there is
   */
  onTree(trees: number, model: () => Trees): boolean | Promise<boolean>
}

/** Rows up to which a single tree cuts between all values of a feature. */
const MOST_EXACT = 10_000

/**
 * Trees that are grown apart from each other and averaged: a random forest (Breiman 2001), extra trees (Geurts
 * 2006), or one decision tree. Splits lie between at most 255 bins of a feature; with no more distinct values than
 * that, and in a single tree of few rows that looks at all features, they are scikit-learn's. The same bits on every
 * machine, and for any order in which trees are grown.
 * @returns trees whose values are the mean, the share of the second of two classes, or a share per class
 * @throws UserError when the rows do not fit into memory, or, after the first tree, when all of them will not
 */
export async function fitForest(
  columns: readonly FeatureColumn[],
  data: ForestData,
  options: ForestOptions,
  hooks: ForestHooks,
): Promise<Trees> {
  const rows = data.truth.length
  const paged = growsExactly(options, columns.length, rows) ? inPages(columns, rows, data.weights) : null
  if (!paged) return fitBinned(columns, data, options, hooks)
  const onTree: ForestHooks['onTree'] = (trees, model) => hooks.onTree(trees, () => paged.restored(model()))
  const found = await fitBinned(
    paged.columns,
    data,
    { ...options, tries: paged.columns.length },
    { ...hooks, onTree },
  )
  return paged.restored(found)
}

/** Whether a tree is cut between all values, where that takes few enough pages. */
export const growsExactly = (
  { bootstrap, n_estimators: count, randomSplits, tries }: ForestOptions,
  features: number,
  rows: number,
): boolean => count === 1 && !bootstrap && !randomSplits && tries >= features && rows <= MOST_EXACT

async function fitBinned(
  columns: readonly FeatureColumn[],
  data: ForestData,
  options: ForestOptions,
  { random, helpers, onTree }: ForestHooks,
): Promise<Trees> {
  const kernel = await newKernel()
  const arena = new Arena(kernel)
  const target = targetFor(data, options)
  const shape = {
    rows: data.truth.length,
    features: columns.length,
    width: Math.max(1, target.classes),
    weighted: data.weights !== undefined,
    maxDepth: options.max_depth,
  }
  arena.reserve(forestBytes(shape))
  const binned = binRows(kernel, arena, columns, data.truth.length, 255, 'columns')
  const spans = spanRows(kernel, arena, columns, binned)
  const room = new ForestRoom(kernel, arena, binned, spans, target, {
    entropy: options.criterion === 'entropy',
    randomSplits: options.randomSplits,
    bootstrap: options.bootstrap,
    tries: options.tries,
    minSplit: options.min_samples_split,
    minLeaf: options.min_samples_leaf,
    maxDepth: options.max_depth,
  })
  const seeds = Array.from({ length: options.n_estimators }, (): Seed => [draw(random), draw(random)])
  const order = Int32Array.from(binned.features, ({ column }) => column)
  let isTold = false
  const parts = await growTrees(room, seeds, {
    helpers: isWorthHelp(data.truth.length, options) ? helpers : undefined,
    onTree: (finished, all) => {
      if (!isTold) requireTrees(all()[0]!.asks.length, shape.width, seeds.length)
      isTold = true
      return onTree(finished, () => join(all(), order))
    },
  })
  return join(parts, order)
}

/** Rows times trees from which helpers are worth their start. */
const WORTH_HELP = 1_000_000
export const isWorthHelp = (rows: number, { n_estimators }: ForestOptions): boolean =>
  rows * n_estimators >= WORTH_HELP

const draw = (random: Random): number => Math.floor(random() * 2 ** 32)

/** Bootstrap samples may hold a row several times, and sums of integers must not go beyond 2^31. */
const BOOTSTRAP_MARGIN = 8
const RANGE = 2 ** 31 - 1

/** Weights and values as integers: exact for counts of rows, otherwise as fine as the sums allow. */
function targetFor({ truth, weights, classes }: ForestData, options: ForestOptions): ForestTarget {
  const margin = options.bootstrap ? BOOTSTRAP_MARGIN : 1.001
  const weightOf = (row: number) => weights?.[row] ?? 1
  let total = 0
  let sum = 0
  truth.forEach((value, row) => {
    total += weightOf(row)
    sum += weightOf(row) * value
  })
  const weightScale = weights ? (RANGE - truth.length) / (total * margin) : 1
  const asClasses = classes > 2 || options.criterion === 'entropy'
  const middle = classes > 0 ? 0 : sum / total
  let spread = 0
  if (classes === 0) truth.forEach((value, row) => (spread += weightOf(row) * Math.abs(value - middle)))
  const valueScale = spread > 0 ? (RANGE - truth.length) / (spread * margin) : 1
  const pairs = new Int32Array(truth.length * 2)
  truth.forEach((value, row) => {
    const weight = weightOf(row)
    const own = weights ? Math.max(weight > 0 ? 1 : 0, Math.round(weight * weightScale)) : 1
    pairs[2 * row] = own
    if (asClasses) pairs[2 * row + 1] = value
    else pairs[2 * row + 1] = classes > 0 ? own * value : Math.round(weight * (value - middle) * valueScale)
  })
  return { truth, weights, classes: asClasses ? classes : 0, pairs }
}

/** @param columns the column of each feature as it was binned */
function join(parts: readonly TreePart[], columns: Int32Array): Trees {
  const nodes = parts.reduce((sum, { asks }) => sum + asks.length, 0)
  const width = parts[0]!.values.length / parts[0]!.asks.length
  const trees = {
    roots: new Uint32Array(parts.length),
    asks: new Int32Array(nodes),
    thresholds: new Float64Array(nodes),
    left: new Uint32Array(nodes),
    values: new Float32Array(nodes * width),
    width,
    gains: new Float32Array(nodes),
    rows: new Uint32Array(nodes),
    sets: new Uint32Array(0),
  }
  let at = 0
  parts.forEach((part, tree) => {
    trees.roots[tree] = at
    part.asks.forEach((ask, node) => (trees.asks[at + node] = 2 * columns[ask >> 1]! + (ask & 1)))
    trees.thresholds.set(part.thresholds, at)
    part.left.forEach((left, node) => (trees.left[at + node] = at + left))
    trees.values.set(part.values, at * width)
    trees.gains.set(part.gains, at)
    trees.rows.set(part.rows, at)
    at += part.asks.length
  })
  return trees
}
