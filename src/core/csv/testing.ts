import { columnLength, type Column } from '../column'
import { findColumn, type Table } from '../table'
import { readCsv, type CsvHooks, type CsvOptions, type CsvResult } from './read'
import type { ByteSource } from './source'
import { decodeText } from './utf8'

/** A source of `content`, cut after every `size` bytes. */
export function sourceOf(content: string | Uint8Array, size = Infinity): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, Math.min(bytes.length, at + size))
  }
}

export const read = (
  content: string | Uint8Array,
  options?: CsvOptions,
  hooks?: CsvHooks,
): Promise<CsvResult> => readCsv(sourceOf(content), options, hooks)

/** The cells of a column as plain values, null where they are missing. */
export function cellsOf(rows: Table, name: string): (number | string | null)[] {
  const column = findColumn(rows, name)
  if (!column) throw new Error(`There is no column "${name}"`)
  return Array.from({ length: columnLength(column) }, (_, row) => cellOf(column, row))
}

/** Everything of a table as plain values, to compare two of them. */
export function plainTable(rows: Table): { name: string; kind: string; cells: unknown[] }[] {
  return rows.columns.map(({ name, kind }) => ({ name, kind, cells: cellsOf(rows, name) }))
}

function cellOf(column: Column, row: number): number | string | null {
  switch (column.kind) {
    case 'number':
    case 'time': {
      const value = column.values[row]!
      return Number.isNaN(value) ? null : value
    }
    case 'category':
      return column.levels[column.codes[row]!] ?? null
    case 'text': {
      const { bytes, offsets } = column
      return offsets[row] === offsets[row + 1] ? null : decodeText(bytes, offsets[row]!, offsets[row + 1]!)
    }
    case 'vector':
      throw new Error('A file has no vector columns')
  }
}
