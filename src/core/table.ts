import { columnLength, takeColumn, type Column, type ColumnInfo } from './column'
import { oncePer } from './once-per'

/** Immutable named columns of equal length, and an id for every row that never changes. */
export interface Table {
  readonly columns: readonly Column[]
  readonly ids: Uint32Array
}

/** @throws RangeError when lengths differ or a name stands twice. */
export function table(columns: readonly Column[], ids?: Uint32Array): Table {
  const length = ids?.length ?? (columns[0] ? columnLength(columns[0]) : 0)
  const names = new Set<string>()
  for (const column of columns) {
    if (columnLength(column) !== length)
      throw new RangeError(`Column "${column.name}" is not ${length} rows long`)
    if (names.has(column.name)) throw new RangeError(`Two columns are named "${column.name}"`)
    names.add(column.name)
  }
  return { columns, ids: ids ?? Uint32Array.from({ length }, (_, i) => i) }
}

export const rowCount = (rows: Table): number => rows.ids.length

/** Fewer columns than this are looked through faster than they are indexed. */
const MANY = 32
const indexOf = oncePer(
  (columns: readonly Column[]): ReadonlyMap<string, Column> =>
    new Map(columns.map((column) => [column.name, column])),
)

export function findColumn({ columns }: Table, name: string): Column | undefined {
  if (columns.length < MANY) return columns.find((column) => column.name === name)
  return indexOf(columns).get(name)
}

/** The chosen rows, in the order of `rows`. */
export function takeTable(from: Table, rows: Uint32Array): Table {
  const ids = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) ids[i] = from.ids[rows[i]!]!
  return { columns: from.columns.map((column) => takeColumn(column, rows)), ids }
}

/** `columns` replace those of the same name, in place; new names are added at the end. */
export function withColumns(rows: Table, columns: readonly Column[]): Table {
  const replaced = new Map(columns.map((column) => [column.name, column]))
  const kept = rows.columns.map((column) => replaced.get(column.name) ?? column)
  const old = new Set(rows.columns.map((column) => column.name))
  return { columns: [...kept, ...columns.filter((column) => !old.has(column.name))], ids: rows.ids }
}

export function withoutColumns(rows: Table, names: ReadonlySet<string>): Table {
  return { columns: rows.columns.filter((column) => !names.has(column.name)), ids: rows.ids }
}

export function tableInfo(rows: Table): ColumnInfo[] {
  return rows.columns.map(({ name, kind, role }) => ({ name, kind, role }))
}
