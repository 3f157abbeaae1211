/** Powers of ten that a double holds exactly. */
export const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))

/** Relative error of a remainder in `quotient`, with room to spare. */
const DOUBT = 2 ** -46
const SPLIT = 2 ** 27 + 1

/**
 * Correctly rounded value of an unsigned number of more digits than a double holds, whose spelling was checked.
 * @param exponent of ten by which its digits, read as one integer, are multiplied
 */
export function parseLong(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimal: number,
  exponent: number,
): number {
  let high = 0
  let low = 0
  let count = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === decimal) continue
    const digit = byte - 48
    if (digit < 0 || digit > 9) break
    if (digit === 0 && count === 0) continue
    if (++count <= 15) high = high * 10 + digit
    else low = low * 10 + digit
  }
  if (count > 15 && count <= 19 && exponent <= 0 && exponent >= -22) {
    const value = quotient(high, POWERS[count - 15]!, low, POWERS[-exponent]!)
    if (value === value) return value
  }
  return parseSlowly(bytes, start, end, decimal)
}

/**
 * (high x scale + low) / divisor in twice the precision of a double, rounded once; NaN when it lies too close
 * to the middle between two doubles to be sure.
 */
function quotient(high: number, scale: number, low: number, divisor: number): number {
  const product = high * scale
  const rest = productError(high, scale, product) + low
  const top = product + rest
  const bottom = rest - (top - product)
  const first = top / divisor
  const back = first * divisor
  const second = (top - back - productError(first, divisor, back) + bottom) / divisor
  const value = first + second * (1 - DOUBT)
  return value === first + second * (1 + DOUBT) ? value : NaN
}

/** What `product` lacks of a x b, exactly (Dekker). */
function productError(a: number, b: number, product: number): number {
  const bigA = SPLIT * a
  const highA = bigA - (bigA - a)
  const lowA = a - highA
  const bigB = SPLIT * b
  const highB = bigB - (bigB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}

function parseSlowly(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let text = ''
  for (let i = start; i < end; i++) text += bytes[i] === decimal ? '.' : String.fromCharCode(bytes[i]!)
  return Number(text)
}
