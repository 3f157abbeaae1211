import { sortedCategory, type CategoryColumn, type Column, type TextColumn } from './column'
import type { Matrix, SparseMatrix } from './matrix'
import { findColumn, type Table } from './table'

/** The rows of `a`, then those of `b`, which has the same columns. @throws Error when it has not. */
export function concatTables(a: Table, b: Table): Table {
  const columns = a.columns.map((column) => {
    const other = findColumn(b, column.name)
    if (!other) throw new Error(`The second table has no column "${column.name}"`)
    return concatColumns(column, other)
  })
  return { columns, ids: Uint32Array.from([...a.ids, ...b.ids]) }
}

function concatColumns(a: Column, b: Column): Column {
  if ((a.kind === 'number' || a.kind === 'time') && b.kind === a.kind) {
    return { ...a, values: concatFloats(a.values, b.values) }
  }
  if (a.kind === 'category' && b.kind === 'category') return concatCategories(a, b)
  if (a.kind === 'text' && b.kind === 'text') return concatTexts(a, b)
  if (a.kind === 'vector' && b.kind === 'vector') return { ...a, matrix: concatMatrices(a.matrix, b.matrix) }
  throw new Error(`Column "${a.name}" is a ${a.kind} column in one table and a ${b.kind} column in the other`)
}

function concatFloats(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}

function concatCategories(a: CategoryColumn, b: CategoryColumn): CategoryColumn {
  const levels = [...new Set([...a.levels, ...b.levels])]
  const index = new Map(levels.map((level, code) => [level, code]))
  const moved = b.levels.map((level) => index.get(level)!)
  const codes = new Int32Array(a.codes.length + b.codes.length)
  codes.set(a.codes)
  b.codes.forEach((code, i) => (codes[a.codes.length + i] = code < 0 ? -1 : moved[code]!))
  return sortedCategory(a.name, a.role, codes, levels)
}

function concatTexts(a: TextColumn, b: TextColumn): TextColumn {
  const bytes = new Uint8Array(a.bytes.length + b.bytes.length)
  bytes.set(a.bytes)
  bytes.set(b.bytes, a.bytes.length)
  const offsets = new Uint32Array(a.offsets.length + b.offsets.length - 1)
  offsets.set(a.offsets)
  b.offsets.forEach((offset, i) => (offsets[a.offsets.length - 1 + i] = a.bytes.length + offset))
  return { ...a, bytes, offsets }
}

function concatMatrices(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.cols) throw new Error(`${a.cols} slots cannot be joined with ${b.cols}`)
  const rows = a.rows + b.rows
  if (a.kind === 'dense' && b.kind === 'dense') {
    return { kind: 'dense', rows, cols: a.cols, values: concatFloats(a.values, b.values) }
  }
  return concatSparse(toSparse(a), toSparse(b))
}

function concatSparse(a: SparseMatrix, b: SparseMatrix): SparseMatrix {
  const indptr = new Uint32Array(a.rows + b.rows + 1)
  indptr.set(a.indptr)
  b.indptr.forEach((end, i) => (indptr[a.rows + i] = a.values.length + end))
  const indices = new Uint32Array(a.indices.length + b.indices.length)
  indices.set(a.indices)
  indices.set(b.indices, a.indices.length)
  return {
    kind: 'sparse',
    rows: a.rows + b.rows,
    cols: a.cols,
    indptr,
    indices,
    values: concatFloats(a.values, b.values),
  }
}

function toSparse(matrix: Matrix): SparseMatrix {
  if (matrix.kind === 'sparse') return matrix
  const { rows, cols, values } = matrix
  const indptr = Uint32Array.from({ length: rows + 1 }, (_, i) => i * cols)
  const indices = Uint32Array.from(values, (_, k) => k % cols)
  return { kind: 'sparse', rows, cols, indptr, indices, values }
}
