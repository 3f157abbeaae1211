import { type Matrix } from '../core/matrix'
import { fSurvival } from './incomplete-beta'
import { columnMeans } from './matrix-ops'

/** One score and one p-value per column. A column that says nothing (a constant one) has score 0 and p 1. */
export interface FTest {
  readonly scores: Float64Array
  readonly pValues: Float64Array
}

/**
 * One-way analysis of variance of every column by class, as scikit-learn's f_classif. A column that is constant
 * within classes, but not overall, has score Infinity.
 * @param labels codes 0 to classes - 1, one per row
 */
export function fClassif(matrix: Matrix, labels: ArrayLike<number>, classes: number): FTest {
  const { rows, cols } = matrix
  const means = new Float64Array(classes * cols)
  const zeros = new Float64Array(classes * cols)
  const sizes = new Float64Array(classes)
  for (let i = 0; i < rows; i++) sizes[labels[i]!]!++
  for (let k = 0; k < classes; k++) zeros.fill(sizes[k]!, k * cols, (k + 1) * cols)
  eachEntry(matrix, (i, j, value) => {
    means[labels[i]! * cols + j]! += value
    zeros[labels[i]! * cols + j]!--
  })
  for (let at = 0; at < means.length; at++) means[at]! /= sizes[Math.floor(at / cols)]! || 1
  const within = new Float64Array(cols)
  eachEntry(matrix, (i, j, value) => (within[j]! += (value - means[labels[i]! * cols + j]!) ** 2))
  const overall = columnMeans(matrix)
  const between = new Float64Array(cols)
  for (let at = 0; at < means.length; at++) {
    const k = Math.floor(at / cols)
    within[at % cols]! += zeros[at]! * means[at]! ** 2
    between[at % cols]! += sizes[k]! * (means[at]! - overall[at % cols]!) ** 2
  }
  const groups = sizes.filter((size) => size > 0).length
  return tested(
    matrix,
    groups - 1,
    rows - groups,
    (j) => between[j]! / (groups - 1) / (within[j]! / (rows - groups)),
  )
}

/**
 * The F-test of a straight line through every column and y, as scikit-learn's f_regression. A column that
 * determines y exactly has the largest finite score.
 */
export function fRegression(matrix: Matrix, y: Float64Array): FTest {
  const { rows, cols } = matrix
  const means = columnMeans(matrix)
  const mean = y.reduce((total, value) => total + value, 0) / rows
  const zeros = new Float64Array(cols).fill(rows)
  const squares = new Float64Array(cols)
  const products = new Float64Array(cols)
  const rest = new Float64Array(cols)
  eachEntry(matrix, (i, j, value) => {
    zeros[j]!--
    rest[j]! += y[i]! - mean
    squares[j]! += (value - means[j]!) ** 2
    products[j]! += (value - means[j]!) * (y[i]! - mean)
  })
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  if (y.every((value) => value === y[0])) return tested(matrix, 0, 0, () => 0)
  return tested(matrix, 1, rows - 2, (j) => {
    // The zeros of column j go with deviations of y that sum to -rest.
    const product = products[j]! + means[j]! * rest[j]!
    const explained = product ** 2 / ((squares[j]! + zeros[j]! * means[j]! ** 2) * total)
    return explained >= 1
      ? Number.MAX_VALUE
      : Math.min((explained / (1 - explained)) * (rows - 2), Number.MAX_VALUE)
  })
}

function tested(matrix: Matrix, dfn: number, dfd: number, score: (j: number) => number): FTest {
  const constant = constantColumns(matrix)
  const usable = dfn > 0 && dfd > 0
  const scores = Float64Array.from(constant, (same, j) => (same || !usable ? 0 : score(j)))
  return { scores, pValues: scores.map((f) => (f === 0 ? 1 : fSurvival(f, dfn, dfd))) }
}

function constantColumns(matrix: Matrix): boolean[] {
  const { rows, cols } = matrix
  const least = new Float64Array(cols).fill(Infinity)
  const greatest = new Float64Array(cols).fill(-Infinity)
  const zeros = new Float64Array(cols).fill(rows)
  eachEntry(matrix, (_, j, value) => {
    zeros[j]!--
    least[j] = Math.min(least[j]!, value)
    greatest[j] = Math.max(greatest[j]!, value)
  })
  return Array.from(zeros, (count, j) => {
    if (count > 0) return Math.min(least[j]!, 0) >= Math.max(greatest[j]!, 0)
    return least[j]! >= greatest[j]!
  })
}

/** All entries of a dense matrix, the stored ones of a sparse matrix. */
function eachEntry(matrix: Matrix, visit: (i: number, j: number, value: number) => void): void {
  const { rows, cols, values } = matrix
  for (let i = 0; i < rows; i++) {
    if (matrix.kind === 'dense') {
      for (let j = 0; j < cols; j++) visit(i, j, values[i * cols + j]!)
    } else {
      for (let at = matrix.indptr[i]!; at < matrix.indptr[i + 1]!; at++)
        visit(i, matrix.indices[at]!, values[at]!)
    }
  }
}
