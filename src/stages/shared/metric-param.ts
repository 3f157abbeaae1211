import { choice } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { Target, Task } from '../../core/dataset'
import { metricNamed, type Metric } from '../../ml/metrics/registry'

/** Every metric of the registry by name; written out, since descriptions load no metrics. A test compares the two. */
const TITLES = {
  auto: 'By the task',
  roc_auc: 'ROC AUC',
  average_precision: 'Average precision',
  accuracy: 'Accuracy',
  balanced_accuracy: 'Balanced accuracy',
  f1: 'F1',
  precision: 'Precision',
  recall: 'Recall',
  matthews_corrcoef: 'Matthews correlation',
  log_loss: 'Log loss',
  brier_score_loss: 'Brier score',
  f1_macro: 'F1, macro average',
  f1_weighted: 'F1, weighted average',
  precision_macro: 'Precision, macro average',
  precision_weighted: 'Precision, weighted average',
  recall_macro: 'Recall, macro average',
  recall_weighted: 'Recall, weighted average',
  roc_auc_ovr: 'ROC AUC, one vs rest',
  roc_auc_ovr_weighted: 'ROC AUC, one vs rest, weighted',
  r2: 'R²',
  mean_absolute_error: 'Mean absolute error',
  root_mean_squared_error: 'Root mean squared error',
  median_absolute_error: 'Median absolute error',
  max_error: 'Largest error',
  silhouette: 'Silhouette',
  calinski_harabasz: 'Calinski-Harabasz',
  davies_bouldin: 'Davies-Bouldin',
  adjusted_rand: 'Adjusted Rand',
  adjusted_mutual_info: 'Adjusted mutual information',
  normalized_mutual_info: 'Normalised mutual information',
} as const

export const metricParam = choice('Metric', Object.keys(TITLES) as (keyof typeof TITLES)[], {
  titles: TITLES,
  help: 'What decides. By the task: ROC AUC for two classes, accuracy for several, R² for a number, silhouette for clusters.',
})

const BY_TASK: Readonly<Record<Task, string>> = {
  binary: 'roc_auc',
  multiclass: 'accuracy',
  regression: 'r2',
  clustering: 'silhouette',
}

const WORDS: Readonly<Record<Task, string>> = {
  binary: 'two classes',
  multiclass: 'several classes',
  regression: 'a number',
  clustering: 'clusters',
}

/** @throws UserError for a metric that does not fit the task */
export function chosenMetric(name: string, { column, task }: Target): Metric {
  const metric = metricNamed(name === 'auto' ? BY_TASK[task] : name)
  if (metric.tasks.some((one) => one === task)) return metric
  throw new UserError(
    task === 'clustering'
      ? `${metric.title} is not for clusters.`
      : `${metric.title} does not fit the target "${column}", which is ${WORDS[task]}.`,
    'Choose another metric, or leave it to the task.',
  )
}
