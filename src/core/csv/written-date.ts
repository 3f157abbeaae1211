import type { ParseCell } from './float-cells'
import { clock, daysSince1970, isDayOf, pair, parseTime } from './time'

/** What stands first in a date that does not begin with its year. */
export type DateOrder = 'day-first' | 'month-first'

const DOT = 46
const SLASH = 47
const DAY = 86_400_000

/**
 * Milliseconds since 1970 in UTC of a date such as `1.3.2024`, `01/03/2024` or `01.03.2024 10:20`, or NaN when the bytes
 * are none. It has no zone. Spaces around it are read over.
 */
function written(isDayFirst: boolean): ParseCell {
  return (bytes, start, end) => {
    while (start < end && bytes[start] === 32) start++
    while (end > start && bytes[end - 1] === 32) end--
    const second = start + width(bytes, start) + 1
    const mark = bytes[second - 1]
    if (mark !== DOT && mark !== SLASH) return NaN
    const year = second + width(bytes, second) + 1
    if (year + 4 > end || bytes[year - 1] !== mark) return NaN
    const [a, b] = [short(bytes, start, second - 1), short(bytes, second, year - 1)]
    const [day, month] = isDayFirst ? [a, b] : [b, a]
    const y = pair(bytes, year) * 100 + pair(bytes, year + 2)
    if (!isDayOf(y, month, day)) return NaN
    const date = daysSince1970(y, month, day) * DAY
    if (year + 4 === end) return date
    return bytes[year + 4] === 32 ? date + clock(bytes, year + 5, end, false) : NaN
  }
}

export const dayFirst = written(true)
export const monthFirst = written(false)

/** One digit or two. */
const width = (bytes: Uint8Array, at: number): number => (Number.isNaN(pair(bytes, at)) ? 1 : 2)

const short = (bytes: Uint8Array, start: number, end: number): number =>
  end - start === 2 ? pair(bytes, start) : bytes[start]! - 48

/** An ISO date is read in every column of times: it says itself what is what. */
const pinned =
  (parse: ParseCell): ParseCell =>
  (bytes, start, end, decimal) => {
    const time = parseTime(bytes, start, end)
    return time === time ? time : parse(bytes, start, end, decimal)
  }

/** How the cells of a column of times are read whose order is known; without one they are ISO dates. */
const PINNED: Readonly<Record<DateOrder, ParseCell>> = {
  'day-first': pinned(dayFirst),
  'month-first': pinned(monthFirst),
}
export const timeParser = (order: DateOrder | undefined): ParseCell => (order ? PINNED[order] : parseTime)

/** The order that dates have which can be read either way: dots are written day first, slashes by most month first. */
export const usualOrder = (cell: Uint8Array): DateOrder =>
  cell.includes(SLASH) ? 'month-first' : 'day-first'

/** Whether all of these dates could have been written the other way round. */
export const isOpen = (times: Float64Array): boolean =>
  !times.some((time) => new Date(time).getUTCDate() > 12)

/** What the same dates are when the day is the month and the month the day. */
export function swapDaysAndMonths(times: Float64Array): void {
  times.forEach((time, row) => {
    if (Number.isNaN(time)) return
    const date = new Date(time)
    const day = daysSince1970(date.getUTCFullYear(), date.getUTCDate(), date.getUTCMonth() + 1)
    times[row] = day * DAY + (time - Math.floor(time / DAY) * DAY)
  })
}
