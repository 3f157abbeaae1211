import type { Column } from '../column'
import { table, type Table } from '../table'
import { ColumnBuilder, type TypedColumn } from './builder'
import type { Block } from './cells'
import { decimalByte, type DecimalMark } from './dialect'
import { columnNames } from './header'
import { Markers } from './missing'
import { Utf8Writer } from './utf8'
import { unreadable, type Warning } from './warning'

/** How the text of a file becomes typed columns: the first step of every bundle. */
export interface Cast {
  readonly columns: readonly (TypedColumn & {
    /** The levels that were met, for those who ask what may stand in the column. */
    readonly levels?: readonly string[]
  })[]
  readonly decimal: DecimalMark
  /** Texts that are missing, besides the empty cell. */
  readonly missing: readonly string[]
}

/** The same columns without the levels: what a source pins, and a bundle needs. */
export const pinned = (columns: Cast['columns']): TypedColumn[] =>
  columns.map(({ kind, name, order, thousands }) => ({
    name,
    kind,
    ...(order && { order }),
    ...(thousands && { thousands }),
  }))

/** Rows that become bytes at a time. */
const BATCH = 4096

/**
 * Text rows as they stand in a file to the columns of `cast`, matched by name: what `readCsv` gives for the same
 * text with the same kinds. Columns that `header` lacks are missing, further ones are left out; a cell
 * that is not of its column's kind is missing. All of it is told in `warnings`.
 */
export function castRows(
  cast: Cast,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): { table: Table; warnings: readonly Warning[] } {
  const { names, warnings: renamed } = columnNames(header)
  const index = new Map(names.map((name, i) => [name, i]))
  const sources = cast.columns.map(({ name }) => index.get(name) ?? -1)
  const builders = cast.columns.map((column) => new ColumnBuilder(decimalByte(cast.decimal), column))
  const markers = new Markers(cast.missing)
  for (let from = 0; from < rows.length; from += BATCH) {
    const block = encodeRows(rows.slice(from, from + BATCH), sources)
    markers.blank(block)
    builders.forEach((builder, column) => builder.add(block, column))
  }
  const warnings: Warning[] = [...renamed]
  const columns = cast.columns.map((typed, i): Column => {
    const builder = builders[i]!
    const { name } = typed
    if (sources[i] === -1) warnings.push(absent(name))
    if (builder.failed > 0) warnings.push(unreadable(typed, builder.failed, builder.firstFailed))
    return builder.finish(name)
  })
  const ids = Uint32Array.from(rows, (_, i) => i)
  return { table: table(columns, ids), warnings }
}

const absent = (column: string): Warning => ({
  message: `Column "${column}" is not among the columns of these rows and counts as missing.`,
  cure: 'Name the columns as they were named when the model was trained.',
  column,
})

/** Cell (row, j) is what stands in column `sources[j]`; empty where there is none. */
function encodeRows(rows: readonly (readonly string[])[], sources: readonly number[]): Block {
  const width = sources.length
  const starts = new Int32Array(rows.length * width)
  const ends = new Int32Array(rows.length * width)
  const writer = new Utf8Writer()
  rows.forEach((row, r) => {
    sources.forEach((source, column) => {
      const k = r * width + column
      starts[k] = writer.length
      writer.write(row[source] ?? '')
      ends[k] = writer.length
    })
  })
  return { bytes: writer.bytes, starts, ends, width, rows: rows.length }
}
