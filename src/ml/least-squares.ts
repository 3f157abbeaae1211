import { UserError } from '../core/errors'
import { type Matrix } from '../core/matrix'
import { columnMeans, denseRow, sum } from './matrix-ops'
import { backSubstitute, pivotedQr, rankOf, shortestSolution } from './qr'
import { triangle, type RowSource } from './tall-qr'

export interface LinearOptions {
  readonly fitIntercept?: boolean
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array
}

export interface LinearModel {
  /** One number per column. */
  readonly coef: Float64Array
  readonly intercept: number
}

/**
 * A column counts as a combination of others when less than this share of its length is left once they are taken
 * out. On the Ames prices, rounding leaves 1e-13 of true combinations, and at least 3e-2 is left of all others.
 * scikit-learn draws the line at 2e-16 of the largest singular value, which is within rounding: one-hot columns,
 * which always add up to 1, then come out with coefficients of 1e16 (R² of -1e20 on Ames).
 */
const rankTolerance = 1e-9

/**
 * Ordinary least squares, as scikit-learn's LinearRegression: columns and target are centred for the intercept;
 * among equally good coefficients the shortest vector is taken.
 * @param y one number per row
 * @throws RangeError for wrong lengths, no rows or numbers that are not finite
 * @throws UserError for a size that would take many minutes
 */
export function fitLinear(matrix: Matrix, y: Float64Array, options: LinearOptions = {}): LinearModel {
  return leastSquares(matrix, y, { ...options, alpha: 0 })
}

/** As `fitLinear`, with `alpha` times the squared coefficients added to what is minimised. */
export function leastSquares(
  matrix: Matrix,
  y: Float64Array,
  options: LinearOptions & { readonly alpha: number },
): LinearModel {
  const { rows, cols } = matrix
  const centre = centres(matrix, y, options)
  const extra = options.alpha > 0 ? cols : 0
  const work = (rows + extra) * cols * Math.min(rows + extra, cols)
  if (work > 4e11) {
    const [height, width] = [rows, cols].map((count) => count.toLocaleString('en-US'))
    throw new UserError(
      `Linear regression on ${height} rows and ${width} columns takes too long.`,
      'Select fewer columns, or take Ridge regression.',
    )
  }
  const source: RowSource = {
    rows: rows + extra,
    cols,
    read(i, out) {
      if (i < rows) centredRow(matrix, y, centre, i, out)
      else out.fill(0).fill(Math.sqrt(options.alpha), i - rows, i - rows + 1)
    },
  }
  const coef = shortestLeastSquares(source)
  return { coef, intercept: interceptOf(centre, coef, options) }
}

export interface Centres {
  readonly means: Float64Array
  readonly mean: number
  /** Square roots of the row weights. */
  readonly factors: Float64Array
}

/** Weighted means of the columns and of y, all 0 without an intercept. @throws as `fitLinear` */
export function centres(
  matrix: Matrix,
  y: Float64Array,
  { fitIntercept = true, weights }: LinearOptions,
): Centres {
  const { rows, cols } = matrix
  if (y.length !== rows) throw new RangeError(`${y.length} targets for ${rows} rows`)
  if (weights && weights.length !== rows) throw new RangeError(`${weights.length} weights for ${rows} rows`)
  const each = weights ?? new Float64Array(rows).fill(1)
  const total = sum(each)
  if (!(total > 0))
    throw new RangeError('A linear model needs at least one training row with a weight above 0')
  const means = columnMeans(matrix, each)
  const mean = y.reduce((part, value, i) => part + value * each[i]!, 0) / total
  if (!Number.isFinite(mean) || !means.every(Number.isFinite)) {
    throw new RangeError('A linear model needs finite numbers: some of these are missing or infinite')
  }
  const factors = each.map(Math.sqrt)
  return fitIntercept ? { means, mean, factors } : { means: new Float64Array(cols), mean: 0, factors }
}

export function interceptOf(
  { means, mean }: Centres,
  coef: Float64Array,
  { fitIntercept = true }: LinearOptions,
): number {
  return fitIntercept ? coef.reduce((left, value, j) => left - value * means[j]!, mean) : 0
}

function centredRow(matrix: Matrix, y: Float64Array, centre: Centres, i: number, out: Float64Array): void {
  const { cols } = matrix
  const factor = centre.factors[i]!
  denseRow(matrix, i, out, centre.means)
  for (let j = 0; j < cols; j++) out[j]! *= factor
  out[cols] = (y[i]! - centre.mean) * factor
}

/** The rank is judged on columns of length 1, so that units do not matter; the shortest vector is in the given units. */
function shortestLeastSquares(source: RowSource): Float64Array {
  const { cols } = source
  const { a, rows, rhs } = source.rows > cols ? tallColumns(source) : allColumns(source)
  const lengths = scaleColumns(a, rows, cols)
  const qr = pivotedQr(a, rows, cols, rhs)
  const rank = rankOf(qr, rankTolerance)
  const coef = new Float64Array(cols)
  if (rank === cols) {
    backSubstitute(qr, rank).forEach((value, j) => (coef[qr.order[j]!] = value / lengths[qr.order[j]!]!))
    return coef
  }
  const transposed = new Float64Array(cols * rank)
  for (let j = 0; j < cols; j++) {
    const column = qr.order[j]!
    for (let i = 0; i <= Math.min(j, rank - 1); i++) {
      transposed[i * cols + column] = qr.r[j * rows + i]! * lengths[column]!
    }
  }
  return shortestSolution(transposed, cols, rank, qr.rhs)
}

function tallColumns(source: RowSource) {
  const rows = source.cols
  const width = rows + 1
  const r = triangle(source)
  const a = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++) for (let j = i; j < rows; j++) a[j * rows + i] = r[i * width + j]!
  const rhs = Float64Array.from({ length: rows }, (_, i) => r[i * width + rows]!)
  return { a, rows, rhs }
}

function allColumns({ rows, cols, read }: RowSource) {
  const a = new Float64Array(rows * cols)
  const rhs = new Float64Array(rows)
  const row = new Float64Array(cols + 1)
  for (let i = 0; i < rows; i++) {
    read(i, row)
    for (let j = 0; j < cols; j++) a[j * rows + i] = row[j]!
    rhs[i] = row[cols]!
  }
  return { a, rows, rhs }
}

/** Divides every column by its length. A column without length stays 0 and has length 1. */
function scaleColumns(a: Float64Array, rows: number, cols: number): Float64Array {
  const lengths = new Float64Array(cols)
  for (let j = 0; j < cols; j++) {
    const column = a.subarray(j * rows, (j + 1) * rows)
    lengths[j] = Math.sqrt(column.reduce((total, value) => total + value * value, 0)) || 1
    for (let i = 0; i < rows; i++) column[i]! /= lengths[j]!
  }
  return lengths
}
