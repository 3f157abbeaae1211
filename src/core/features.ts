import type { Column, VectorColumn } from './column'
import type { Target } from './dataset'
import { UserError } from './errors'
import type { DenseMatrix, Matrix, SparseMatrix } from './matrix'
import { scoreWidth } from './predictions'
import { rowCount, withColumns, type Table } from './table'

/** The features of a table as one matrix, and a name for each of its columns. */
export interface Features {
  readonly names: readonly string[]
  readonly matrix: Matrix
}

const DENSE_CELLS = 8_000_000
const DENSE_SHARE = 0.25

/**
 * Numbers and vectors with the role `feature`, in the table's order: rows x slots. Sparse when that is
 * large and mostly zeros.
 * @throws UserError for a feature that is not numeric yet, with the stage that makes it so.
 */
export function featureMatrix(table: Table): Features {
  const columns = table.columns.filter((column) => column.role === 'feature')
  const names = columns.flatMap(slotNames)
  const { rows, sparse } = matrixShape(table)
  return {
    names,
    matrix: sparse ? sparseMatrix(columns, rows, names.length) : denseMatrix(columns, rows, names.length),
  }
}

/** What `featureMatrix` would make of a table; a feature that is not numeric counts as nothing. */
export function matrixShape(table: Table) {
  const columns = table.columns.filter(({ role }) => role === 'feature')
  const rows = rowCount(table)
  const widths = columns.map((one) =>
    one.kind === 'vector' ? one.slots.length : one.kind === 'number' ? 1 : 0,
  )
  const cols = widths.reduce((sum, width) => sum + width, 0)
  const filled = columns.reduce((sum, column) => sum + filledCells(column), 0)
  const sparse = rows * cols > DENSE_CELLS && filled < DENSE_SHARE * rows * cols
  return { rows, cols, filled, sparse }
}

function slotNames(column: Column): readonly string[] {
  if (column.kind === 'number') return [column.name]
  if (column.kind === 'vector') return column.slots
  const cure =
    column.kind === 'category'
      ? 'Put Encode before this stage, or ignore the column in Target and split.'
      : 'Ignore the column in Target and split, or turn it into numbers first.'
  throw new UserError(
    `Column "${column.name}" is a ${column.kind} column, and a learner needs numbers.`,
    cure,
    {
      column: column.name,
    },
  )
}

function filledCells(column: Column): number {
  if (column.kind !== 'vector') return column.kind === 'number' ? column.values.length : 0
  return column.matrix.values.length
}

function denseMatrix(columns: readonly Column[], rows: number, cols: number): DenseMatrix {
  const values = new Float64Array(rows * cols)
  let at = 0
  for (const column of columns) {
    if (column.kind === 'number') {
      for (let i = 0; i < rows; i++) values[i * cols + at] = column.values[i]!
      at++
    } else if (column.kind === 'vector') {
      fill(column, values, cols, at)
      at += column.slots.length
    }
  }
  return { kind: 'dense', rows, cols, values }
}

function fill({ matrix }: VectorColumn, values: Float64Array, cols: number, at: number): void {
  for (let i = 0; i < matrix.rows; i++) {
    if (matrix.kind === 'dense') {
      values.set(matrix.values.subarray(i * matrix.cols, (i + 1) * matrix.cols), i * cols + at)
    } else {
      for (let k = matrix.indptr[i]!; k < matrix.indptr[i + 1]!; k++) {
        values[i * cols + at + matrix.indices[k]!] = matrix.values[k]!
      }
    }
  }
}

function sparseMatrix(columns: readonly Column[], rows: number, cols: number): SparseMatrix {
  const size = columns.reduce((sum, column) => sum + filledCells(column), 0)
  const indptr = new Uint32Array(rows + 1)
  const indices = new Uint32Array(size)
  const values = new Float64Array(size)
  let next = 0
  const put = (col: number, value: number) => {
    if (value === 0) return
    indices[next] = col
    values[next++] = value
  }
  for (let i = 0; i < rows; i++) {
    let at = 0
    for (const column of columns) {
      if (column.kind === 'number') put(at++, column.values[i]!)
      else if (column.kind === 'vector') {
        const { matrix } = column
        if (matrix.kind === 'dense')
          for (let j = 0; j < matrix.cols; j++) put(at + j, matrix.values[i * matrix.cols + j]!)
        else
          for (let k = matrix.indptr[i]!; k < matrix.indptr[i + 1]!; k++)
            put(at + matrix.indices[k]!, matrix.values[k]!)
        at += matrix.cols
      }
    }
    indptr[i + 1] = next
  }
  return {
    kind: 'sparse',
    rows,
    cols,
    indptr,
    indices: indices.slice(0, next),
    values: values.slice(0, next),
  }
}

/**
 * @param ids of the rows; they count from 0, and people from 1
 * @throws UserError that names the column and the row of the first cell that is missing or infinite.
 */
export function requireFinite({ names, matrix }: Features, ids: Uint32Array): void {
  const { values } = matrix
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (Number.isFinite(value)) continue
    const col = matrix.kind === 'dense' ? k % matrix.cols : matrix.indices[k]!
    const at =
      matrix.kind === 'dense' ? Math.floor(k / matrix.cols) : matrix.indptr.findIndex((end) => end > k) - 1
    const row = ids[at]! + 1
    throw Number.isNaN(value)
      ? new UserError(
          `Column "${names[col]}" has missing values (first in row ${row}).`,
          'Put Impute before this stage.',
          { column: names[col]!, row },
        )
      : new UserError(
          `Column "${names[col]}" has an infinite value (first in row ${row}).`,
          'Name it a missing marker in the source (for example "inf") and impute it, or ignore the column.',
          { column: names[col]!, row },
        )
  }
}

const PREDICTION = 'prediction'

/** The rows with a learner's scores as one vector column: a slot per class, or `value` for a regression. */
export function withScores(rows: Table, target: Target, scores: Float64Array): Table {
  const cols = scoreWidth(target)
  return withColumns(rows, [
    {
      kind: 'vector',
      name: PREDICTION,
      role: 'prediction',
      slots: target.task === 'regression' ? ['value'] : target.classes,
      matrix: { kind: 'dense', rows: rowCount(rows), cols, values: scores },
    },
  ])
}

/** @returns rows x classes, row-major, or rows x 1. */
export function scoresOf(rows: Table): Float64Array {
  const column = rows.columns.find((one) => one.role === 'prediction')
  if (column?.kind !== 'vector' || column.matrix.kind !== 'dense')
    throw new Error('These rows hold no predictions')
  return column.matrix.values
}
