import { UserError } from '../errors'
import { textRows } from './cells'
import type { Encoding } from './encoding'
import { lookOf, looksLikeHeader } from './header'
import { COMMA, DOT } from './number'
import { Tokenizer } from './tokenize'

export type DecimalMark = '.' | ','

/** How a file writes its rows down. */
export interface Dialect {
  readonly delimiter: string
  /** Whether the first row names the columns. */
  readonly header: boolean
  readonly decimal: DecimalMark
  readonly encoding: Encoding
}

/** What the person decides instead; 'auto' and what is left out are found out. */
export interface DialectOptions {
  /** One ASCII character. */
  readonly delimiter?: string
  readonly header?: 'auto' | boolean
  readonly decimal?: 'auto' | DecimalMark
}

const DELIMITERS = [',', ';', '\t', '|']
/** Rows that are looked at. */
const SAMPLE = 200

export const decimalByte = (decimal: DecimalMark): number => (decimal === ',' ? COMMA : DOT)

/** @throws UserError unless it is one ASCII character that is no quote and no line end */
export function delimiterByte(delimiter: string): number {
  const byte = delimiter.charCodeAt(0)
  if (delimiter.length === 1 && byte < 128 && !'"\r\n'.includes(delimiter)) return byte
  throw new UserError(`"${delimiter}" cannot separate cells.`, 'Use one character, such as , ; | or a tab.')
}

/**
 * The dialect of a file by its first bytes.
 * @param head UTF-8 without a byte order mark
 * @param whole whether `head` is all there is
 */
export function detectDialect(
  head: Uint8Array,
  whole: boolean,
  options: DialectOptions = {},
): Omit<Dialect, 'encoding'> {
  const { delimiter: asked = 'auto', header = 'auto', decimal: mark = 'auto' } = options
  const delimiter = asked === 'auto' ? detectDelimiter(head, whole) : asked
  const rows = sampleRows(head, whole, delimiter)
  const decimal = mark === 'auto' ? detectDecimal(rows, delimiter) : mark
  return {
    delimiter,
    header: header === 'auto' ? looksLikeHeader(rows, decimalByte(decimal)) : header,
    decimal,
  }
}

/** The delimiter that gives rows of one width, two cells at least, and among equals the one with more numbers. */
function detectDelimiter(head: Uint8Array, whole: boolean): string {
  let best = ','
  let most = 0
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(head, whole, delimiter)
    const score = consistency(rows) ** 2 * (1 + typedShare(rows, detectDecimal(rows, delimiter)))
    if (score > most) {
      most = score
      best = delimiter
    }
  }
  return best
}

function sampleRows(head: Uint8Array, whole: boolean, delimiter: string): string[][] {
  const byte = delimiterByte(delimiter)
  try {
    const cells = new Tokenizer(byte).push(head, whole)
    if (cells.rows > 0 || whole) return textRows(cells, 0, Math.min(SAMPLE, cells.rows))
    return textRows(new Tokenizer(byte).push(head, true))
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

/** Share of the rows that have the commonest number of cells; 0 when that is one cell. */
function consistency(rows: readonly string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0])
  return width > 1 ? count / rows.length : 0
}

/** Share of the filled cells that are numbers or dates. */
function typedShare(rows: readonly string[][], decimal: DecimalMark): number {
  const looks = rows.flat().map((cell) => lookOf(cell, decimalByte(decimal)))
  const filled = looks.filter((look) => look !== 'empty').length
  return looks.filter((look) => look === 'number' || look === 'time').length / Math.max(1, filled)
}

function detectDecimal(rows: readonly string[][], delimiter: string): DecimalMark {
  if (delimiter === ',') return '.'
  const cells = rows.flat().filter((cell) => /[.,]/.test(cell))
  const numbersWith = (mark: DecimalMark) =>
    cells.filter((cell) => lookOf(cell, decimalByte(mark)) === 'number')
  const [commas, points] = [numbersWith(','), numbersWith('.')]
  // 1,234 and 1.234 are numbers either way: such a mark is one of decimals.
  const withMark = (numbers: readonly string[], mark: DecimalMark) =>
    numbers.filter((cell) => cell.includes(mark)).length
  const more = commas.length - points.length || withMark(commas, ',') - withMark(points, '.')
  return more > 0 ? ',' : '.'
}
