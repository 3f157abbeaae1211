import { sortNumbers } from './sort-numbers'

/** The numbers that are not missing (NaN), rising; infinities stay, at the ends. */
export function sortedKnown(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length)
  let count = 0
  for (const value of values) if (!Number.isNaN(value)) known[count++] = value
  return sortNumbers(known.subarray(0, count))
}

/** Sorted numbers without the infinities at their ends. */
export function finiteOfSorted(sorted: Float64Array): Float64Array {
  let [from, to] = [0, sorted.length]
  while (from < to && sorted[from] === -Infinity) from++
  while (to > from && sorted[to - 1] === Infinity) to--
  return sorted.subarray(from, to)
}

/** How many different numbers there are. */
export function distinctOfSorted(sorted: Float64Array): number {
  let count = 0
  let last = Number.NaN
  for (const value of sorted) {
    if (value !== last) count++
    last = value
  }
  return count
}

/**
 * The quantile of sorted numbers with linear interpolation, as numpy's default; NaN of none.
 * @param q 0 to 1
 */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = (sorted.length - 1) * q
  const before = sorted[Math.floor(place)]!
  const after = sorted[Math.ceil(place)]!
  const share = place - Math.floor(place)
  if (before === after) return before
  return share < 0.5 ? before + (after - before) * share : after - (after - before) * (1 - share)
}

/** The middle of sorted numbers, the mean of the middle two; NaN of none. */
export function medianOfSorted(sorted: Float64Array): number {
  if (sorted.length === 0) return Number.NaN
  const before = sorted[(sorted.length - 1) >> 1]!
  const after = sorted[sorted.length >> 1]!
  return before === after ? before : (before + after) / 2
}

/** The median of the numbers that are not missing; NaN of none. */
export const median = (values: Float64Array): number => medianOfSorted(sortedKnown(values))

/** The quantile of the numbers that are not missing, as numpy's nanquantile. */
export const quantile = (values: Float64Array, q: number): number => quantileOfSorted(sortedKnown(values), q)

/** The most frequent number, the smallest of equally frequent ones, as scikit-learn; NaN of none. */
export const mode = (values: Float64Array): number => modeOfSorted(sortedKnown(values))

function modeOfSorted(sorted: Float64Array): number {
  let best = Number.NaN
  let most = 0
  let first = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[first]) continue
    if (i - first > most) {
      most = i - first
      best = sorted[first]!
    }
    first = i
  }
  return best
}

/** The most frequent code, the lowest of equally frequent ones; -1 of none. Codes below 0 are missing. */
export function modeOfCodes(codes: Int32Array, levels: number): number {
  const counts = countCodes(codes, levels)
  let best = -1
  counts.forEach((count, code) => {
    if (count > (best < 0 ? 0 : counts[best]!)) best = code
  })
  return best
}

/** How often each code from 0 to levels - 1 stands there. */
export function countCodes(codes: Int32Array, levels: number): Float64Array {
  const counts = new Float64Array(levels)
  for (const code of codes) if (code >= 0) counts[code]!++
  return counts
}

export interface Moments {
  /** Numbers that are not missing. */
  readonly count: number
  readonly mean: number
  /** Population standard deviation, divided by count. */
  readonly std: number
}

/** Mean and deviation of the numbers that are not missing, in two passes; NaN of none. */
export function moments(values: Float64Array): Moments {
  let count = 0
  let total = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count++
    total += value
  }
  const mean = total / count
  let squares = 0
  let rest = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    squares += (value - mean) ** 2
    rest += value - mean
  }
  return { count, mean, std: Math.sqrt(Math.max(0, squares - rest ** 2 / count) / count) }
}
