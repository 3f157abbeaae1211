import { takeRows, type Matrix } from './matrix'

export type ColumnKind = 'number' | 'category' | 'time' | 'text' | 'vector'

/** What a column is for. Selectors see features only; a learner's output has the role `prediction`. */
export type ColumnRole =
  | 'feature'
  | 'target'
  | 'weight'
  | 'group'
  | 'time'
  | 'fold'
  | 'id'
  | 'ignored'
  | 'prediction'

interface Named {
  readonly name: string
  readonly role: ColumnRole
}

/** NaN is missing. */
export interface NumberColumn extends Named {
  readonly kind: 'number'
  readonly values: Float64Array
}

/** Codes into `levels`; -1 is missing. Levels are distinct and sorted by UTF-16 code units. */
export interface CategoryColumn extends Named {
  readonly kind: 'category'
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

/** Milliseconds since 1970 in UTC; NaN is missing. */
export interface TimeColumn extends Named {
  readonly kind: 'time'
  readonly values: Float64Array
}

/** UTF-8: row i is `bytes[offsets[i]]` up to `offsets[i + 1]`; an empty cell is missing. */
export interface TextColumn extends Named {
  readonly kind: 'text'
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
}

/** Many slots in one column (one-hot, text, components); `slots[j]` names matrix column j. */
export interface VectorColumn extends Named {
  readonly kind: 'vector'
  readonly slots: readonly string[]
  readonly matrix: Matrix
}

export type Column = NumberColumn | CategoryColumn | TimeColumn | TextColumn | VectorColumn

/** What is known of a column before anything runs. */
export interface ColumnInfo {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: ColumnRole
}

export function columnLength(column: Column): number {
  switch (column.kind) {
    case 'number':
    case 'time':
      return column.values.length
    case 'category':
      return column.codes.length
    case 'text':
      return column.offsets.length - 1
    case 'vector':
      return column.matrix.rows
  }
}

/** The chosen rows, in the order of `rows`, repeats allowed. Levels and slots stay as they are. */
export function takeColumn(column: Column, rows: Uint32Array): Column {
  switch (column.kind) {
    case 'number':
    case 'time': {
      const values = new Float64Array(rows.length)
      for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!
      return { ...column, values }
    }
    case 'category': {
      const codes = new Int32Array(rows.length)
      for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!
      return { ...column, codes }
    }
    case 'text':
      return { ...column, ...takeText(column, rows) }
    case 'vector':
      return { ...column, matrix: takeRows(column.matrix, rows) }
  }
}

function takeText({ bytes, offsets }: TextColumn, rows: Uint32Array) {
  const outOffsets = new Uint32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    outOffsets[i + 1] = outOffsets[i]! + offsets[rows[i]! + 1]! - offsets[rows[i]!]!
  }
  const outBytes = new Uint8Array(outOffsets[rows.length]!)
  for (let i = 0; i < rows.length; i++) {
    outBytes.set(bytes.subarray(offsets[rows[i]!], offsets[rows[i]! + 1]), outOffsets[i])
  }
  return { bytes: outBytes, offsets: outOffsets }
}

/**
 * The same column with only the levels that occur in it, so that a `fit` cannot learn of levels
 * which stand in other rows.
 */
export function rebuildLevels(column: Column): Column {
  if (column.kind !== 'category') return column
  const used = new Uint8Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) used[code] = 1
  if (used.every((one) => one === 1)) return column
  const map = new Int32Array(used.length).fill(-1)
  const levels = column.levels.filter((_, code) => used[code] === 1)
  for (let code = 0, next = 0; code < used.length; code++) if (used[code] === 1) map[code] = next++
  return { ...column, levels, codes: column.codes.map((code) => (code < 0 ? -1 : map[code]!)) }
}

/** The levels sorted, and the codes moved along. Builders of category columns end with this. */
export function sortedCategory(
  name: string,
  role: ColumnRole,
  codes: Int32Array,
  levels: readonly string[],
): CategoryColumn {
  const order = levels.map((_, i) => i).sort((a, b) => (levels[a]! < levels[b]! ? -1 : 1))
  const map = new Int32Array(levels.length)
  order.forEach((old, next) => (map[old] = next))
  return {
    kind: 'category',
    name,
    role,
    levels: order.map((i) => levels[i]!),
    codes: codes.map((code) => (code < 0 ? -1 : map[code]!)),
  }
}
