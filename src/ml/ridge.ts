import { type Matrix } from '../core/matrix'
import { cholesky, choleskySolve } from './cholesky'
import { conjugateGradient } from './conjugate-gradient'
import { centredGram, gramDiagonal, rowGram } from './gram'
import {
  centres,
  fitLinear,
  interceptOf,
  leastSquares,
  type Centres,
  type LinearModel,
  type LinearOptions,
} from './least-squares'
import { dot, multiply, multiplyTransposed, sum, withoutZeros } from './matrix-ops'

/**
 * Ridge regression, as scikit-learn's Ridge: minimises `Σ weight * residual² + alpha |w|²`, the intercept not
 * penalised. Solved by Cholesky on the smaller of the two Gram matrices, of columns or of rows; by conjugate
 * gradients when both are larger than 3,000.
 * @throws RangeError for wrong lengths, no rows, numbers that are not finite, or a negative alpha
 */
export function fitRidge(
  matrix: Matrix,
  y: Float64Array,
  alpha: number,
  options: LinearOptions = {},
): LinearModel {
  if (!(alpha >= 0 && alpha < Infinity)) throw new RangeError(`alpha is ${alpha}; it must be at least 0`)
  if (alpha === 0) return fitLinear(matrix, y, options)
  const compact = withoutZeros(matrix)
  const centre = centres(compact, y, options)
  const residual = y.map((value) => value - centre.mean)
  const { rows, cols } = compact
  const coef =
    Math.min(rows, cols) > 3000
      ? byProducts(compact, residual, centre, alpha)
      : cols > rows
        ? byRows(compact, residual, centre, alpha)
        : byColumns(compact, residual, centre, alpha, options)
  if (!coef) return leastSquares(matrix, y, { ...options, alpha })
  return { coef, intercept: interceptOf(centre, coef, options) }
}

/** Undefined when alpha is too small to hold the Gram matrix: then the slower QR does it. */
function byColumns(
  matrix: Matrix,
  residual: Float64Array,
  centre: Centres,
  alpha: number,
  { weights }: LinearOptions,
): Float64Array | undefined {
  const { cols } = matrix
  const a = centredGram(matrix, centre.means, weights)
  for (let j = 0; j < cols; j++) a[j * cols + j]! += alpha
  const l = cholesky(a, cols, 1e-10)
  return l && choleskySolve(l, centredTransposed(matrix, residual, centre))
}

function byRows(
  matrix: Matrix,
  residual: Float64Array,
  centre: Centres,
  alpha: number,
): Float64Array | undefined {
  const { rows } = matrix
  const a = rowGram(matrix, centre.means, centre.factors)
  for (let i = 0; i < rows; i++) a[i * rows + i]! += alpha
  const l = cholesky(a, rows, 1e-10)
  if (!l) return undefined
  const dual = choleskySolve(
    l,
    residual.map((value, i) => value * centre.factors[i]!),
  )
  // centredTransposed weights rows by factors², of which the dual needs one.
  const v = dual.map((value, i) => (centre.factors[i] === 0 ? 0 : value / centre.factors[i]!))
  return centredTransposed(matrix, v, centre)
}

function byProducts(matrix: Matrix, residual: Float64Array, centre: Centres, alpha: number): Float64Array {
  const none = new Float64Array(1)
  const product = (v: Float64Array) => {
    const shift = dot(centre.means, v)
    const scores = multiply(matrix, v, none).map((score) => score - shift)
    return centredTransposed(matrix, scores, centre).map((value, j) => value + alpha * v[j]!)
  }
  const weights = centre.factors.map((factor) => factor * factor)
  const total = sum(weights)
  const diagonal = gramDiagonal(matrix, weights).map(
    (value, j) => value - total * centre.means[j]! ** 2 + alpha,
  )
  const rhs = centredTransposed(matrix, residual, centre)
  return conjugateGradient(product, rhs, diagonal, 1e-12, 5000)
}

/** `(X - means)ᵀ D v`, D being the row weights. */
function centredTransposed(matrix: Matrix, v: Float64Array, { means, factors }: Centres): Float64Array {
  const weighted = v.map((value, i) => value * factors[i]! * factors[i]!)
  const total = sum(weighted)
  return multiplyTransposed(matrix, weighted).map((value, j) => value - total * means[j]!)
}
