/** Numbers as people read them, in the page, on charts and in reports. */

const whole = new Intl.NumberFormat('en-US')
export const count = (value: number): string => whole.format(value)

/** Four digits or so, as people read figures, alike below each other; never an exponent where it can be helped. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3)
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 4
  const least = Number.isInteger(value) ? 0 : digits
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: least,
    maximumFractionDigits: digits,
  }).format(value)
}

/** A number beside an axis: short. */
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, notation: 'compact' })
export const tick = (value: number): string => short.format(value)

const STEPS = 4

/** Numbers beside an axis from `low` to `high`: short, and long enough to be told apart. */
export function ticksBetween(low: number, high: number): (value: number) => string {
  const digits = Math.ceil(Math.log10((STEPS * Math.max(Math.abs(low), Math.abs(high))) / (high - low))) + 1
  if (!(digits > 3)) return tick
  const long = new Intl.NumberFormat('en-US', {
    maximumSignificantDigits: Math.min(12, digits),
    notation: digits > 6 ? 'standard' : 'compact',
  })
  return (value) => long.format(value)
}
