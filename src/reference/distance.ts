/**
 * How far two lists of numbers are apart: the largest difference, absolute or relative, whichever is smaller.
 * NaN, which is below no limit, when lengths differ or a number is missing on one side only.
 */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number | null>): number {
  if (actual.length !== expected.length) return NaN
  let worst = 0
  for (let i = 0; i < actual.length; i++) {
    const want = expected[i] ?? NaN
    const got = actual[i]!
    if (Object.is(got, want)) continue
    const apart = Math.abs(got - want) / Math.max(1, Math.abs(want))
    worst = apart <= worst ? worst : apart
    if (Number.isNaN(worst)) return NaN
  }
  return worst
}
