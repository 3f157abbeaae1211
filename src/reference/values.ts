import { readFileSync } from 'node:fs'

/** The shape of values.json, which README.md describes. null is a missing value or a refused answer. */
export interface Values {
  readonly metrics: readonly MetricCase[]
  readonly transforms: readonly TransformCase[]
  readonly splits: readonly SplitCase[]
  readonly f_tests: readonly {
    test: 'f_classif' | 'f_regression'
    X: Rows
    y: number[]
    F: Numbers
    p: Numbers
  }[]
  readonly dummies: readonly { strategy: string; y: number[]; probabilities?: number[]; value?: number }[]
  readonly statistics: readonly StatisticsCase[]
  readonly f_distribution: readonly { dfn: number; dfd: number; F: number; sf: number }[]
  readonly linear_models: readonly LinearCase[]
}

type Rows = number[][]
type Numbers = (number | null)[]
type Cell = string | number | null

export type MetricCase = ClassificationCase | RegressionCase

export interface ClassificationCase {
  readonly name: string
  readonly task: 'binary' | 'multiclass'
  readonly classes: string[]
  readonly positive: number
  readonly truth: number[]
  readonly scores: Rows
  readonly expected: Record<string, number | null>
  readonly confusion_matrix: Rows
  readonly per_class: { precision: number[]; recall: number[]; f1: number[]; support: number[] }
  readonly roc_curve?: RocCase
  readonly roc_curve_drop_intermediate?: RocCase
  readonly precision_recall_curve?: { precision: number[]; recall: number[]; thresholds: number[] }
}

export interface RocCase {
  readonly fpr: number[]
  readonly tpr: number[]
  readonly thresholds_after_first: number[]
}

export interface RegressionCase {
  readonly name: string
  readonly task: 'regression'
  readonly truth: number[]
  readonly values: number[]
  readonly expected: Record<string, number | null>
}

export interface TransformCase {
  readonly name: string
  readonly estimator: string
  readonly params: Record<string, unknown>
  readonly train: Record<string, Cell[]>
  readonly test: Record<string, Cell[]>
  readonly expected: {
    readonly feature_names: string[]
    readonly learned: Record<string, unknown>
    readonly train: Cell[][]
    readonly test: Cell[][]
  }
}

export interface SplitCase {
  readonly splitter: 'KFold' | 'StratifiedKFold' | 'GroupKFold' | 'StratifiedShuffleSplit'
  readonly folds?: number
  readonly rows?: number
  readonly labels?: number[]
  readonly groups?: number[]
  readonly fold?: number[]
  readonly test_size?: number
  readonly train_counts?: number[]
  readonly test_counts?: number[]
}

export interface StatisticsCase {
  readonly name: string
  readonly x: number[]
  readonly mean: number
  readonly std: number
  readonly min: number
  readonly max: number
  readonly quantiles: Record<string, number>
  readonly distinct: number
  readonly mode: number
  readonly auto_bins: number
  readonly auto_histogram: number[]
}

export interface LinearCase {
  readonly model: 'linear' | 'ridge' | 'logistic'
  readonly params: { readonly fit_intercept: boolean; alpha?: number; C?: number; classes?: number }
  readonly X: Rows
  readonly y: number[]
  readonly weights: number[] | null
  readonly coef: Rows
  readonly intercept: number[]
}

export function readValues(): Values {
  return JSON.parse(readFileSync(new URL('./values.json', import.meta.url), 'utf8'))
}
