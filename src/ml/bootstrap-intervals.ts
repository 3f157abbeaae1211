import { permutation, type Random } from '../core/random'
import { resampledMetrics, type Counts } from './metrics/resampled'
import { takeScored, withKnownTruth, type PredictedScored } from './metrics/scored'
import { quantileOfSorted, sortedKnown } from './statistics'

export type Interval = readonly [low: number, high: number]

export const RESAMPLES = 1000
/** More rows are not drawn anew each time: the interval of so many is narrowed to the number that there are. */
const MOST = 20_000
/** A metric that more resamples than this share leave undefined has no interval. */
const MOST_UNDEFINED = 0.05

/**
 * 95% intervals of the metrics by name: the percentiles 2.5 and 97.5 over resamples of the rows with replacement
 * (Efron and Tibshirani 1993, chapter 13; scipy.stats.bootstrap with method="percentile"). Of more than 20,000 rows
 * that many are drawn once, resampled, and the spread around the metric is scaled by the root of the ratio.
 * @param tick called between resamples, with the share that is done; it may throw to stop
 */
export function bootstrapIntervals(
  scored: PredictedScored,
  random: Random,
  tick: (fraction: number) => void = () => undefined,
  draws = RESAMPLES,
): Record<string, Interval> {
  const known = withKnownTruth(scored)
  const rows = known.truth.length
  if (rows < 2) return {}
  if (rows <= MOST) return percentiles(known, resamples(rows, draws, random, tick))
  const part = takeScored(known, permutation(rows, random).subarray(0, MOST).sort())
  const whole = resampledMetrics(known)(new Uint16Array(rows).fill(1))
  const center = resampledMetrics(part)(new Uint16Array(MOST).fill(1))
  const scale = Math.sqrt(MOST / rows)
  const found = Object.entries(percentiles(part, resamples(MOST, draws, random, tick)))
  return Object.fromEntries(
    found.map(([name, [low, high]]) => {
      const narrowed = (end: number) => whole[name]! + (end - center[name]!) * scale
      return [name, [narrowed(low), narrowed(high)]]
    }),
  )
}

/** The interval of every metric over given resamples. */
export function percentiles(scored: PredictedScored, draws: Iterable<Counts>): Record<string, Interval> {
  const measure = resampledMetrics(scored)
  const found = Array.from(draws, (counts) => measure(counts))
  return Object.fromEntries(
    Object.keys(found[0] ?? {}).flatMap((name) => {
      const sorted = sortedKnown(Float64Array.from(found, (one) => one[name]!))
      if (sorted.length < found.length * (1 - MOST_UNDEFINED)) return []
      return [[name, [quantileOfSorted(sorted, 0.025), quantileOfSorted(sorted, 0.975)] as const]]
    }),
  )
}

function* resamples(
  rows: number,
  draws: number,
  random: Random,
  tick: (fraction: number) => void,
): Generator<Counts> {
  const counts = new Uint16Array(rows)
  for (let draw = 0; draw < draws; draw++) {
    if (draw % 50 === 0) tick(draw / draws)
    counts.fill(0)
    for (let i = 0; i < rows; i++) counts[Math.floor(random() * rows)]!++
    yield counts
  }
}
