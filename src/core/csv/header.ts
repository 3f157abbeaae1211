import type { ParseCell } from './float-cells'
import { parseGrouped } from './grouped-number'
import { parseTime } from './time'
import { encodeText } from './utf8'
import { plural, type Warning } from './warning'
import { dayFirst, monthFirst } from './written-date'

const TIMES = [parseTime, dayFirst, monthFirst]

/** What one cell looks like by itself. */
export type Look = 'empty' | 'number' | 'time' | 'string'

/** @param decimal byte of the decimal mark */
export function lookOf(text: string, decimal: number): Look {
  if (text === '') return 'empty'
  const bytes = encodeText(text)
  const reads = (parse: ParseCell) => !Number.isNaN(parse(bytes, 0, bytes.length, decimal))
  if (reads(parseGrouped)) return 'number'
  return TIMES.some(reads) ? 'time' : 'string'
}

/**
 * Whether the first of `rows` names the columns. It does, unless numbers or dates stand in it on top of columns
 * of numbers or dates while no text does. Evenly spaced years are names.
 */
export function looksLikeHeader(rows: readonly (readonly string[])[], decimal: number): boolean {
  const [first = [], ...rest] = rows
  if (rest.length === 0) return first.some((cell) => lookOf(cell, decimal) === 'string')
  let data = false
  for (const [column, cell] of first.entries()) {
    const below = columnLook(rest, column, decimal)
    if (below === 'empty' || below === 'string' || cell === '') continue
    if (lookOf(cell, decimal) === 'string') return true
    data = true
  }
  return !data || areYears(first.filter((cell) => lookOf(cell, decimal) === 'number'))
}

/** What all the filled cells of a column look like; a string when they differ. */
function columnLook(rows: readonly (readonly string[])[], column: number, decimal: number): Look {
  let look: Look = 'empty'
  for (const row of rows) {
    const one = lookOf(row[column] ?? '', decimal)
    if (one === 'empty') continue
    if (look !== 'empty' && look !== one) return 'string'
    look = one
  }
  return look
}

function areYears(cells: readonly string[]): boolean {
  if (cells.length < 2) return false
  const step = Number(cells[1]) - Number(cells[0])
  return (
    step !== 0 &&
    cells.every((cell) => /^(19|20|21)\d\d$/.test(cell)) &&
    cells.every((cell, i) => i === 0 || Number(cell) - Number(cells[i - 1]) === step)
  )
}

export interface ColumnNames {
  readonly names: readonly string[]
  readonly warnings: readonly Warning[]
}

/** Every column by a name of its own: the second `age` is `age_2`, a third column without a name `column_3`. */
export function columnNames(header: readonly string[]): ColumnNames {
  const taken = new Set(header)
  const seen = new Set<string>()
  const renamed: string[] = []
  const names = header.map((name, i) => {
    if (name !== '' && !seen.has(name)) {
      seen.add(name)
      return name
    }
    const unique = freeName(name === '' ? `column_${i + 1}` : name, name === '' ? 1 : 2, taken)
    taken.add(unique)
    renamed.push(unique)
    return unique
  })
  if (renamed.length === 0) return { names, warnings: [] }
  const shown = renamed
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(', ')
  const more = renamed.length > 5 ? ' and so on' : ''
  const message = `${plural(renamed.length, 'column')} had no name, or another one's, and became ${shown}${more}.`
  return { names, warnings: [{ message, cure: 'Give every column a name of its own in the file.' }] }
}

/** `base` itself at 1, then `base_2` and so on: the first that is not taken. */
function freeName(base: string, from: number, taken: ReadonlySet<string>): string {
  for (let i = from; ; i++) {
    const name = i === 1 ? base : `${base}_${i}`
    if (!taken.has(name)) return name
  }
}
