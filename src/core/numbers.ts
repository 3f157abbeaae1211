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

/** To so many significant digits, as people read them: 12,300, 1995 and 0.0123. */
export const rounded = (value: number, digits = 3): string =>
  new Intl.NumberFormat('en-US', { maximumSignificantDigits: digits, useGrouping: 'min2' }).format(value)

const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, notation: 'compact' })
/** Thousands as they are, without a comma: most often they are years. */
const thousands = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4, useGrouping: 'min2' })
const LARGE = 10_000

/** A number beside an axis: short. */
export const tick = (value: number): string => {
  const size = Math.abs(value)
  return (size >= 1000 && size < LARGE ? thousands : short).format(value)
}

const STEPS = 4

/** Numbers beside an axis from `low` to `high`: short, and long enough to be told apart. */
export function ticksBetween(low: number, high: number): (value: number) => string {
  const largest = Math.max(Math.abs(low), Math.abs(high))
  const digits = Math.ceil(Math.log10((STEPS * largest) / (high - low))) + 1
  if (!(digits > 3)) return tick
  const long = new Intl.NumberFormat('en-US', {
    maximumSignificantDigits: Math.min(12, digits),
    notation: digits > 6 || largest < LARGE ? 'standard' : 'compact',
    useGrouping: 'min2',
  })
  return (value) => long.format(value)
}
