import type { Context } from '../../core/context'
import { scoreWidth, takePredictions, type Predictions } from '../../core/predictions'
import type { View } from '../../core/view'
import { bootstrapIntervals, RESAMPLES } from '../../ml/bootstrap-intervals'
import type { PredictedScored } from '../../ml/metrics/scored'
import { metricsOf, scoredOf } from './metrics-of'
import { classViews } from './class-views'
import { clusterViews } from './cluster-views'
import { valueViews } from './value-views'

/** Predictions without the rows that say nothing, and how many those were. */
export interface Comparable {
  readonly predictions: Predictions
  /** Rows whose truth is missing or infinite; clusters need none. */
  readonly unknown: number
  /** Rows with a truth and without a prediction. */
  readonly silent: number
}

export function comparable(predictions: Predictions): Comparable {
  const { truth, scores, target } = predictions
  const width = scoreWidth(target)
  const known: number[] = []
  let unknown = 0
  truth.forEach((value, row) => {
    if (!Number.isFinite(value) && target.task !== 'clustering') unknown++
    else if (scores.subarray(row * width, (row + 1) * width).every(Number.isFinite)) known.push(row)
  })
  const silent = truth.length - unknown - known.length
  return {
    predictions: known.length < truth.length ? takePredictions(predictions, known) : predictions,
    unknown,
    silent,
  }
}

const HOW = `95% intervals: between the percentiles 2.5 and 97.5 of ${RESAMPLES.toLocaleString('en-US')} bootstrap resamples of these rows. They say how much luck is in which rows these are, not in the training.`

/** Of which class figures of one class are, and how intervals came to be. */
function notesOf(scored: PredictedScored, hasIntervals: boolean): { readonly note?: string } {
  const positive = scored.task === 'binary' ? scored.classes[scored.positive] : undefined
  const whose =
    positive === undefined ? [] : [`Precision, recall, F1 and average precision are of "${positive}".`]
  const notes = [...whose, ...(hasIntervals ? [HOW] : [])]
  return notes.length > 0 ? { note: notes.join(' ') } : {}
}

/**
 * All that there is to say of predictions with a known truth, as views by id.
 * @param on what the rows are, for the titles: "86 test rows"
 * @param rows the name under which the task hands them over, for those who want to see the rows behind a mark
 */
export function evaluate(
  predictions: Predictions,
  on: string,
  rows: string,
  context: Pick<Context, 'random' | 'progress'>,
): Record<string, View> {
  const scored = scoredOf(predictions)
  if (scored.task === 'clustering') {
    const figures = metricsOf(predictions)
    const views = clusterViews(scored, predictions, on, rows, context.random('points'))
    return { figures: { kind: 'figures', title: `Metrics on ${on}`, figures }, ...views }
  }
  const intervals = bootstrapIntervals(scored, context.random('bootstrap'), (fraction) =>
    context.progress(fraction, 'Drawing resamples for the intervals'),
  )
  const figures: View = {
    kind: 'figures',
    title: `Metrics on ${on}`,
    figures: metricsOf(predictions).map((figure) => {
      const interval = Number.isNaN(figure.value) ? undefined : intervals[figure.name]
      return interval ? { ...figure, interval } : figure
    }),
    ...notesOf(scored, Object.keys(intervals).length > 0),
  }
  const random = context.random('points')
  const views =
    scored.task === 'regression'
      ? valueViews(scored, predictions.ids, on, rows, random)
      : classViews(scored, on, rows)
  return { figures, ...views }
}
