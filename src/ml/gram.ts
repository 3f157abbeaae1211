import { type Matrix, type SparseMatrix } from '../core/matrix'
import { denseRow, dot, multiply, multiplyTransposed, sum } from './matrix-ops'

/**
 * The weighted Gram matrix `Xᵀ D X`, D being the diagonal of `weights` (all 1 when absent).
 *
 * Only the upper triangle is summed, then mirrored. Dense rows are taken four at a time; a sparse row costs
 * the square of its non-zeros.
 * @returns cols × cols, row-major, symmetric
 */
export function gram(matrix: Matrix, weights?: Float64Array): Float64Array {
  const out = new Float64Array(matrix.cols ** 2)
  if (matrix.kind === 'dense') addDense(matrix, out, weights)
  else addSparse(matrix, out, weights)
  return mirrored(out, matrix.cols)
}

/**
 * `(X - means)ᵀ D (X - means)` with the weighted means of the columns, without a centred copy of X.
 * Dense rows are centred before they are multiplied, so that large means cost no digits.
 */
export function centredGram(matrix: Matrix, means: Float64Array, weights?: Float64Array): Float64Array {
  const { cols } = matrix
  const out = new Float64Array(cols ** 2)
  if (matrix.kind === 'dense') {
    addDense(matrix, out, weights, means)
  } else {
    const { shifted, left } = centreFullColumns(matrix, means)
    addSparse(shifted, out, weights)
    const total = weights ? sum(weights) : matrix.rows
    for (let j = 0; j < cols; j++) {
      const shift = total * left[j]!
      for (let k = j; k < cols; k++) out[j * cols + k]! -= shift * left[k]!
    }
  }
  return mirrored(out, cols)
}

/**
 * Products of centred rows: entry (i, k) is `(x_i - means) · (x_k - means) * factors_i * factors_k`.
 * @returns rows × rows, row-major, symmetric
 */
export function rowGram(matrix: Matrix, means: Float64Array, factors: Float64Array): Float64Array {
  const out = matrix.kind === 'dense' ? denseRowGram(matrix, means) : sparseRowGram(matrix, means)
  const { rows } = matrix
  for (let i = 0; i < rows; i++)
    for (let k = i; k < rows; k++) out[i * rows + k]! *= factors[i]! * factors[k]!
  return mirrored(out, rows)
}

/** The sum over rows of `weight * x²` per column, for every output (rows × outputs): diagonals of `gram`. */
export function gramDiagonal(matrix: Matrix, weights: Float64Array, outputs = 1): Float64Array {
  const squares = { ...matrix, values: matrix.values.map((value) => value * value) }
  return multiplyTransposed(squares, weights, outputs)
}

function addDense(matrix: Matrix, out: Float64Array, weights?: Float64Array, means?: Float64Array): void {
  const { rows, cols } = matrix
  const a = new Float64Array(cols)
  const b = new Float64Array(cols)
  const c = new Float64Array(cols)
  const d = new Float64Array(cols)
  const four = [a, b, c, d]
  for (let first = 0; first < rows; first += 4) {
    four.forEach((row, at) => (first + at < rows ? denseRow(matrix, first + at, row, means) : row.fill(0)))
    const weight = (at: number) => (weights ? (weights[first + at] ?? 0) : 1)
    const wa = weight(0)
    const wb = weight(1)
    const wc = weight(2)
    const wd = weight(3)
    for (let j = 0; j < cols; j++) {
      const fa = wa * a[j]!
      const fb = wb * b[j]!
      const fc = wc * c[j]!
      const fd = wd * d[j]!
      if (fa === 0 && fb === 0 && fc === 0 && fd === 0) continue
      for (let k = j, o = j * cols; k < cols; k++) {
        out[o + k] = out[o + k]! + fa * a[k]! + fb * b[k]! + fc * c[k]! + fd * d[k]!
      }
    }
  }
}

/** A row is copied out first, and two of its products are summed at a time: the fewer loads, the faster. */
function addSparse(matrix: SparseMatrix, out: Float64Array, weights?: Float64Array): void {
  const { rows, cols, indptr, indices, values } = matrix
  const at = new Int32Array(cols)
  const x = new Float64Array(cols)
  for (let i = 0; i < rows; i++) {
    const start = indptr[i]!
    const filled = indptr[i + 1]! - start
    for (let k = 0; k < filled; k++) {
      at[k] = indices[start + k]!
      x[k] = values[start + k]!
    }
    const weight = weights ? weights[i]! : 1
    let k = 0
    for (; k + 1 < filled; k += 2) {
      const fa = weight * x[k]!
      const fb = weight * x[k + 1]!
      const oa = Math.imul(at[k]!, cols)
      const ob = Math.imul(at[k + 1]!, cols)
      out[oa + at[k]!]! += fa * x[k]!
      for (let l = k + 1; l < filled; l++) {
        const j = at[l]!
        const value = x[l]!
        out[oa + j]! += fa * value
        out[ob + j]! += fb * value
      }
    }
    if (k < filled) out[Math.imul(at[k]!, cols) + at[k]!]! += weight * x[k]! * x[k]!
  }
}

function denseRowGram(matrix: Matrix, means: Float64Array): Float64Array {
  const { rows, cols } = matrix
  const out = new Float64Array(rows ** 2)
  const centred = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++) denseRow(matrix, i, centred.subarray(i * cols, (i + 1) * cols), means)
  for (let i = 0; i < rows; i++) {
    for (let k = i; k < rows; k++) {
      let total = 0
      for (let j = 0, a = i * cols, b = k * cols; j < cols; j++) total += centred[a + j]! * centred[b + j]!
      out[i * rows + k] = total
    }
  }
  return out
}

function sparseRowGram(matrix: SparseMatrix, means: Float64Array): Float64Array {
  const { rows, cols, indptr, indices, values } = matrix
  const out = new Float64Array(rows ** 2)
  const shift = multiply(matrix, means, new Float64Array(1))
  const square = dot(means, means)
  const scattered = new Float64Array(cols)
  for (let i = 0; i < rows; i++) {
    denseRow(matrix, i, scattered)
    for (let k = i; k < rows; k++) {
      let total = square - shift[i]! - shift[k]!
      for (let at = indptr[k]!; at < indptr[k + 1]!; at++) total += values[at]! * scattered[indices[at]!]!
      out[i * rows + k] = total
    }
  }
  return out
}

/**
 * Takes the mean off the columns that have no zeros, where it may be large beside the deviation. Elsewhere the
 * zeros bound the mean, and it can be taken off the products: `left` are the means of those columns.
 */
export function centreFullColumns(matrix: SparseMatrix, means: Float64Array) {
  const { rows, indices, values } = matrix
  const counts = new Uint32Array(matrix.cols)
  for (const j of indices) counts[j]!++
  const off = means.map((mean, j) => (counts[j] === rows ? mean : 0))
  const left = means.map((mean, j) => mean - off[j]!)
  const shifted = values.map((value, at) => value - off[indices[at]!]!)
  return { shifted: { ...matrix, values: shifted }, left }
}

function mirrored(out: Float64Array, size: number): Float64Array {
  for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) out[j * size + k] = out[k * size + j]!
  return out
}
