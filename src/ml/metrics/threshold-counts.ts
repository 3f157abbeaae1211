import { sortNumbers } from '../sort-numbers'

/** For every distinct score, falling: how many rows at or above it are positive, and how many are not. */
export interface ThresholdCounts {
  readonly thresholds: Float64Array
  readonly truePositives: Float64Array
  readonly falsePositives: Float64Array
}

/** Sorts the scores of both classes apart, which is faster than sorting rows, then merges them. */
export function thresholdCounts(isPositive: Uint8Array, scores: Float64Array): ThresholdCounts {
  const [positives, negatives] = sortedApart(isPositive, scores)
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

function sortedApart(isPositive: Uint8Array, scores: Float64Array): [Float64Array, Float64Array] {
  let count = 0
  for (const one of isPositive) count += one
  const positives = new Float64Array(count)
  const negatives = new Float64Array(scores.length - count)
  let [p, n] = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (isPositive[i] === 1) positives[p++] = scores[i]!
    else negatives[n++] = scores[i]!
  }
  return [sortNumbers(positives), sortNumbers(negatives)]
}
