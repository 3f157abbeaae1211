const DASH = 45
const COLON = 58
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Milliseconds since 1970 in UTC of an ISO date or date and time, or NaN when the bytes from `start` up to `end`
 * are none: `2024-03-01`, `2024-03-01 10:20`, `2024-03-01T10:20:30.123+02:00`. Without a zone it is UTC.
 * Spaces around it are read over; digits past the millisecond are cut off.
 */
export function parseTime(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && bytes[start] === 32) start++
  while (end > start && bytes[end - 1] === 32) end--
  if (end - start < 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return NaN
  const year = pair(bytes, start) * 100 + pair(bytes, start + 2)
  const month = pair(bytes, start + 5)
  const day = pair(bytes, start + 8)
  if (!isDayOf(year, month, day)) return NaN
  const date = daysSince1970(year, month, day) * 86_400_000
  if (end - start === 10) return date
  const mark = bytes[start + 10]
  return mark === 32 || mark === 84 ? date + clock(bytes, start + 11, end) : NaN
}

/** Milliseconds of hh:mm, hh:mm:ss or hh:mm:ss.fff, less the zone, where there may be one. */
export function clock(bytes: Uint8Array, start: number, end: number, mayHaveZone = true): number {
  if (end - start < 5 || bytes[start + 2] !== COLON) return NaN
  const hour = pair(bytes, start)
  const minute = pair(bytes, start + 3)
  if (!(hour < 24 && minute < 60)) return NaN
  let i = start + 5
  let ms = hour * 3_600_000 + minute * 60_000
  if (i < end && bytes[i] === COLON) {
    const second = i + 3 <= end ? pair(bytes, i + 1) : NaN
    if (!(second < 60)) return NaN
    ms += second * 1000
    i += 3
    if (i < end && bytes[i] === 46) {
      const first = ++i
      let scale = 100
      for (; i < end && isDigit(bytes[i]!); i++, scale /= 10) if (scale >= 1) ms += (bytes[i]! - 48) * scale
      if (i === first || i - first > 9) return NaN
    }
  }
  return mayHaveZone || i === end ? ms - zone(bytes, i, end) : NaN
}

/** Milliseconds that Z, +hh:mm or +hhmm are ahead of UTC. */
function zone(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length === 0 || (length === 1 && bytes[start] === 90)) return 0
  const sign = bytes[start] === 43 ? 1 : bytes[start] === DASH ? -1 : NaN
  const colon = length === 6 && bytes[start + 3] === COLON
  if (!colon && length !== 5) return NaN
  const hours = pair(bytes, start + 1)
  const minutes = pair(bytes, start + (colon ? 4 : 3))
  return hours < 24 && minutes < 60 ? sign * (hours * 3_600_000 + minutes * 60_000) : NaN
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57

/** The number of two digits, or NaN. */
export function pair(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/** Not of numbers that are NaN. */
export const isDayOf = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : DAYS[month - 1]!
}

/** Of the Gregorian calendar, counted from the first of March so that a leap day is a year's last. */
export function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
