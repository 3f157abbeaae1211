import type { DenseMatrix, Matrix, SparseMatrix } from '../../core/matrix'

/** One feature of some rows, as trees read it. */
export interface FeatureColumn {
  /** 0 for numbers; for a category how many bins its levels have, at most 255. */
  readonly levels: number
  /**
   * Writes the values of the rows from `from` up to `to` to `out[at]`, `out[at + stride]` and so on: numbers, or
   * the bins of levels. NaN is missing.
   */
  read(from: number, to: number, out: Float64Array, at: number, stride: number): void
}

/** The largest number that is not infinite; infinite values count as this, so that they keep their order. */
export const MOST = Number.MAX_VALUE

/** A number as trees compare it; what is missing stays missing. */
export const compared = (value: number): number => Math.max(-MOST, Math.min(MOST, value))

export const numberColumn = (values: Float64Array): FeatureColumn => ({
  levels: 0,
  read(from, to, out, at, stride) {
    if (stride === 1) out.set(values.subarray(from, to), at)
    else for (let row = from; row < to; row++, at += stride) out[at] = values[row]!
  },
})

/** @param bins of each level; a code of -1 is missing, and so is a level whose bin is -1 */
export const categoryColumn = (codes: Int32Array, bins: Int32Array, levels: number): FeatureColumn => ({
  levels,
  read(from, to, out, at, stride) {
    for (let row = from; row < to; row++, at += stride) {
      const bin = codes[row]! < 0 ? -1 : bins[codes[row]!]!
      out[at] = bin < 0 ? Number.NaN : bin
    }
  },
})

/** Each column of a matrix; a zero that a sparse one leaves out is 0, not missing. */
export function matrixColumns(matrix: Matrix): FeatureColumn[] {
  return matrix.kind === 'dense' ? denseColumns(matrix) : sparseColumns(matrix)
}

const denseColumns = ({ cols, values }: DenseMatrix): FeatureColumn[] =>
  Array.from({ length: cols }, (_, col) => ({
    levels: 0,
    read(from, to, out, at, stride) {
      for (let row = from; row < to; row++, at += stride) out[at] = values[row * cols + col]!
    },
  }))

function sparseColumns(matrix: SparseMatrix): FeatureColumn[] {
  const { starts, rows, values } = byColumn(matrix)
  return Array.from({ length: matrix.cols }, (_, col) => ({
    levels: 0,
    read(from, to, out, at, stride) {
      for (let k = 0; k < to - from; k++) out[at + k * stride] = 0
      const end = starts[col + 1]!
      for (let k = firstFrom(rows, starts[col]!, end, from); k < end && rows[k]! < to; k++)
        out[at + (rows[k]! - from) * stride] = values[k]!
    },
  }))
}

/** The same entries column by column, rows ascending. */
function byColumn({ rows, cols, indptr, indices, values }: SparseMatrix) {
  const starts = new Uint32Array(cols + 1)
  for (const col of indices) starts[col + 1]!++
  for (let col = 0; col < cols; col++) starts[col + 1]! += starts[col]!
  const next = starts.slice(0, cols)
  const outRows = new Uint32Array(indices.length)
  const outValues = new Float64Array(indices.length)
  for (let row = 0; row < rows; row++) {
    for (let k = indptr[row]!; k < indptr[row + 1]!; k++) {
      const place = next[indices[k]!]!++
      outRows[place] = row
      outValues[place] = values[k]!
    }
  }
  return { starts, rows: outRows, values: outValues }
}

/** The first place from `low` up to `high` whose row is not below `row`. */
function firstFrom(rows: Uint32Array, low: number, high: number, row: number): number {
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}
