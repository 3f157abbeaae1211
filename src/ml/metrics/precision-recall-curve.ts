import { thresholdCounts } from './threshold-counts'

export interface PrecisionRecallCurve {
  /** One longer than `thresholds`: it ends with precision 1 at recall 0. */
  readonly precision: Float64Array
  readonly recall: Float64Array
  /** Rising. */
  readonly thresholds: Float64Array
}

/** As scikit-learn's precision_recall_curve; without positive rows the recall is NaN. */
export function precisionRecallCurve(isPositive: Uint8Array, scores: Float64Array): PrecisionRecallCurve {
  const { thresholds, truePositives, falsePositives } = thresholdCounts(isPositive, scores)
  const positives = truePositives.at(-1) ?? 0
  const precision = truePositives.map((hits, i) => hits / (hits + falsePositives[i]!))
  const recall = truePositives.map((hits) => hits / positives)
  return {
    precision: withLast(precision.toReversed(), 1),
    recall: withLast(recall.toReversed(), 0),
    thresholds: thresholds.toReversed(),
  }
}

/** The sum over thresholds of precision times the gain in recall; NaN without positive rows. */
export function averagePrecision(isPositive: Uint8Array, scores: Float64Array): number {
  const { truePositives, falsePositives } = thresholdCounts(isPositive, scores)
  const positives = truePositives.at(-1) ?? 0
  let total = 0
  truePositives.forEach((hits, i) => {
    const gained = hits - (i > 0 ? truePositives[i - 1]! : 0)
    total += (gained * hits) / (hits + falsePositives[i]!)
  })
  return total / positives
}

function withLast(values: Float64Array, last: number): Float64Array {
  const out = new Float64Array(values.length + 1)
  out.set(values)
  out[values.length] = last
  return out
}
