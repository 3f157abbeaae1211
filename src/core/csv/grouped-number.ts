import type { ParseCell } from './float-cells'
import { COMMA, DOT, parseNumber } from './number'

const SPACE = 32
const PLUS = 43
const MINUS = 45
/** More bytes than this are no number that anybody wrote down. */
const MOST = 64

/** Besides the comma or the point that is no decimal mark: apostrophes and spaces that do not break, as UTF-8. */
const MARKS = ["'", '\u2019', '\u00A0', '\u202F'].map((mark) => new TextEncoder().encode(mark))
const POINT = Uint8Array.of(DOT)
const COMMAS = Uint8Array.of(COMMA)
const scratch = new Uint8Array(MOST)

/** As `parseNumber`, and with one kind of mark between all groups of three digits: 1,234,567.5, or 1.234.567,5. */
export const parseGrouped: ParseCell = (bytes, start, end, decimal) => {
  const plain = parseNumber(bytes, start, end, decimal)
  return plain === plain || end - start > MOST ? plain : parseMarked(bytes, start, end, decimal)
}

function parseMarked(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let at = start
  while (at < end && bytes[at] === SPACE) at++
  let length = 0
  const take = (to: number) => {
    while (at < to) scratch[length++] = bytes[at++]!
  }
  if (bytes[at] === MINUS || bytes[at] === PLUS) take(at + 1)
  const digits = digitsAt(bytes, at, end)
  if (digits < 1 || digits > 3 || bytes[at] === 48) return NaN
  take(at + digits)
  const mark = [decimal === COMMA ? POINT : COMMAS, ...MARKS].find((one) => isAt(bytes, at, end, one))
  if (!mark) return NaN
  while (isAt(bytes, at, end, mark)) {
    at += mark.length
    if (digitsAt(bytes, at, end) !== 3) return NaN
    take(at + 3)
  }
  take(end)
  return parseNumber(scratch, 0, length, decimal)
}

function digitsAt(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && bytes[to]! >= 48 && bytes[to]! <= 57) to++
  return to - at
}

const isAt = (bytes: Uint8Array, at: number, end: number, mark: Uint8Array): boolean =>
  at + mark.length <= end && mark.every((byte, i) => bytes[at + i] === byte)

/** Whether nothing in a column with such marks shows that they are none of decimals: no fraction, and nothing past a million. */
export const isDoubtful = (values: Float64Array): boolean =>
  values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && Math.abs(value) < 1e6))
