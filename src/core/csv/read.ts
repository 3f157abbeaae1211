import { castOfTable } from '../cast-of-table'
import { UserError } from '../errors'
import type { Table } from '../table'
import { refuseBinary } from './binary'
import type { Cast } from './cast'
import { delimiterByte, detectDialect, type Dialect, type DialectOptions } from './dialect'
import { encodingOf, recoder, type Encoding } from './encoding'
import { Reading, type ReadingOptions } from './reading'
import { headOf, pieces, type ByteSource } from './source'
import { Tokenizer } from './tokenize'
import { NotUtf8 } from './utf8-check'
import { counted, type Warning } from './warning'

export interface CsvOptions extends DialectOptions, ReadingOptions {
  /** Size of the file, for progress. */
  readonly bytes?: number
}

export interface CsvHooks {
  /** `fraction` from 0 to 1; ten times a second at most. */
  progress?(fraction: number, text: string): void
  readonly signal?: AbortSignal
}

export interface CsvResult {
  readonly table: Table
  /** What makes the same columns of the same text: names, kinds, decimal mark and missing markers. */
  readonly cast: Cast
  readonly dialect: Dialect
  readonly warnings: readonly Warning[]
}

/** Bytes that are looked at to find out the dialect. */
const HEAD = 1 << 16
const PROGRESS_MS = 100

/**
 * Reads a CSV into typed columns, in one pass over the bytes, or two where a column turns out late to be no
 * numbers. Bytes that are not UTF-8 are read as windows-1252, UTF-16 by its byte order mark.
 * @throws UserError for a file that is empty or no text, and for a quote that is never closed
 * @throws the signal's reason when it is aborted
 */
export async function readCsv(
  source: ByteSource,
  options: CsvOptions = {},
  hooks: CsvHooks = {},
): Promise<CsvResult> {
  const head = await headOf(source, HEAD)
  if (head.length === 0) throw emptyFile()
  refuseBinary(head)
  try {
    return await readAs(encodingOf(head), source, head, options, hooks)
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error
  }
  const result = await readAs('windows-1252', source, head, options, hooks)
  const message = 'The file is not UTF-8 and was read as windows-1252.'
  const cure = 'Look whether accented letters are right, or save the file as UTF-8.'
  return { ...result, warnings: [{ message, cure }, ...result.warnings] }
}

async function readAs(
  encoding: Encoding,
  source: ByteSource,
  head: Uint8Array,
  options: CsvOptions,
  hooks: CsvHooks,
): Promise<CsvResult> {
  const whole = head.length < HEAD
  const dialect = { ...detectDialect(recodedHead(encoding, head, whole), whole, options), encoding }
  const reading = new Reading(dialect, options)
  await pass(reading, source, head, options, hooks, 0)
  if (!reading.hasColumns) throw emptyFile()
  if (reading.rewind() > 0) await pass(reading, source, head, options, hooks, 1)
  const { table, warnings, writings } = reading.finish()
  const { missing = [] } = options
  const columns = castOfTable(table).columns.map((column) => ({ ...column, ...writings.get(column.name) }))
  return { table, cast: { columns, decimal: dialect.decimal, missing }, dialect, warnings }
}

/** Sends all rows of `source` through `reading`. */
async function pass(
  reading: Reading,
  source: ByteSource,
  head: Uint8Array,
  { bytes: size = 0 }: CsvOptions,
  { progress, signal }: CsvHooks,
  number: number,
): Promise<void> {
  const tokenizer = new Tokenizer(delimiterByte(reading.dialect.delimiter))
  const text = recoder(reading.dialect.encoding, head)
  let done = 0
  let told = performance.now()
  for await (const piece of pieces(source)) {
    signal?.throwIfAborted()
    done += piece.length
    if (!reading.add(tokenizer.push(text.chunk(piece)))) return
    if (!progress || performance.now() - told < PROGRESS_MS) continue
    told = performance.now()
    // A second pass is over sooner and seldom needed: it has the last tenth.
    const fraction = size > 0 ? Math.min(1, done / size) : 0
    progress(number === 0 ? fraction * 0.9 : 0.9 + fraction * 0.1, `${counted(reading.rows)} rows`)
  }
  signal?.throwIfAborted()
  reading.add(tokenizer.push(text.end(), true))
}

/** The first bytes as UTF-8; a character that the end cuts in two is no fault. */
function recodedHead(encoding: Encoding, head: Uint8Array, whole: boolean): Uint8Array {
  const text = recoder(encoding, head)
  const start = text.chunk(head)
  if (whole) text.end()
  return start
}

const emptyFile = () =>
  new UserError('The file is empty.', 'Choose a file with a row of names and rows of data.')
