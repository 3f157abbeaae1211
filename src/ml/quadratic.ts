import { type Matrix, type SparseMatrix } from '../core/matrix'
import { centredGram, centreFullColumns } from './gram'
import { type Centres } from './least-squares'
import { dot, multiplyTransposed, sum } from './matrix-ops'

/**
 * The residual `r = y - X w` of centred columns and rows weighted by D, kept while single coefficients move from
 * 0. Products are `Σ D a b`.
 */
export interface Quadratic {
  /** The squared length of every column. */
  readonly squares: Float64Array
  /** The squared length of y. */
  readonly targetSquare: number
  /** Column j times the residual. */
  slope(j: number): number
  /** Coefficient j has grown by `by`. */
  move(j: number, by: number): void
  /** The squared length of the residual, and the residual times y, for the coefficients as they now are. */
  residual(w: Float64Array): { readonly square: number; readonly byTarget: number }
}

/** Past so many columns the Gram matrix costs more than it saves. */
const MOST_COLUMNS = 2000

/** @param y less its mean where columns are centred */
export function quadratic(matrix: Matrix, y: Float64Array, centre: Centres): Quadratic {
  const { rows, cols } = matrix
  if (cols <= rows && cols <= MOST_COLUMNS) return byGram(matrix, y, centre)
  return matrix.kind === 'sparse' ? bySparseColumns(matrix, y, centre) : byDenseColumns(matrix, y, centre)
}

/** A move costs a row of the Gram matrix, however many rows there are. */
function byGram(matrix: Matrix, y: Float64Array, { means, factors }: Centres): Quadratic {
  const { cols } = matrix
  const weights = factors.map((factor) => factor * factor)
  const products = centredGram(matrix, means, weights)
  const weighted = y.map((value, i) => value * weights[i]!)
  const total = sum(weighted)
  const start = multiplyTransposed(matrix, weighted).map((value, j) => value - total * means[j]!)
  const slopes = Float64Array.from(start)
  const targetSquare = dot(weighted, y)
  return {
    squares: Float64Array.from({ length: cols }, (_, j) => products[j * cols + j]!),
    targetSquare,
    slope: (j) => slopes[j]!,
    move(j, by) {
      for (let k = 0, row = j * cols; k < cols; k++) slopes[k]! -= by * products[row + k]!
    },
    residual(w) {
      const byTarget = targetSquare - dot(w, start)
      return { square: Math.max(0, byTarget - dot(w, slopes)), byTarget }
    },
  }
}

function byDenseColumns(matrix: Matrix, y: Float64Array, { means, factors }: Centres): Quadratic {
  const { rows, cols, values } = matrix
  const columns = new Float64Array(values.length)
  const squares = new Float64Array(cols)
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < rows; i++) {
      const value = (values[i * cols + j]! - means[j]!) * factors[i]!
      columns[j * rows + i] = value
      squares[j]! += value * value
    }
  }
  const target = y.map((value, i) => value * factors[i]!)
  const left = Float64Array.from(target)
  return {
    squares,
    targetSquare: dot(target, target),
    slope(j) {
      let total = 0
      for (let i = 0, at = j * rows; i < rows; i++) total += columns[at + i]! * left[i]!
      return total
    },
    move(j, by) {
      for (let i = 0, at = j * rows; i < rows; i++) left[i]! -= by * columns[at + i]!
    },
    residual: () => ({ square: dot(left, left), byTarget: dot(left, target) }),
  }
}

/**
 * Zeros stay zeros: `left` is the residual as if columns were not centred, and `shift` is what centring adds to
 * it in every row. Weighted, the residual sums to 0, so that means drop out of its products with columns.
 */
function bySparseColumns(matrix: SparseMatrix, y: Float64Array, { means, factors }: Centres): Quadratic {
  const { shifted, left: stay } = centreFullColumns(matrix, means)
  const { starts, rowOf, values } = columnsOf(shifted, factors)
  const total = dot(factors, factors)
  const squares = new Float64Array(matrix.cols)
  for (let j = 0; j < matrix.cols; j++) {
    for (let at = starts[j]!; at < starts[j + 1]!; at++) squares[j]! += values[at]! * values[at]!
    squares[j] = Math.max(0, squares[j]! - total * stay[j]! * stay[j]!)
  }
  const target = y.map((value, i) => value * factors[i]!)
  const left = Float64Array.from(target)
  let shift = 0
  return {
    squares,
    targetSquare: dot(target, target),
    slope(j) {
      let product = shift * total * stay[j]!
      for (let at = starts[j]!; at < starts[j + 1]!; at++) product += values[at]! * left[rowOf[at]!]!
      return product
    },
    move(j, by) {
      for (let at = starts[j]!; at < starts[j + 1]!; at++) left[rowOf[at]!]! -= by * values[at]!
      shift += by * stay[j]!
    },
    residual: () => ({
      square: Math.max(0, dot(left, left) + 2 * shift * dot(left, factors) + shift * shift * total),
      byTarget: dot(left, target) + shift * dot(factors, target),
    }),
  }
}

/** Columns instead of rows, every row times its factor. */
function columnsOf({ rows, cols, indptr, indices, values }: SparseMatrix, factors: Float64Array) {
  const starts = new Uint32Array(cols + 1)
  for (const j of indices) starts[j + 1]!++
  for (let j = 0; j < cols; j++) starts[j + 1]! += starts[j]!
  const next = Uint32Array.from(starts)
  const rowOf = new Uint32Array(indices.length)
  const out = new Float64Array(indices.length)
  for (let i = 0; i < rows; i++) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) {
      const to = next[indices[at]!]!++
      rowOf[to] = i
      out[to] = values[at]! * factors[i]!
    }
  }
  return { starts, rowOf, values: out }
}
