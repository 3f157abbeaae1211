import { takeRows, type DenseMatrix } from '../../core/matrix'
import { denseMatrix } from '../dense'
import {
  accuracy,
  balancedAccuracy,
  f1,
  macro,
  matthews,
  precision,
  recall,
  weighted,
} from './classification'
import { classCounts, confusionMatrix, type ClassCounts, type Confusion } from './confusion'
import { rocAucOneVsRest } from './one-vs-rest'
import { averagePrecision } from './precision-recall-curve'
import { brier, logLoss } from './probability'
import { maxError, meanAbsoluteError, medianAbsoluteError, r2, rootMeanSquaredError } from './regression'
import { rocAuc } from './roc-curve'
import {
  adjustedMutualInfo,
  adjustedRand,
  contingency,
  normalizedMutualInfo,
  recoded,
  type Contingency,
} from './agreement'
import { calinskiHarabasz, daviesBouldin, silhouette } from './cohesion'
import {
  decisions,
  isClass,
  scoresOfClass,
  undefinedBecause,
  withKnownTruth,
  type ClassificationScored,
  type ClusteringScored,
  type PredictedScored,
  type Result,
  type Scored,
} from './scored'

export interface Metric {
  /** scikit-learn's name, without `_score`. */
  readonly name: string
  /** The key in reference.json where it is another. */
  readonly short?: string
  readonly title: string
  readonly tasks: readonly Scored['task'][]
  readonly greaterIsBetter: boolean
  /** Never throws. Rows whose truth is missing do not count. */
  readonly compute: (scored: Scored) => Result
}

type Given<T> = (scored: T) => Result | number

const binary = ['binary'] as const
const multiclass = ['multiclass'] as const
const classification = ['binary', 'multiclass'] as const

/** In the order in which a person reads them: averages over classes come last. */
export const metrics: readonly Metric[] = [
  ofCounts('accuracy', 'Accuracy', accuracy),
  ofClasses('roc_auc', 'ROC AUC', binary, true, rocAucOf),
  {
    ...ofClasses('roc_auc_ovr', 'ROC AUC, one vs rest', multiclass, true, (s) => rocAucOneVsRest(s, 'macro')),
    short: 'roc_auc_ovr_macro',
  },
  ofCounts('balanced_accuracy', 'Balanced accuracy', balancedAccuracy),
  ofPositive('precision', 'Precision', precision),
  ofPositive('recall', 'Recall', recall),
  ofPositive('f1', 'F1', f1),
  ofClasses('average_precision', 'Average precision', binary, true, averagePrecisionOf),
  { ...ofCounts('matthews_corrcoef', 'Matthews correlation', matthews), short: 'mcc' },
  ofClasses('log_loss', 'Log loss', classification, false, logLossOf),
  { ...ofClasses('brier_score_loss', 'Brier score', binary, false, brierOf), short: 'brier' },
  ofCounts('precision_macro', 'Precision, macro average', (counts) => macro(counts, precision)),
  ofCounts('recall_macro', 'Recall, macro average', (counts) => macro(counts, recall)),
  ofCounts('f1_macro', 'F1, macro average', (counts) => macro(counts, f1)),
  ofCounts('precision_weighted', 'Precision, weighted average', (counts) => weighted(counts, precision)),
  ofCounts('recall_weighted', 'Recall, weighted average', (counts) => weighted(counts, recall)),
  ofCounts('f1_weighted', 'F1, weighted average', (counts) => weighted(counts, f1)),
  ofClasses('roc_auc_ovr_weighted', 'ROC AUC, one vs rest, weighted', multiclass, true, (s) =>
    rocAucOneVsRest(s, 'weighted'),
  ),
  ofValues('r2', 'R²', true, (truth, values) =>
    truth.length < 2 ? undefinedBecause('R² needs at least two rows.') : r2(truth, values),
  ),
  { ...ofValues('mean_absolute_error', 'Mean absolute error', false, meanAbsoluteError), short: 'mae' },
  {
    ...ofValues('root_mean_squared_error', 'Root mean squared error', false, rootMeanSquaredError),
    short: 'rmse',
  },
  ofValues('median_absolute_error', 'Median absolute error', false, medianAbsoluteError),
  ofValues('max_error', 'Largest error', false, maxError),
  ofSpace('silhouette', 'Silhouette', true, silhouette),
  ofSpace('calinski_harabasz', 'Calinski-Harabasz', true, calinskiHarabasz),
  ofSpace('davies_bouldin', 'Davies-Bouldin', false, daviesBouldin),
  ofAgreement('adjusted_rand', 'Adjusted Rand', adjustedRand),
  ofAgreement('adjusted_mutual_info', 'Adjusted mutual information', adjustedMutualInfo),
  ofAgreement('normalized_mutual_info', 'Normalised mutual information', normalizedMutualInfo),
]

export const metricsFor = (task: Scored['task']): Metric[] =>
  metrics.filter(({ tasks }) => tasks.includes(task))

/** The metric of this name or short name. @throws RangeError for an unknown one */
export function metricNamed(name: string): Metric {
  const metric = metrics.find((one) => one.name === name || one.short === name)
  if (!metric) throw new RangeError(`There is no metric "${name}"`)
  return metric
}

