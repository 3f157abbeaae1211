/** Round numbers that divide a range into about `count` parts: steps of 1, 2 or 5 times a power of ten. */
export const ticksOf = (low: number, high: number, count = 5): number[] =>
  multiples(low, high, count, Math.ceil, Math.floor)

/** The same, but the first is at or below the range and the last at or above it. */
export const ticksAround = (low: number, high: number, count = 5): number[] =>
  multiples(low, high, count, Math.floor, Math.ceil)

type Round = (value: number) => number

function multiples(low: number, high: number, count: number, first: Round, last: Round): number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10)
  const near = (value: number, round: Round) =>
    (Math.abs(value - Math.round(value)) < 1e-9 ? Math.round : round)(value)
  const from = near(low / step, first)
  const to = near(high / step, last)
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)))
}

/** The least and the greatest of the finite numbers, apart from each other. */
export function rangeOf(values: readonly number[]): readonly [low: number, high: number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return [0, 1]
  const pad = low === high ? Math.abs(low) * 0.05 || 0.5 : 0
  return [low - pad, high + pad]
}
