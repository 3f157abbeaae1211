import type { Predictions } from '../../core/predictions'
import type { Series, View } from '../../core/view'
import { metricNamed } from '../../ml/metrics/registry'
import { isClass, scoresOfClass } from '../../ml/metrics/scored'
import { reliability } from '../../ml/reliability'
import { scoredOf } from './metrics-of'
import { outOfFold } from './out-of-fold'

const BINS = 10
const MOST_CLASSES = 5

/** How reliable probabilities are before and after, on rows that neither models nor calibrators had seen. */
export function calibrationViews(
  before: readonly Predictions[],
  after: readonly Predictions[],
): Record<string, View> {
  const [old, now] = [before, after].map((parts) => outOfFold(parts.map((held) => ({ held }))))
  const { target } = old!
  const codes =
    target.task === 'binary' ? [target.positive] : [...target.classes.keys()].slice(0, MOST_CLASSES)
  const metrics = ['log_loss', ...(target.task === 'binary' ? ['brier_score_loss', 'roc_auc'] : ['accuracy'])]
  const value = (metric: string, predictions: Predictions) =>
    metricNamed(metric).compute(scoredOf(predictions)).value
  return {
    reliability: {
      kind: 'curve',
      title: 'How often what was said came true, before and after',
      x: 'Mean probability',
      y: 'Share that came true',
      series: codes.flatMap((code) => {
        const name = codes.length > 1 ? `${target.classes[code]}, ` : ''
        return [line(`${name}before`, old!, code), line(`${name}after`, now!, code)]
      }),
      reference: 'diagonal',
    },
    gain: {
      kind: 'table',
      title: 'Before and after, on rows that neither had seen',
      columns: ['Metric', 'Before', 'After'],
      rows: metrics.map((metric) => [metricNamed(metric).title, value(metric, old!), value(metric, now!)]),
    },
  }
}

function line(label: string, predictions: Predictions, code: number): Series {
  const scored = scoredOf(predictions)
  if (scored.task === 'regression' || scored.task === 'clustering')
    throw new Error('Only classes have probabilities')
  const bins = reliability(isClass(scored, code), scoresOfClass(scored, code), BINS)
  return { label, points: bins.map((bin) => [bin.predicted, bin.true] as const) }
}
