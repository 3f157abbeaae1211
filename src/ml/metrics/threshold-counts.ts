/** For every distinct score, falling: how many rows at or above it are positive, and how many are not. */
export interface ThresholdCounts {
  readonly thresholds: Float64Array
  readonly truePositives: Float64Array
  readonly falsePositives: Float64Array
}

/** Sorts the scores of both classes apart, which is faster than sorting rows, then merges them. */
export function thresholdCounts(isPositive: Uint8Array, scores: Float64Array): ThresholdCounts {
  const positives = scores.filter((_, i) => isPositive[i] === 1).sort()
  const negatives = scores.filter((_, i) => isPositive[i] !== 1).sort()
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let p = positives.length
  let n = negatives.length
  while (p > 0 || n > 0) {
    const threshold = Math.max(positives[p - 1] ?? -Infinity, negatives[n - 1] ?? -Infinity)
    while (p > 0 && positives[p - 1]! >= threshold) p--
    while (n > 0 && negatives[n - 1]! >= threshold) n--
    thresholds.push(threshold)
    truePositives.push(positives.length - p)
    falsePositives.push(negatives.length - n)
  }
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
  }
}
