import type { Predictions } from '../../core/predictions'
import type { Series, View } from '../../core/view'
import { metricsFor } from '../../ml/metrics/registry'
import type { RegressionScored } from '../../ml/metrics/scored'
import { precisionRecallSeries, rocSeries } from './class-views'
import { curveMarks, marked, onPrecisionRecall, onRoc } from './curve-marks'
import { orNull } from './fold-scores'
import { scoredOf } from './metrics-of'
import { thinnedCurve } from './thinned-curve'

/** A model beside others: what it says of rows whose truth is known. */
export interface Beside {
  readonly name: string
  /** The node that it comes out of; null where it comes out of none. */
  readonly node: string | null
  readonly predictions: Predictions
  /** The name under which the task hands its rows over. */
  readonly rows: string
}

/** Every metric of several models of one task side by side, and their curves over each other. */
export function modelViews(models: readonly Beside[], on: string): Record<string, View> {
  return { models: sideBySide(models, on), ...overlaid(models, on) }
}

function sideBySide(models: readonly Beside[], on: string): View {
  const scored = models.map(({ predictions }) => scoredOf(predictions))
  const metrics = metricsFor(scored[0]!.task)
  return {
    kind: 'table',
    title: `Models on ${on}`,
    columns: ['Model', ...metrics.map(({ title }) => title)],
    rows: models.map(({ name }, m) => [
      name,
      ...metrics.map(({ compute }) => orNull(compute(scored[m]!).value)),
    ]),
    models: models.map(({ node }) => node),
  }
}

/** Several classes have several curves for each model already, so those are of one model. */
function overlaid(models: readonly Beside[], on: string): Record<string, View> {
  const scored = models.map(({ predictions }) => scoredOf(predictions))
  const [first] = scored
  if (first!.task === 'multiclass' || first!.task === 'clustering') return {}
  if (first!.task === 'regression') {
    return {
      errors: {
        kind: 'curve',
        title: `Share of ${on} within an error`,
        x: 'Error, to either side',
        y: 'Share of rows',
        series: scored.map((one, m) => errorSeries(one as RegressionScored, models[m]!.name)),
      },
    }
  }
  const curves = (draw: typeof rocSeries): Series[] =>
    scored.flatMap((one, m) => {
      if (one.task === 'regression' || one.task === 'clustering') return []
      const positives = one.truth.filter((code) => code === one.positive).length
      const isDefined = positives > 0 && positives < one.truth.length
      return isDefined ? [{ ...draw(one, one.positive), label: models[m]!.name }] : []
    })
  const roc = curves(rocSeries)
  if (roc.length === 0) return {}
  const marks = scored.flatMap((one, m) =>
    one.task === 'binary' ? [curveMarks(one, one.positive, models.length, models[m]!.rows)] : [],
  )
  return {
    roc: {
      kind: 'curve',
      title: `ROC curves on ${on}`,
      x: 'False positive rate',
      y: 'True positive rate',
      series: roc,
      reference: 'diagonal',
      ...marked(marks, models[0]!.rows, onRoc),
    },
    'precision-recall': {
      kind: 'curve',
      title: `Precision and recall on ${on}`,
      x: 'Recall',
      y: 'Precision',
      series: curves(precisionRecallSeries),
      ...marked(marks, models[0]!.rows, onPrecisionRecall),
    },
  }
}

/** How many rows are off by no more than so much: the higher the better (Bi and Bennett 2003). */
function errorSeries({ truth, values }: RegressionScored, label: string): Series {
  const errors = truth.map((value, row) => Math.abs(value - values[row]!)).sort()
  const share = errors.map((_, i) => (i + 1) / errors.length)
  const middle = errors[Math.floor((errors.length - 1) / 2)]!
  return { label, points: thinnedCurve(errors, share), note: `Half within ${Number(middle.toPrecision(3))}` }
}
