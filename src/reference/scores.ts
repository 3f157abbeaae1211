import { readFileSync } from 'node:fs'
import { type Column, sortedCategory } from '../core/column'
import type { Rows, Target } from '../core/dataset'
import type { ParamValues } from '../core/params'
import { table } from '../core/table'
import { canonicalMatrix, levelColumns, readExperiment, type DataSet, type Experiment } from './canonical'

export type FeatureKind = 'canonical' | 'counts' | 'levels' | 'float32'

/** An entry of scores.json, which make_scores.py writes. */
export interface ScoreCase {
  readonly data: DataSet
  readonly learner: string
  /** Those that are not the defaults, by scikit-learn's names. */
  readonly params: ParamValues
  readonly features: FeatureKind
  /** Learning rates that are averaged over. */
  readonly rates?: readonly number[]
  /** ROC AUC, accuracy or R² on the test rows; the mean where chance has a part. */
  readonly score: number
  /** The largest less the smallest of those; 0 where chance has none. */
  readonly spread: number
}

export const readScores = (): readonly ScoreCase[] =>
  JSON.parse(readFileSync(new URL('./scores.json', import.meta.url), 'utf8')).scores

export const SCORE_METRICS = { binary: 'roc_auc', multiclass: 'accuracy', regression: 'r2' } as const

export interface Prepared {
  readonly target: Target & { readonly task: keyof typeof SCORE_METRICS }
  readonly train: Rows
  readonly test: Rows
  /** Class codes or values of the test rows. */
  readonly truth: Float64Array
}

/** Training and test rows of a data set with features that were learned from the training rows. */
export function prepared(name: DataSet, kind: FeatureKind): Prepared {
  const x = readExperiment(name)
  const task = x.task === 'regression' || x.task === 'binary' ? x.task : 'multiclass'
  const target = { column: 'y', task, classes: x.classes, positive: x.positive } as const
  return {
    target,
    train: { target, table: table([...featuresOf(x, kind, x.train), targetOf(x, x.train)]) },
    test: { target, table: table([...featuresOf(x, kind, x.test), targetOf(x, x.test)]) },
    truth: Float64Array.from(x.test, (row) => x.target[row]!),
  }
}

function featuresOf(x: Experiment, kind: FeatureKind, rows: number[]): Column[] {
  if (kind === 'levels') return levelColumns(x, x.train, rows).map(category)
  const matrix = canonicalMatrix(x, x.train, rows, kind === 'counts' ? 'minmax' : 'standard')
  if (kind === 'float32') matrix.values.set(Float32Array.from(matrix.values))
  const slots = Array.from({ length: matrix.cols }, (_, j) => `x${j}`)
  return [{ kind: 'vector', name: 'x', role: 'feature', slots, matrix }]
}

function category({ name, cells }: { readonly name: string; readonly cells: readonly string[] }): Column {
  const levels = [...new Set(cells)].sort()
  return sortedCategory(
    name,
    'feature',
    Int32Array.from(cells, (cell) => levels.indexOf(cell)),
    levels,
  )
}

function targetOf({ task, target, classes }: Experiment, rows: number[]): Column {
  const values = Float64Array.from(rows, (row) => target[row]!)
  if (task === 'regression') return { kind: 'number', name: 'y', role: 'target', values }
  return { kind: 'category', name: 'y', role: 'target', codes: Int32Array.from(values), levels: classes }
}
