import { thresholdCounts } from './metrics/threshold-counts'

/** How many rows are rightly and wrongly taken for positive, and for negative. */
export interface Outcomes {
  readonly hits: number
  readonly falseAlarms: number
  readonly misses: number
  readonly rejections: number
}

export interface Choice extends Outcomes {
  /** From this score on a row is taken for positive. */
  readonly threshold: number
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

export const precisionOf = ({ hits, falseAlarms }: Outcomes): number => ratio(hits, hits + falseAlarms)
export const recallOf = ({ hits, misses }: Outcomes): number => ratio(hits, hits + misses)
export const f1Of = ({ hits, falseAlarms, misses }: Outcomes): number =>
  ratio(2 * hits, 2 * hits + falseAlarms + misses)
/** Youden's J: how much more often a positive row is taken for one than a negative row is. */
export const youdenOf = (one: Outcomes): number =>
  recallOf(one) - ratio(one.falseAlarms, one.falseAlarms + one.rejections)

/**
 * Every way to part the rows by their scores, from nobody to all. A threshold lies midway between the scores that it
 * parts, so that it does not hang on one row.
 */
export function choices(isPositive: Uint8Array, scores: Float64Array): Choice[] {
  const { thresholds, truePositives, falsePositives } = thresholdCounts(isPositive, scores)
  const positives = truePositives.at(-1) ?? 0
  const negatives = falsePositives.at(-1) ?? 0
  const at = (threshold: number, hits: number, falseAlarms: number): Choice => ({
    threshold,
    hits,
    falseAlarms,
    misses: positives - hits,
    rejections: negatives - falseAlarms,
  })
  const parted = Array.from(thresholds, (score, i) =>
    at(
      i + 1 < thresholds.length ? (score + thresholds[i + 1]!) / 2 : score,
      truePositives[i]!,
      falsePositives[i]!,
    ),
  )
  return [at((thresholds[0] ?? 1) + 1e-9, 0, 0), ...parted]
}

/** What happens at one threshold. */
export function outcomesAt(isPositive: Uint8Array, scores: Float64Array, threshold: number): Choice {
  let [hits, falseAlarms, misses, rejections] = [0, 0, 0, 0]
  scores.forEach((score, i) => {
    if (score >= threshold) {
      if (isPositive[i] === 1) hits++
      else falseAlarms++
    } else if (isPositive[i] === 1) misses++
    else rejections++
  })
  return { threshold, hits, falseAlarms, misses, rejections }
}

/** The choice that scores highest; of equal ones the one whose threshold is closest to a half. */
export function bestChoice(from: readonly Choice[], score: (one: Choice) => number): Choice | undefined {
  let best: Choice | undefined
  for (const one of from) {
    const [own, other] = [score(one), best ? score(best) : -Infinity]
    const closer = best !== undefined && Math.abs(one.threshold - 0.5) < Math.abs(best.threshold - 0.5)
    if (own > other || (own === other && closer)) best = one
  }
  return best
}
