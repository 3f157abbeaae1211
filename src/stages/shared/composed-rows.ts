import { takeColumn } from '../../core/column'
import { takeTable, type Table } from '../../core/table'
import type { Composed } from '../../ml/shapley'

/**
 * Raw rows whose cells are partly of one row, partly of another, as `Composed` says. Columns that nothing looks at are
 * of the first.
 * @param row the table's row to explain @param background rows of the table @param names columns of `own`, in order
 */
export function composer(
  table: Table,
  row: number,
  background: Uint32Array,
  names: readonly string[],
): (composed: Composed) => Table {
  const all = takeTable(table, Uint32Array.of(row, ...background))
  const place = new Map(names.map((name, j) => [name, j]))
  return ({ background: from, own }) => ({
    ids: Uint32Array.from(from, (_, i) => i),
    columns: all.columns.map((column) => {
      const j = place.get(column.name)
      return takeColumn(
        column,
        from.map((b, i) => (j === undefined || own[i * names.length + j] ? 0 : b + 1)),
      )
    }),
  })
}
