import type { View } from '../../core/view'
import { isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'
import { thresholdCounts } from '../../ml/metrics/threshold-counts'

/** More stops cannot be told apart on a slider. */
const MOST_STOPS = 300

/** What every threshold on the positive class's probability would give, and where it lies on the curves. */
export function thresholdLook(scored: ClassificationScored, on: string, rows: string): View {
  const isPositive = isClass(scored, scored.positive)
  const scores = scoresOfClass(scored, scored.positive)
  const { falsePositives, thresholds, truePositives } = thresholdCounts(isPositive, scores)
  const positives = isPositive.reduce((sum, one) => sum + one, 0)
  const negatives = isPositive.length - positives
  const cut = decidedFrom(scored, scores)
  const own = Math.max(
    0,
    thresholds.findLastIndex((threshold) => threshold >= cut),
  )
  const count = Math.min(thresholds.length, MOST_STOPS)
  const step = count > 1 ? (thresholds.length - 1) / (count - 1) : 0
  const even = Array.from({ length: count }, (_, i) => Math.round(i * step))
  const stops = [...new Set([...even, own])].sort((a, b) => a - b)
  const counts = stops.map((i) => ({ tp: truePositives[i]!, fp: falsePositives[i]! }))
  return {
    kind: 'threshold',
    title: `Another threshold for ${on}`,
    positive: scored.classes[scored.positive]!,
    negative: scored.classes[1 - scored.positive]!,
    positives,
    negatives,
    select: { rows, positive: scored.positive },
    start: stops.indexOf(own),
    ...(scored.decided && { own: scored.threshold ?? 'each' }),
    stops: counts.map(({ fp, tp }, i) => ({ threshold: thresholds[stops[i]!]!, tp, fp })),
    curves: {
      roc: counts.map(({ fp, tp }) => [fp / negatives, tp / positives]),
      'precision-recall': counts.map(({ fp, tp }) => [tp / positives, tp / (tp + fp)]),
    },
  }
}

/** The least probability that the model calls positive: a half, where the larger one decides. */
function decidedFrom({ decided, positive, threshold }: ClassificationScored, scores: Float64Array): number {
  if (threshold !== undefined) return threshold
  if (!decided) return 0.5
  return scores.reduce(
    (least, score, i) => (decided[i] === positive ? Math.min(least, score) : least),
    Infinity,
  )
}
