import type { Column } from '../column'
import type { Matrix } from '../matrix'
import { rowCount, type Table } from '../table'
import { delimiterByte } from './dialect'
import { decodeText } from './utf8'

export interface CsvWriteOptions {
  /** One ASCII character; a comma when left out. */
  readonly delimiter?: string
  /**
   * Puts an apostrophe before texts that a spreadsheet would run as a formula. For files that people open it has to
   * be on, as it is; for files that machines read it has to be off, since the text is another one then.
   */
  readonly escapeFormulas?: boolean
}

/** Rows per chunk. */
const CHUNK = 4096
/** = + - @, tab and CR, after any spaces, and the fullwidth forms that spreadsheets take for them. */
const FORMULA = /^\s*[\t\r=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/

/**
 * `rows` as CSV in UTF-8 with a row of names, in chunks. Numbers stand as they are and come back bit by bit,
 * times are ISO, missing cells are empty, a vector column becomes one column per slot.
 */
export function tableCsv(rows: Table, options: CsvWriteOptions = {}): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder()
  return Array.from(csvTexts(rows, options), (text) => encoder.encode(text))
}

/** The same as one string, for what is small. */
export function csvText(rows: Table, options: CsvWriteOptions = {}): string {
  return [...csvTexts(rows, options)].join('')
}

function* csvTexts(
  rows: Table,
  { delimiter = ',', escapeFormulas = true }: CsvWriteOptions,
): Generator<string> {
  delimiterByte(delimiter)
  const special = new RegExp(
    `["\\r\\n\\uFEFF${delimiter === '\\' || delimiter === ']' ? '\\' : ''}${delimiter}]`,
  )
  const quote = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const quoteText = (text: string) => quote(escapeFormulas && FORMULA.test(text) ? `'${text}` : text)
  const writers = rows.columns.flatMap((column) => columnWriters(column, quote, quoteText))
  // A line without any character is no row, so a single cell that is empty stands in quotes.
  const lineOf = (cells: readonly string[]) =>
    cells.length === 1 && cells[0] === '' ? '""' : cells.join(delimiter)
  yield `${lineOf(writers.map(({ name }) => quoteText(name)))}\n`
  for (let from = 0; from < rowCount(rows); from += CHUNK) {
    const lines: string[] = []
    for (let row = from; row < Math.min(rowCount(rows), from + CHUNK); row++) {
      lines.push(lineOf(writers.map(({ cell }) => cell(row))))
    }
    yield `${lines.join('\n')}\n`
  }
}

type Quote = (text: string) => string

interface Writer {
  readonly name: string
  readonly cell: (row: number) => string
}

function columnWriters(column: Column, quote: Quote, quoteText: Quote): Writer[] {
  const { name } = column
  switch (column.kind) {
    case 'number':
      return [{ name, cell: (row) => quote(numberText(column.values[row]!)) }]
    case 'time': {
      const length = column.values.every((ms) => Number.isNaN(ms) || ms % 86_400_000 === 0) ? 10 : 24
      return [{ name, cell: (row) => quote(timeText(column.values[row]!).slice(0, length)) }]
    }
    case 'category': {
      const levels = column.levels.map(quoteText)
      return [{ name, cell: (row) => levels[column.codes[row]!] ?? '' }]
    }
    case 'text': {
      const { bytes, offsets } = column
      return [{ name, cell: (row) => quoteText(decodeText(bytes, offsets[row]!, offsets[row + 1]!)) }]
    }
    case 'vector':
      return column.slots.map((slot, j) => ({
        name: `${name}_${slot}`,
        cell: (row) => quote(numberText(matrixValue(column.matrix, row, j))),
      }))
  }
}

/** The shortest text that reads as the same number. Long whole numbers get an exponent, lest they pass for ids. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return ''
  if (Object.is(value, -0)) return '-0'
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential()
  return String(value)
}

function timeText(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : ''
}

function matrixValue(matrix: Matrix, row: number, column: number): number {
  if (matrix.kind === 'dense') return matrix.values[row * matrix.cols + column]!
  let from = matrix.indptr[row]!
  let to = matrix.indptr[row + 1]!
  while (from < to) {
    const middle = (from + to) >> 1
    if (matrix.indices[middle]! < column) from = middle + 1
    else to = middle
  }
  return from < matrix.indptr[row + 1]! && matrix.indices[from] === column ? matrix.values[from]! : 0
}