function ofClasses(
  name: string,
  title: string,
  tasks: readonly Scored['task'][],
  greaterIsBetter: boolean,
  compute: Given<ClassificationScored>,
): Metric {
  const guarded = (scored: Scored) =>
    guard(scored, tasks, (known) => (known.task === 'regression' ? Number.NaN : compute(known)))
  return { name, title, tasks, greaterIsBetter, compute: guarded }
}

function ofCounts(name: string, title: string, compute: (confusion: Confusion) => number): Metric {
  return ofClasses(name, title, classification, true, (scored) =>
    compute(confusionMatrix(scored.truth, decisions(scored), scored.classes.length)),
  )
}

function ofPositive(name: string, title: string, compute: (counts: ClassCounts) => number): Metric {
  return ofClasses(name, title, binary, true, (scored) => {
    const confusion = confusionMatrix(scored.truth, decisions(scored), scored.classes.length)
    return compute(classCounts(confusion, scored.positive))
  })
}

function ofValues(
  name: string,
  title: string,
  greaterIsBetter: boolean,
  compute: (truth: Float64Array, values: Float64Array) => Result | number,
): Metric {
  const tasks = ['regression'] as const
  const guarded = (scored: Scored) =>
    guard(scored, tasks, (known) =>
      known.task === 'regression' ? compute(known.truth, known.values) : Number.NaN,
    )
  return { name, title, tasks, greaterIsBetter, compute: guarded }
}

function ofClusters(
  name: string,
  title: string,
  greaterIsBetter: boolean,
  compute: (scored: ClusteringScored) => Result,
): Metric {
  const guarded = (scored: Scored) =>
    scored.task === 'clustering'
      ? compute(scored)
      : undefinedBecause(`This metric is not for a ${scored.task} task.`)
  return { name, title, tasks: ['clustering'], greaterIsBetter, compute: guarded }
}

/** Noise is in no cluster, so its rows do not count. */
function ofSpace(
  name: string,
  title: string,
  greaterIsBetter: boolean,
  compute: (space: DenseMatrix, clusters: Int32Array, count: number) => Result,
): Metric {
  return ofClusters(name, title, greaterIsBetter, ({ clusters, space }) => {
    const rows = Uint32Array.from(clusters.keys()).filter((row) => clusters[row]! >= 0)
    const { codes, count } = recoded(rows.map((row) => clusters[row]!))
    if (count < 2)
      return undefinedBecause(`There ${count === 1 ? 'is one cluster' : 'are no clusters'} here.`)
    if (count >= rows.length) return undefinedBecause('Every row here is a cluster of its own.')
    return compute(denseMatrix(takeRows(space, rows)), codes, count)
  })
}

/** Noise counts as a cluster, as in scikit-learn. */
function ofAgreement(name: string, title: string, compute: (table: Contingency) => number): Metric {
  return ofClusters(name, title, true, ({ clusters, truth }) => {
    const rows = Uint32Array.from(truth.keys()).filter((row) => Number.isFinite(truth[row]!))
    if (rows.length === 0) return undefinedBecause('No column to compare with was chosen as target.')
    const labels = recoded(Array.from(rows, (row) => truth[row]!))
    const found = recoded(Array.from(rows, (row) => clusters[row]!))
    return { value: compute(contingency(labels, found)) }
  })
}

function guard(scored: Scored, tasks: readonly Scored['task'][], compute: Given<PredictedScored>): Result {
  if (scored.task === 'clustering' || !tasks.includes(scored.task))
    return undefinedBecause(`This metric is not for a ${scored.task} task.`)
  const known = withKnownTruth(scored)
  if (known.truth.length === 0) return undefinedBecause('There are no rows whose truth is known.')
  const said = known.task === 'regression' ? known.values : known.scores
  if (said.some(Number.isNaN)) return undefinedBecause('Some rows have no prediction.')
  const result = compute(known)
  return typeof result === 'number' ? { value: result } : result
}

function logLossOf({ truth, scores, classes }: ClassificationScored): number {
  return logLoss(truth, scores, classes.length)
}

function brierOf(scored: ClassificationScored): number {
  return brier(isClass(scored, scored.positive), scoresOfClass(scored, scored.positive))
}

function rocAucOf(scored: ClassificationScored): Result {
  const positive = isClass(scored, scored.positive)
  const name = scored.classes[scored.positive] ?? ''
  if (!positive.includes(1)) return undefinedBecause(`No row here is "${name}", so there is nothing to rank.`)
  if (!positive.includes(0))
    return undefinedBecause(`Every row here is "${name}", so there is nothing to rank.`)
  return { value: rocAuc(positive, scoresOfClass(scored, scored.positive)) }
}

function averagePrecisionOf(scored: ClassificationScored): Result {
  const positive = isClass(scored, scored.positive)
  const name = scored.classes[scored.positive] ?? ''
  if (!positive.includes(1)) return undefinedBecause(`No row here is "${name}", so there is nothing to find.`)
  return { value: averagePrecision(positive, scoresOfClass(scored, scored.positive)) }
}
