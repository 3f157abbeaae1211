import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Helpers } from '../../core/helper'
import { randomStream } from '../../core/random'
import { binaryProbabilities } from '../../ml/link'
import { meanOfTrees } from '../../ml/trees/averaged'
import { fitBoosting, type BoostingOptions } from '../../ml/trees/boost'
import { boostedScores } from '../../ml/trees/boosted'
import { categoryColumn, numberColumn, type FeatureColumn } from '../../ml/trees/columns'
import { fitForest } from '../../ml/trees/forest'
import { nodeHelpers } from '../node-helpers'
import { pythonWith } from './python'
import { benchRow, type BenchRow } from './row'
import { measuredData, mixedData, type TreeData } from './trees-data'

interface Case {
  readonly work: string
  readonly data: () => TreeData
  readonly rival: 'xgboost' | 'boosting' | 'forest'
  readonly title: string
  readonly rounds: number
  readonly threads: number
  readonly goal: number
  readonly predictGoal?: number
}

const XGBOOST = 'xgboost hist, one thread'
const CASES: readonly Case[] = [
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
    rounds: 3,
    threads: 1,
    goal: 0.1,
    predictGoal: 1,
  },
]

const PREDICTED = 100_000

/** Bytes that boosting 1,000,000 x 28 may take beside the data. */
const MOST_MEMORY = 130e6

/**
 * Boosting and forests, binning included, by our kernel in Node: against XGBoost and scikit-learn.
 * @param only words that the work to be measured has
 */
export async function treesBench(assets: string, only = ''): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const one of CASES.filter(({ work }) => work.includes(only))) {
    const python = pythonWith(one.rival === 'xgboost' ? 'xgboost' : 'sklearn')
    if (python) rows.push(...(await measure(one, python, join(assets, '../scripts/trees-rival.py'))))
  }
  return rows
}

async function measure(one: Case, python: string, script: string): Promise<BenchRow[]> {
  const data = one.data()
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-bench-'))
  writeForRival(join(folder, 'data'), data)
  const ours: (readonly [number, number])[] = []
  const theirs: (readonly [number, number])[] = []
  const levels = [...data.levels.keys()].join(',')
  const sizes = [data.y.length, data.columns.length, PREDICTED].map(String)
  let memory = 0
  for (let round = 0; round < one.rounds; round++) {
    const own = await ownTimes(one, data)
    ours.push(own.times)
    memory = own.memory
    const told = execFileSync(python, [
      script,
      one.rival,
      join(folder, 'data'),
      ...sizes,
      levels,
      String(one.threads),
    ])
    theirs.push(told.toString().trim().split(' ').map(Number) as [number, number])
  }
  rmSync(folder, { recursive: true })
  const first = (times: readonly (readonly [number, number])[], k: 0 | 1) => times.map((both) => both[k])
  const fits = benchRow(one.work, first(ours, 0), one.title, first(theirs, 0), one.goal)
  if (data.y.length === 1_000_000) {
    const mb = [memory / 1e6]
    const row = benchRow(`${one.work}: memory`, mb, 'what it may take', [MOST_MEMORY / 1e6], 1)
    return [fits, { ...row, unit: 'MB' }]
  }
  if (one.predictGoal === undefined) return [fits]
  const work = `${one.work}: predict 100,000 rows`
  return [fits, benchRow(work, first(ours, 1), one.title, first(theirs, 1), one.predictGoal)]
}

/** Row by row, as the rivals read it. */
function writeForRival(path: string, { columns, y }: TreeData): void {
  const rows = new Float32Array(y.length * columns.length)
  columns.forEach((column, j) => column.forEach((cell, i) => (rows[i * columns.length + j] = cell)))
  writeFileSync(`${path}.x`, rows)
  writeFileSync(`${path}.y`, y)
}

/** Milliseconds of a fit, and of predicting the first rows; of boosting also the memory. */
async function ownTimes({ rival, threads }: Case, data: TreeData) {
  const helpers = threads > 1 ? await nodeHelpers(threads - 1) : undefined
  const columns = columnsOf(data)
  const truth = Float64Array.from(data.y)
  const start = performance.now()
  const { memory, predict } =
    rival === 'forest' ? await forest(columns, truth) : await boosting(columns, truth, rival, helpers)
  const fitted = performance.now()
  predict(columns, Math.min(PREDICTED, truth.length))
  const times: readonly [number, number] = [fitted - start, performance.now() - fitted]
  return { times, memory }
}

function columnsOf({ columns, levels }: TreeData): FeatureColumn[] {
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

/** With the parameters that the rival has, in the script or by default. */
async function boosting(
  columns: readonly FeatureColumn[],
  truth: Float64Array,
  rival: Case['rival'],
  helpers: Helpers | undefined,
): Promise<Trained> {
  const shape =
    rival === 'xgboost'
      ? { max_leaf_nodes: 0, max_depth: 6, min_samples_leaf: 1, min_child_weight: 1, l2_regularization: 1 }
      : {
          max_leaf_nodes: 31,
          max_depth: 0,
          min_samples_leaf: 20,
          min_child_weight: 1e-3,
          l2_regularization: 0,
        }
  const options: BoostingOptions = {
    ...shape,
    max_iter: 100,
    learning_rate: 0.1,
    max_bins: 255,
    subsample: 1,
    max_features: 1,
    validation: new Uint32Array(0),
    n_iter_no_change: 10,
    tol: 1e-7,
  }
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
