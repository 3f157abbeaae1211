import type { Cast } from './csv/cast'
import type { Table } from './table'

/** The cast for rows that come out of a stage, not of a file: the table's own kinds and levels. */
export function castOfTable({ columns }: Table): Cast {
  return {
    columns: columns.flatMap((column) => {
      if (column.kind === 'vector') return []
      const { name, kind } = column
      return [column.kind === 'category' ? { name, kind, levels: [...column.levels] } : { name, kind }]
    }),
    decimal: '.',
    missing: [],
  }
}
