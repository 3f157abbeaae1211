import { type DenseMatrix, type Matrix, type SparseMatrix } from '../core/matrix'

/**
 * Linear scores of every row: `X Wᵀ + b`.
 *
 * A row is summed in ascending column order and the intercept is added last, so that a dense matrix and a
 * sparse one of the same numbers give the same bits.
 * @param coef outputs × cols, row-major
 * @param intercept one number per output; its length is the number of outputs
 * @returns rows × outputs, row-major
 * @throws RangeError when the shapes do not fit
 */
export function multiply(matrix: Matrix, coef: Float64Array, intercept: Float64Array): Float64Array {
  const { rows, cols } = matrix
  const outputs = intercept.length
  requireLength('coefficients', coef, outputs * cols)
  const out = new Float64Array(rows * outputs)
  if (matrix.kind === 'dense') {
    for (let k = 0; k < outputs; k++) multiplyDense(matrix, coef, intercept[k]!, out, k, outputs)
    return out
  }
  const { indptr, indices, values } = matrix
  for (let i = 0; i < rows; i++) {
    const end = indptr[i + 1]!
    for (let k = 0; k < outputs; k++) {
      let total = 0
      for (let at = indptr[i]!, c = k * cols; at < end; at++) total += values[at]! * coef[c + indices[at]!]!
      out[i * outputs + k] = total + intercept[k]!
    }
  }
  return out
}

/** Four rows at a time: their sums do not wait for each other. */
function multiplyDense(
  { rows, cols, values }: DenseMatrix,
  coef: Float64Array,
  intercept: number,
  out: Float64Array,
  k: number,
  outputs: number,
): void {
  const c = k * cols
  let i = 0
  for (; i + 3 < rows; i += 4) {
    let [p, q, r, s] = [0, 0, 0, 0]
    const a = i * cols
    const b = a + cols
    const d = b + cols
    const e = d + cols
    for (let j = 0; j < cols; j++) {
      const factor = coef[c + j]!
      p += values[a + j]! * factor
      q += values[b + j]! * factor
      r += values[d + j]! * factor
      s += values[e + j]! * factor
    }
    out[i * outputs + k] = p + intercept
    out[(i + 1) * outputs + k] = q + intercept
    out[(i + 2) * outputs + k] = r + intercept
    out[(i + 3) * outputs + k] = s + intercept
  }
  for (; i < rows; i++) {
    let total = 0
    for (let j = 0, a = i * cols; j < cols; j++) total += values[a + j]! * coef[c + j]!
    out[i * outputs + k] = total + intercept
  }
}

/**
 * `Vᵀ X`: for every output, the sum of the rows times that output's numbers.
 * @param v rows × outputs, row-major
 * @returns outputs × cols, row-major
 * @throws RangeError when the shapes do not fit
 */
export function multiplyTransposed(matrix: Matrix, v: Float64Array, outputs = 1): Float64Array {
  const { rows, cols } = matrix
  requireLength('factors', v, rows * outputs)
  const out = new Float64Array(outputs * cols)
  if (matrix.kind === 'dense') {
    for (let k = 0; k < outputs; k++) addDense(matrix, v, out, k, outputs)
    return out
  }
  const { indptr, indices, values } = matrix
  for (let i = 0; i < rows; i++) {
    const end = indptr[i + 1]!
    for (let k = 0; k < outputs; k++) {
      const factor = v[i * outputs + k]!
      if (factor === 0) continue
      for (let at = indptr[i]!, o = k * cols; at < end; at++) out[o + indices[at]!]! += factor * values[at]!
    }
  }
  return out
}

/** Four rows at a time, in their order: sums are loaded and stored a fourth as often. Rows without a factor are left out. */
function addDense(
  { rows, cols, values }: DenseMatrix,
  v: Float64Array,
  out: Float64Array,
  k: number,
  outputs: number,
): void {
  const o = k * cols
  let i = 0
  for (; i + 3 < rows; i += 4) {
    const fa = v[i * outputs + k]!
    const fb = v[(i + 1) * outputs + k]!
    const fc = v[(i + 2) * outputs + k]!
    const fd = v[(i + 3) * outputs + k]!
    if (fa === 0 || fb === 0 || fc === 0 || fd === 0) {
      for (let row = i; row < i + 4; row++) addRowOf(values, row * cols, v[row * outputs + k]!, out, o, cols)
      continue
    }
    const a = i * cols
    const b = a + cols
    const c = b + cols
    const d = c + cols
    for (let j = 0; j < cols; j++) {
      out[o + j] =
        out[o + j]! + fa * values[a + j]! + fb * values[b + j]! + fc * values[c + j]! + fd * values[d + j]!
    }
  }
  for (; i < rows; i++) addRowOf(values, i * cols, v[i * outputs + k]!, out, o, cols)
}

function addRowOf(
  values: Float64Array,
  row: number,
  factor: number,
  out: Float64Array,
  o: number,
  cols: number,
): void {
  if (factor === 0) return
  for (let j = 0; j < cols; j++) out[o + j]! += factor * values[row + j]!
}

/** The mean of every column, of rows weighted by `weights`; 0 when the weights sum to 0. */
export function columnMeans(matrix: Matrix, weights?: Float64Array): Float64Array {
  const each = weights ?? new Float64Array(matrix.rows).fill(1)
  const total = sum(each)
  return multiplyTransposed(matrix, each).map((value) => (total === 0 ? 0 : value / total))
}

/** The values of row i, less `means` when given, written into `out` (length cols). */
export function denseRow(matrix: Matrix, i: number, out: Float64Array, means?: Float64Array): void {
  const { cols } = matrix
  if (matrix.kind === 'dense') {
    const row = i * cols
    for (let j = 0; j < cols; j++) out[j] = matrix.values[row + j]!
  } else {
    out.fill(0)
    const end = matrix.indptr[i + 1]!
    for (let at = matrix.indptr[i]!; at < end; at++) out[matrix.indices[at]!] = matrix.values[at]!
  }
  if (means) for (let j = 0; j < cols; j++) out[j]! -= means[j]!
}

/**
 * The same numbers as `matrix` without the zeros when that makes solvers faster, otherwise `matrix` itself.
 * @param most the share of other numbers from which on it does not
 */
export function withoutZeros(matrix: Matrix, most = 0.6): Matrix {
  if (matrix.kind === 'sparse') return matrix
  const { rows, cols, values } = matrix
  // Some rows tell.
  const stride = cols * Math.max(1, Math.floor(rows / 5000))
  let seen = 0
  let filled = 0
  for (let row = 0; row < values.length; row += stride, seen += cols) {
    for (let at = row; at < row + cols; at++) if (values[at] !== 0) filled++
  }
  return filled < most * seen ? toSparse(matrix) : matrix
}

function toSparse({ rows, cols, values }: DenseMatrix): SparseMatrix {
  let filled = 0
  for (let at = 0; at < values.length; at++) if (values[at] !== 0) filled++
  const indptr = new Uint32Array(rows + 1)
  const indices = new Uint32Array(filled)
  const kept = new Float64Array(filled)
  let at = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = values[i * cols + j]!
      if (value === 0) continue
      indices[at] = j
      kept[at++] = value
    }
    indptr[i + 1] = at
  }
  return { kind: 'sparse', rows, cols, indptr, indices, values: kept }
}

export function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

export function dot(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
  return total
}

function requireLength(what: string, values: Float64Array, length: number): void {
  if (values.length !== length) throw new RangeError(`${values.length} ${what} where ${length} are needed`)
}
