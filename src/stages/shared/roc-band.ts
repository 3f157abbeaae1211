import type { Predictions } from '../../core/predictions'
import type { View } from '../../core/view'
import { rocAuc, rocCurve } from '../../ml/metrics/roc-curve'
import { isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'
import { sampleMoments } from '../../ml/paired-tests'
import { comparable } from './evaluation'
import { scoredOf } from './metrics-of'

/** A chart with more curves cannot be read. */
const MOST_CURVES = 10
const POINTS = 100

type Point = readonly [number, number]

/** The mean of the folds' ROC curves within one deviation to both sides, and each of them. Binary tasks only. */
export function rocBand(
  held: readonly { readonly name: string; readonly predictions: Predictions }[],
): Record<string, View> {
  const curves = held.flatMap(({ name, predictions }) => {
    const scored = scoredOf(comparable(predictions).predictions)
    return scored.task === 'binary' && hasBoth(scored) ? [{ name, ...curveOf(scored) }] : []
  })
  if (curves.length < 2) return {}
  const rates = Array.from({ length: POINTS + 1 }, (_, i) => i / POINTS)
  const at = rates.map((rate) => sampleMoments(curves.map(({ points }) => heightAt(points, rate))))
  const { mean, std } = sampleMoments(curves.map(({ auc }) => auc))
  const off = (i: number, sign: number) => Math.min(1, Math.max(0, at[i]!.mean + sign * at[i]!.std))
  const axes = { x: 'False positive rate', y: 'True positive rate', reference: 'diagonal' } as const
  const each: View = {
    kind: 'curve',
    title: 'ROC curve of each fold',
    ...axes,
    series: curves.map(({ name, points, auc }) => ({ label: name, points, note: `AUC ${auc.toFixed(3)}` })),
  }
  return {
    'roc-band': {
      kind: 'curve',
      title: `Mean ROC curve of ${curves.length} folds`,
      ...axes,
      series: [
        {
          label: 'Mean, within one deviation',
          points: rates.map((rate, i): Point => [rate, off(i, 0)]),
          band: rates.map((rate, i) => [rate, off(i, -1), off(i, 1)] as const),
          note: `AUC ${mean.toFixed(3)} ± ${std.toFixed(3)}`,
        },
      ],
    },
    ...(curves.length <= MOST_CURVES && { 'roc-folds': each }),
  }
}

const hasBoth = (scored: ClassificationScored): boolean => {
  const positive = isClass(scored, scored.positive)
  return positive.includes(1) && positive.includes(0)
}

function curveOf(scored: ClassificationScored): { points: Point[]; auc: number } {
  const positive = isClass(scored, scored.positive)
  const scores = scoresOfClass(scored, scored.positive)
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(positive, scores, { dropIntermediate: true })
  return { points: Array.from(x, (rate, i): Point => [rate, y[i]!]), auc: rocAuc(positive, scores) }
}

/** The curve's height, straight between its points and the highest where it rises upright; 0 at 0. */
function heightAt(points: readonly Point[], rate: number): number {
  if (rate === 0) return 0
  const after = points.findIndex(([x]) => x > rate)
  const [x0, y0] = points[after < 0 ? points.length - 1 : after - 1]!
  if (after < 0) return y0
  const [x1, y1] = points[after]!
  return y0 + ((y1 - y0) * (rate - x0)) / (x1 - x0)
}
