import { thresholdCounts, type ThresholdCounts } from './threshold-counts'

export interface RocCurve {
  readonly falsePositiveRate: Float64Array
  readonly truePositiveRate: Float64Array
  /** Falling; the first is Infinity, where nothing is called positive. */
  readonly thresholds: Float64Array
}

/**
 * The ROC curve, as scikit-learn's roc_curve.
 * @param isPositive 1 or 0 per row; without rows of both kinds a rate is NaN
 * @param dropIntermediate leaves out points on a straight line between their neighbours, for drawing
 */
export function rocCurve(
  isPositive: Uint8Array,
  scores: Float64Array,
  { dropIntermediate = false } = {},
): RocCurve {
  const counts = thresholdCounts(isPositive, scores)
  const last = counts.thresholds.length - 1
  const all = Array.from(counts.thresholds, (_, i) => i)
  const kept = dropIntermediate ? all.filter((i) => i === 0 || i === last || bends(counts, i)) : all
  const rate = (values: Float64Array) => {
    const total = last < 0 ? 0 : values[last]!
    return Float64Array.from([0, ...kept.map((i) => values[i]!)], (value) => value / total)
  }
  return {
    falsePositiveRate: rate(counts.falsePositives),
    truePositiveRate: rate(counts.truePositives),
    thresholds: Float64Array.from([Infinity, ...kept.map((i) => counts.thresholds[i]!)]),
  }
}

function bends({ truePositives, falsePositives }: ThresholdCounts, i: number): boolean {
  const second = (values: Float64Array) => values[i - 1]! - 2 * values[i]! + values[i + 1]!
  return second(truePositives) !== 0 || second(falsePositives) !== 0
}

/** The area under the ROC curve; NaN without rows of both kinds. */
export function rocAuc(isPositive: Uint8Array, scores: Float64Array): number {
  const { truePositives, falsePositives } = thresholdCounts(isPositive, scores)
  const last = truePositives.length - 1
  if (last < 0) return Number.NaN
  let area = 0
  for (let i = 0; i <= last; i++) {
    const width = falsePositives[i]! - (i > 0 ? falsePositives[i - 1]! : 0)
    area += (width * (truePositives[i]! + (i > 0 ? truePositives[i - 1]! : 0))) / 2
  }
  return area / (truePositives[last]! * falsePositives[last]!)
}
