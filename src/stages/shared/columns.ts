import type { Column, ColumnKind } from '../../core/column'
import { UserError } from '../../core/errors'
import { findColumn, type Table } from '../../core/table'

/** @throws UserError when the rows have no such column, or one of another kind, as new data may. */
export function columnOf<Kind extends ColumnKind>(
  rows: Table,
  name: string,
  kind: Kind,
): Extract<Column, { kind: Kind }> {
  const column = findColumn(rows, name)
  if (!column) {
    throw new UserError(
      `These rows have no column "${name}".`,
      'Give data with the columns that the pipeline was trained on.',
      { column: name },
    )
  }
  if (column.kind !== kind) {
    throw new UserError(
      `Column "${name}" is a ${column.kind} column here, and it was a ${kind} column in training.`,
      'Set its type in the source of the new data.',
      { column: name },
    )
  }
  return column as Extract<Column, { kind: Kind }>
}

/** `base`, with a number behind it where that is taken. */
export function freeName(base: string, taken: { has(name: string): boolean }): string {
  if (!taken.has(base)) return base
  let n = 2
  while (taken.has(`${base}_${n}`)) n++
  return `${base}_${n}`
}
