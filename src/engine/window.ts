import type { Column } from '../core/column'
import { ROW_ROLES } from '../core/dataset'
import { predictionsTable } from '../core/predictions-table'
import { rowCount, tableInfo, type Table } from '../core/table'
import type { RowWindow } from './protocol'
import type { Output } from './result'

/** An output as a table that a person can read: of a model, its predictions. */
export function readable(output: Output): { table: Table; roles: Uint8Array | null } {
  switch (output.kind) {
    case 'table':
      return { table: output.value, roles: null }
    case 'dataset':
      return { table: output.value.table, roles: output.value.roles }
    case 'model':
      return { table: predictionsTable(output.value.predictions), roles: output.value.predictions.roles }
  }
}

/** `count` rows from `offset` on, fewer at the end. */
export function rowWindow(
  { roles, table }: ReturnType<typeof readable>,
  offset: number,
  count: number,
): RowWindow {
  const total = rowCount(table)
  const rows = Array.from({ length: Math.max(0, Math.min(count, total - offset)) }, (_, i) => offset + i)
  const cells = table.columns.map(cellReader)
  return {
    columns: tableInfo(table),
    total,
    offset,
    ids: rows.map((row) => table.ids[row]!),
    roles: roles && rows.map((row) => ROW_ROLES[roles[row]!]!),
    cells: rows.map((row) => cells.map((cell) => cell(row))),
  }
}

export type Cell = string | number | null

/** A column's cells as people read them; null is missing. */
export function cellReader(column: Column): (row: number) => Cell {
  switch (column.kind) {
    case 'number':
      return (row) => (Number.isNaN(column.values[row]!) ? null : column.values[row]!)
    case 'time':
      return (row) => (Number.isNaN(column.values[row]!) ? null : new Date(column.values[row]!).toISOString())
    case 'category':
      return (row) => column.levels[column.codes[row]!] ?? null
    case 'text': {
      const decoder = new TextDecoder()
      return (row) =>
        decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1])) || null
    }
    case 'vector':
      return (row) => vectorCell(column, row)
  }
}

/** The slots that are not zero: by name when they are few, else their number. */
function vectorCell({ matrix, slots }: Extract<Column, { kind: 'vector' }>, row: number): string {
  const parts: string[] = []
  const put = (slot: number, value: number) => {
    if (value !== 0) parts.push(value === 1 ? slots[slot]! : `${slots[slot]} ${+value.toPrecision(4)}`)
  }
  if (matrix.kind === 'dense') {
    for (let j = 0; j < matrix.cols; j++) put(j, matrix.values[row * matrix.cols + j]!)
  } else {
    for (let k = matrix.indptr[row]!; k < matrix.indptr[row + 1]!; k++)
      put(matrix.indices[k]!, matrix.values[k]!)
  }
  return parts.length <= 4 ? parts.join(', ') : `${parts.length} of ${slots.length} slots`
}
