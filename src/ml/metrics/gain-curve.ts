import { thresholdCounts } from './threshold-counts'

/** What comes of acting on the highest scores first. */
export interface GainCurve {
  /** The share of rows that were acted on, rising to 1; the first is 0. */
  readonly share: Float64Array
  /** The share of all positive rows that are among them; NaN without positive rows. */
  readonly gain: Float64Array
  /** How many times more positive rows they hold than as many rows at random; NaN for no rows. */
  readonly lift: Float64Array
}

/** Cumulative gain and lift at every distinct score, from the highest down. */
export function gainCurve(isPositive: Uint8Array, scores: Float64Array): GainCurve {
  const { falsePositives, truePositives } = thresholdCounts(isPositive, scores)
  const positives = truePositives.at(-1) ?? 0
  const share = Float64Array.from([
    0,
    ...truePositives.map((hits, i) => (hits + falsePositives[i]!) / scores.length),
  ])
  const gain = Float64Array.from([0, ...truePositives], (hits) => hits / positives)
  return { share, gain, lift: gain.map((value, i) => value / share[i]!) }
}
