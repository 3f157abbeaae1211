import type { Predictions } from '../../core/predictions'
import type { View } from '../../core/view'
import type { Metric } from '../../ml/metrics/registry'
import { withinBounds } from '../../ml/metrics/bounds'
import { meanInterval, sampleMoments } from '../../ml/paired-tests'
import { estimate632 } from '../../ml/splits/bootstrap'
import { quantile } from '../../ml/statistics'
import { comparable } from './evaluation'
import type { FoldFit } from './fit-folds'
import type { FoldValues } from './fold-params'
import { scoredOf } from './metrics-of'

/** The score of predictions whose truth is known; NaN where the metric is not defined, and why. */
export function scoreOf(metric: Metric, predictions: Predictions): { value: number; reason?: string } {
  return metric.compute(scoredOf(comparable(predictions).predictions))
}

/** One metric over folds. */
export interface FoldScores {
  readonly metric: Metric
  /** Per fold; NaN where it is not defined. */
  readonly values: readonly number[]
  readonly mean: number
  /** Sample deviation over the folds; NaN where there are no such scores. */
  readonly std: number
  /** 95%; NaN where it is not known. */
  readonly low: number
  readonly high: number
}

/** Held-out rows over training rows, in the mean of the folds. */
export const heldRatio = (fits: readonly Pick<FoldFit, 'fold'>[]): number =>
  sampleMoments(fits.map(({ fold }) => fold.held.length / fold.train.length)).mean

/**
 * A metric over folds. Leave one out has no scores of folds, so all held-out rows together are scored; a bootstrap is
 * weighed with the score of the training rows.
 * @param pooled all held-out rows together
 * @param own what the whole model says of its own training rows
 */
export function foldScores(
  metric: Metric,
  fits: readonly FoldFit[],
  method: FoldValues['method'],
  pooled: Predictions,
  own: Predictions,
): FoldScores {
  const none = { std: Number.NaN, low: Number.NaN, high: Number.NaN }
  const values = fits.map(({ held }) => scoreOf(metric, held).value)
  if (method === 'leave_one_out') return { metric, values: [], mean: scoreOf(metric, pooled).value, ...none }
  if (method !== 'bootstrap') {
    const [low, high] = withinBounds(metric, meanInterval(values, heldRatio(fits)))
    return { metric, values, ...sampleMoments(values), low, high }
  }
  const resubstituted = scoreOf(metric, own).value
  const estimates = values.map((value) => estimate632(value, resubstituted))
  const sorted = Float64Array.from(estimates)
  const [low, high] = estimates.some(Number.isNaN)
    ? [Number.NaN, Number.NaN]
    : [quantile(sorted, 0.025), quantile(sorted, 0.975)]
  return { metric, values, ...sampleMoments(estimates), low, high }
}

/** How mean and interval came about, in words. */
export function howScored(method: FoldValues['method'], folds: number): string {
  switch (method) {
    case 'leave_one_out':
      return 'Scored over all rows together: single rows have no scores, so there is no interval.'
    case 'bootstrap':
      return `.632 estimate from ${folds} draws; the interval holds 95% of them.`
    default:
      return `Mean of ${folds} folds. The interval allows for training rows that folds share (Nadeau and Bengio 2003).`
  }
}

export function scoreFigures({ metric, mean, std, low, high }: FoldScores, on: string, how: string): View {
  const figure = (name: string, title: string, value: number) => ({ name, title, value, note: how })
  return {
    kind: 'figures',
    title: `${metric.title} over ${on}`,
    figures: [
      figure('mean', metric.title, mean),
      figure('std', 'Standard deviation', std),
      figure('low', '95% interval, from', low),
      figure('high', '95% interval, to', high),
    ],
  }
}

export const scoreTable = (scores: readonly FoldScores[], on: string): View => ({
  kind: 'table',
  title: `Metrics over ${on}`,
  columns: ['Metric', 'Mean', 'Standard deviation', '95% from', '95% to'],
  rows: scores.map(({ metric, mean, std, low, high }) => [
    metric.title,
    ...[mean, std, low, high].map(orNull),
  ]),
})

export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** Every metric of every fold. */
export const foldTable = (fits: readonly FoldFit[], scores: readonly FoldScores[]): View => ({
  kind: 'table',
  title: 'Every fold',
  columns: ['Fold', 'Training rows', 'Held-out rows', ...scores.map(({ metric }) => metric.title), 'Seconds'],
  rows: fits.map(({ fold, milliseconds }, k) => [
    fold.name,
    fold.train.length,
    fold.held.length,
    ...scores.map(({ values }) => orNull(values[k] ?? Number.NaN)),
    milliseconds / 1000,
  ]),
})
