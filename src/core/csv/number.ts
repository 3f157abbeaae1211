import { parseLong, POWERS } from './long-number'

/** The byte of a decimal mark. */
export const DOT = 46
export const COMMA = 44

const SPACE = 32
const PLUS = 43
const MINUS = 45

/**
 * The number that the bytes from `start` up to `end` spell, correctly rounded, or NaN when they spell none.
 * A sign, digits with one decimal mark, an exponent, spaces around it, `inf` and `infinity` are read. What is
 * more likely a code than a quantity is no number: 00123, integers of more than 15 digits, and a plus before
 * eight digits or more, as in telephone numbers.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, decimal: number = DOT): number {
  let i = start
  while (i < end && bytes[i] === SPACE) i++
  while (end > i && bytes[end - 1] === SPACE) end--
  if (i === end) return NaN
  const sign = bytes[i]!
  if (sign === MINUS || sign === PLUS) i++
  const first = i
  let mantissa = 0
  let digit = 0
  while (i < end && (digit = bytes[i]! - 48) >= 0 && digit <= 9) {
    mantissa = mantissa * 10 + digit
    i++
  }
  const whole = i - first
  if (whole > 1 && bytes[first] === 48) return NaN
  if (whole > 7 && sign === PLUS) return NaN
  if (i === end) {
    if (whole === 0 || whole > 15) return NaN
    return sign === MINUS ? -mantissa : mantissa
  }
  let fraction = 0
  if (bytes[i] === decimal) {
    const mark = i++
    while (i < end && (digit = bytes[i]! - 48) >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      i++
    }
    fraction = i - mark - 1
  }
  const digits = whole + fraction
  if (digits === 0) return parseInfinity(bytes, first, end, sign === MINUS)
  let exponent = -fraction
  if (i < end) {
    const power = parseExponent(bytes, i, end)
    if (power !== power) return NaN
    exponent += power
  }
  let value = 0
  if (digits <= 15 && exponent <= 22 && exponent >= -22) {
    value = exponent < 0 ? mantissa / POWERS[-exponent]! : mantissa * POWERS[exponent]!
  } else {
    value = parseLong(bytes, first, end, decimal, exponent)
  }
  return sign === MINUS ? -value : value
}

/** The same for a string. */
export function parseNumberText(text: string, decimal: number = DOT): number {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = Math.min(text.charCodeAt(i), 255)
  return parseNumber(bytes, 0, bytes.length, decimal)
}

/** What follows the digits: e, a sign, digits, and nothing else. NaN when it does not. */
function parseExponent(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  if ((bytes[i]! | 32) !== 101) return NaN
  i++
  const sign = i < end ? bytes[i]! : 0
  if (sign === MINUS || sign === PLUS) i++
  if (i === end) return NaN
  let value = 0
  for (; i < end; i++) {
    const digit = bytes[i]! - 48
    if (digit < 0 || digit > 9) return NaN
    value = Math.min(value * 10 + digit, 100_000)
  }
  return sign === MINUS ? -value : value
}

const INFINITY = [105, 110, 102, 105, 110, 105, 116, 121]

function parseInfinity(bytes: Uint8Array, start: number, end: number, negative: boolean): number {
  const length = end - start
  if (length !== 3 && length !== 8) return NaN
  for (let i = 0; i < length; i++) if ((bytes[start + i]! | 32) !== INFINITY[i]) return NaN
  return negative ? -Infinity : Infinity
}
