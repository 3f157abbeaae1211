import { incompleteBeta } from './incomplete-beta'

/** The chance that a t-distributed number with these degrees of freedom is at most `t`. */
export function tCumulative(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN
  const square = t * t
  const beyond =
    square === Infinity ? 0 : 0.5 * incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))
  return t > 0 ? 1 - beyond : beyond
}

/** The number that a t-distributed one is at most with chance `q`, to about 1e-8 relative. */
export function tQuantile(q: number, df: number): number {
  if (!(q > 0 && q < 1)) return q === 0 ? -Infinity : q === 1 ? Infinity : Number.NaN
  if (q < 0.5) return -tQuantile(1 - q, df)
  let low = 0
  let high = 1
  while (tCumulative(high, df) < q) high *= 2
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (tCumulative(middle, df) < q) low = middle
    else high = middle
  }
  return (low + high) / 2
}
