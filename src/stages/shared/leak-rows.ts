import { sortedCategory, type Column } from '../../core/column'
import type { Table } from '../../core/table'
import { cellCodes } from './cell-codes'

export interface Duplicates {
  /** Held-out rows that are the same as some training row, by position. */
  readonly rows: readonly number[]
  /** How many there would be by chance if the columns knew nothing of each other: many where they have few values. */
  readonly expected: number
}

/** Rows of `held` that stand among those of `train`, in all columns of `names`. */
export function duplicatesAcross(
  table: Table,
  names: readonly string[],
  train: Uint32Array,
  held: Uint32Array,
): Duplicates {
  const wanted = new Set(names)
  const columns = table.columns.flatMap((column) => {
    const codes = wanted.has(column.name) ? cellCodes(column) : null
    return codes ? [codes] : []
  })
  if (columns.length === 0) return { rows: [], expected: 0 }
  const keyOf = (row: number) => columns.map((one) => one[row]!).join(' ')
  const seen = new Set(Array.from(train, keyOf))
  const shares = columns.map((codes) => sharesOf(codes, train))
  const expected = Array.from(held).reduce((sum, row) => {
    const chance = columns.reduce((product, codes, j) => product * (shares[j]!.get(codes[row]!) ?? 0), 1)
    return sum + 1 - (1 - chance) ** train.length
  }, 0)
  return { rows: Array.from(held).filter((row) => seen.has(keyOf(row))), expected }
}

function sharesOf(codes: Int32Array, rows: Uint32Array): Map<number, number> {
  const shares = new Map<number, number>()
  for (const row of rows) shares.set(codes[row]!, (shares.get(codes[row]!) ?? 0) + 1 / rows.length)
  return shares
}

export interface Straddling {
  readonly column: string
  readonly groups: number
  /** How many of them have rows on both sides. */
  readonly straddling: number
  /** Held-out rows of those, by position. */
  readonly rows: readonly number[]
}

/** Groups of a column with rows both among those that train and those that are held out. */
export function straddlingGroups(column: Column, train: Uint32Array, held: Uint32Array): Straddling | null {
  const codes = cellCodes(column)
  if (!codes) return null
  const trained = new Set(Array.from(train, (row) => codes[row]!))
  trained.delete(-1)
  const rows = Array.from(held).filter((row) => trained.has(codes[row]!))
  const groups = new Set(codes)
  groups.delete(-1)
  return {
    column: column.name,
    groups: groups.size,
    straddling: new Set(rows.map((row) => codes[row]!)).size,
    rows,
  }
}

const CHANGED = 'changed by the leak audit'

/** Every cell of these rows changed to what stands nowhere else: other numbers, and a level that is new. */
export function withChangedRows(table: Table, rows: Uint32Array): Table {
  return { ...table, columns: table.columns.map((column) => changed(column, rows)) }
}

function changed(column: Column, rows: Uint32Array): Column {
  switch (column.kind) {
    case 'number':
    case 'time': {
      const values = column.values.slice()
      rows.forEach(
        (row, i) => (values[row] = -3 * (Number.isFinite(values[row]!) ? values[row]! : 0) - 17 - i),
      )
      return { ...column, values }
    }
    case 'category': {
      const codes = column.codes.slice()
      for (const row of rows) codes[row] = column.levels.length
      return sortedCategory(column.name, column.role, codes, [...column.levels, CHANGED])
    }
    default:
      return column
  }
}
