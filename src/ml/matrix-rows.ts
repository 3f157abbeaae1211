import { type Matrix } from '../core/matrix'

/** Row i times the first `cols` numbers of `w`. */
export function rowTimes(matrix: Matrix, i: number, w: Float64Array): number {
  let total = 0
  const { values, cols } = matrix
  if (matrix.kind === 'dense') {
    for (let j = 0, row = i * cols; j < cols; j++) total += values[row + j]! * w[j]!
    return total
  }
  const { indptr, indices } = matrix
  const end = indptr[i + 1]!
  for (let at = indptr[i]!; at < end; at++) total += values[at]! * w[indices[at]!]!
  return total
}

/** Adds `factor` times row i to the first `cols` numbers of `w`. */
export function addRow(matrix: Matrix, i: number, factor: number, w: Float64Array): void {
  const { values, cols } = matrix
  if (matrix.kind === 'dense') {
    for (let j = 0, row = i * cols; j < cols; j++) w[j]! += factor * values[row + j]!
    return
  }
  const { indptr, indices } = matrix
  const end = indptr[i + 1]!
  for (let at = indptr[i]!; at < end; at++) w[indices[at]!]! += factor * values[at]!
}

/** The squared length of every row. */
export function rowSquares(matrix: Matrix): Float64Array {
  const { rows, cols, values } = matrix
  return Float64Array.from({ length: rows }, (_, i) => {
    const start = matrix.kind === 'dense' ? i * cols : matrix.indptr[i]!
    const end = matrix.kind === 'dense' ? start + cols : matrix.indptr[i + 1]!
    let total = 0
    for (let at = start; at < end; at++) total += values[at]! * values[at]!
    return total
  })
}
