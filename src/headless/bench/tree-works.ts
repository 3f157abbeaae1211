import type { Helpers } from '../../core/helper'
import { randomStream } from '../../core/random'
import { binaryProbabilities } from '../../ml/link'
import { meanOfTrees } from '../../ml/trees/averaged'
import { fitBoosting, type BoostingOptions } from '../../ml/trees/boost'
import { boostedScores } from '../../ml/trees/boosted'
import { categoryColumn, numberColumn, type FeatureColumn } from '../../ml/trees/columns'
import { fitForest } from '../../ml/trees/forest'
import { BOOSTING_DEFAULTS } from '../../ml/trees/testing/boosting-options'
import { median } from './row'
import { measuredData, mixedData, type TreeData } from './trees-data'

export type TreeRival = 'xgboost' | 'boosting' | 'forest'

export interface TreeWork {
  readonly work: string
  readonly data: () => TreeData
  readonly rival: TreeRival
  readonly title: string
  readonly rounds: number
  readonly threads: number
  readonly goal: number
  readonly predictGoal?: number
}

const XGBOOST = 'xgboost hist, one thread'
export const TREE_WORKS: readonly TreeWork[] = [
  {
    work: 'boosting, 1,000,000 x 28, 100 trees of depth 6',
    data: () => measuredData(1_000_000),
    rival: 'xgboost',
    title: XGBOOST,
    rounds: 3,
    threads: 1,
    goal: 0.6,
  },
  {
    work: 'boosting, 1,000,000 x 28, 100 trees of depth 6, two threads each',
    data: () => measuredData(1_000_000),
    rival: 'xgboost',
    title: 'xgboost hist, two threads',
    rounds: 3,
    threads: 2,
    goal: 0.7,
  },
  {
    work: 'boosting, 100,000 x 28, 100 trees of depth 6',
    data: () => measuredData(100_000),
    rival: 'xgboost',
    title: XGBOOST,
    rounds: 5,
    threads: 1,
    goal: 0.75,
    predictGoal: 1.2,
  },
  {
    work: 'boosting, numbers and categories, 200,000 x 14',
    data: () => mixedData(200_000),
    rival: 'boosting',
    title: 'scikit-learn HistGradientBoosting, one thread',
    rounds: 5,
    threads: 1,
    goal: 0.6,
  },
  {
    work: 'random forest, 100,000 x 28, 100 full trees',
    data: () => measuredData(100_000),
    rival: 'forest',
    title: 'scikit-learn, one thread',
    rounds: 2,
    threads: 1,
    goal: 0.1,
    predictGoal: 1,
  },
]

/** The first rows, which are predicted. */
export const PREDICTED = 100_000
/** How often; the median counts. */
export const PREDICTIONS = 5

export interface TreeTimes {
  /** Milliseconds, with binning. */
  readonly fit: number
  readonly predict: number
  /** Bytes beside the data; only boosting tells. */
  readonly memory: number
}

/** Fits and predicts by our own code, wherever this runs. */
export async function timeWork(
  { rival, data: made }: TreeWork,
  helpers: Helpers | undefined,
  data = made(),
): Promise<TreeTimes> {
  const columns = columnsOf(data)
  const truth = Float64Array.from(data.y)
  const start = performance.now()
  const { memory, predict } =
    rival === 'forest' ? await forest(columns, truth) : await boosting(columns, truth, rival, { helpers })
  const fit = performance.now() - start
  const times = Array.from({ length: PREDICTIONS }, () => {
    const begin = performance.now()
    predict(columns, Math.min(PREDICTED, truth.length))
    return performance.now() - begin
  })
  return { fit, predict: median(times), memory }
}

export function columnsOf({ columns, levels }: TreeData): FeatureColumn[] {
  const itself = Int32Array.from({ length: 255 }, (_, bin) => bin)
  return columns.map((column, j) => {
    const count = levels.get(j)
    if (count === undefined) return numberColumn(Float64Array.from(column))
    return categoryColumn(
      Int32Array.from(column, (cell) => (Number.isNaN(cell) ? -1 : cell)),
      itself,
      count,
    )
  })
}

interface Trained {
  readonly memory: number
  predict(columns: readonly FeatureColumn[], rows: number): Float64Array
}

/** With the parameters that the rival has, in its script or by default. */
export async function boosting(
  columns: readonly FeatureColumn[],
  truth: Float64Array,
  rival: TreeRival,
  { helpers, rate = 0.1 }: { helpers?: Helpers | undefined; rate?: number },
): Promise<Trained> {
  const shape =
    rival === 'xgboost'
      ? { max_leaf_nodes: 0, max_depth: 6, min_samples_leaf: 1, min_child_weight: 1, l2_regularization: 1 }
      : {}
  const options: BoostingOptions = { ...BOOSTING_DEFAULTS, ...shape, learning_rate: rate }
  const { memory, model } = await fitBoosting(columns, { loss: 'logistic', truth }, options, {
    random: () => randomStream(0, 'boosting'),
    helpers,
    onIteration: () => false,
  })
  return {
    memory,
    predict: (given, rows) => binaryProbabilities(boostedScores(model, given, rows)),
  }
}

async function forest(columns: readonly FeatureColumn[], truth: Float64Array): Promise<Trained> {
  const trees = await fitForest(
    columns,
    { truth, classes: 2 },
    {
      n_estimators: 100,
      criterion: 'gini',
      max_depth: 0,
      min_samples_split: 2,
      min_samples_leaf: 1,
      bootstrap: true,
      tries: Math.floor(Math.sqrt(columns.length)),
      randomSplits: false,
    },
    { random: randomStream(0, 'forest'), onTree: () => false },
  )
  return { memory: 0, predict: (given, rows) => meanOfTrees(trees, given, rows) }
}
