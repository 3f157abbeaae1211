import { takeRows, type Matrix } from '../core/matrix'
import { DENSE_SHARE, isWorthKernel } from './linear-kernel'
import { binaryProbabilities, softmax } from './link'
import { binaryLoss, softmaxLoss } from './logistic-loss'
import { multiply, withoutZeros } from './matrix-ops'
import { newton } from './newton'
import { type LinearProblem } from './newton-direction'
import { sampledRows } from './sampled-rows'
import { type ScoreLoss } from './score-loss'
import { sweptLogLoss } from './swept-log-loss'

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, as in scikit-learn. Infinity: no penalty. */
  readonly C?: number
  readonly fitIntercept?: boolean
  readonly maxIterations?: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array
  /** Called with 1, 2, ... before every step; what it throws ends the work. */
  readonly onIteration?: (iteration: number) => void
}

export interface LogisticModel {
  /** classes × cols, row-major; 1 × cols for two classes, where it is for the second one. */
  readonly coef: Float64Array
  /** One number per row of `coef`. */
  readonly intercept: Float64Array
  readonly iterations: number
  /** False when the steps ran out, or when classes are separated and nothing holds the coefficients. */
  readonly converged: boolean
}

/**
 * Logistic regression: minimises `0.5 |w|² + C Σ weight * log loss`, intercepts not penalised; softmax over all
 * classes when there are more than two (their intercepts sum to 0). The minimum is exact: scikit-learn's solvers
 * reach the same coefficients when their `tol` is small enough.
 * @param labels codes 0 to classes - 1, one per row
 * @throws RangeError for wrong lengths, labels, weights or C, a class without rows, and numbers that are not finite
 */
export function fitLogistic(
  matrix: Matrix,
  labels: ArrayLike<number>,
  classes: number,
  options: LogisticOptions = {},
): LogisticModel {
  const { C = 1, fitIntercept = true, maxIterations = 100, weights, onIteration } = options
  if (!(C > 0)) throw new RangeError(`C is ${C}; it must be above 0`)
  const codes = checkedLabels(labels, matrix.rows, classes, weights)
  const isSwept = classes === 2 && isWorthKernel(matrix.rows, matrix.cols)
  const compact = withoutZeros(matrix, isSwept ? DENSE_SHARE : undefined)
  const loss = lossOf(compact, codes, classes, weights)
  const problem = { matrix: compact, loss, penalty: 1 / C, intercept: fitIntercept }
  const start = startFrom(problem, codes, weights)
  const found = newton(problem, {
    maxIterations,
    ...(start && { start }),
    ...(onIteration && { onIteration }),
  })
  const split = loss.outputs * matrix.cols
  return {
    coef: found.unknown.slice(0, split),
    intercept: fitIntercept ? found.unknown.slice(split) : new Float64Array(loss.outputs),
    iterations: found.iterations,
    converged: found.converged && !(C === Infinity && isSure(found.scores)),
  }
}

function lossOf(matrix: Matrix, codes: Int32Array, classes: number, weights?: Float64Array): ScoreLoss {
  if (classes > 2) return softmaxLoss(codes, classes, weights)
  const swept = matrix.kind === 'dense' ? sweptLogLoss(matrix, codes, weights) : undefined
  return swept ?? binaryLoss(codes, weights)
}

/** A sample of so many rows per column, and of at least so many, comes near enough to the answer. */
const ROWS_PER_COLUMN = 80
const LEAST_ROWS = 1000
/** With fewer per column its answer is no better a start than none. */
const LEAST_PER_COLUMN = 40

/** The answer of a sample, where there are so many that it costs next to nothing and saves steps over all. */
function startFrom(
  { matrix, loss, penalty, intercept }: LinearProblem,
  codes: Int32Array,
  weights?: Float64Array,
): Float64Array | undefined {
  const wanted = Math.max(LEAST_ROWS, ROWS_PER_COLUMN * (matrix.cols + 1))
  const stride = Math.max(3, Math.floor(matrix.rows / wanted))
  if (loss.outputs > 1 || matrix.rows / stride < LEAST_PER_COLUMN * (matrix.cols + 1)) return undefined
  const rows = sampledRows(matrix.rows, stride)
  const labels = Int32Array.from(rows, (row) => codes[row]!)
  const each = Float64Array.from(rows, (row) => stride * (weights?.[row] ?? 1))
  if (![0, 1].every((code) => labels.some((label, i) => label === code && each[i]! > 0))) return undefined
  const some = takeRows(matrix, rows)
  const problem = { matrix: some, loss: lossOf(some, labels, 2, each), penalty, intercept }
  const { unknown, converged } = newton(problem, { maxIterations: 20, near: 0.5 })
  return converged ? unknown : undefined
}

/** Probabilities, rows × classes, row-major; the classes are two when there is one intercept. */
export function logisticProbabilities(
  { coef, intercept }: Pick<LogisticModel, 'coef' | 'intercept'>,
  matrix: Matrix,
): Float64Array {
  const scores = multiply(matrix, coef, intercept)
  return intercept.length === 1 ? binaryProbabilities(scores) : softmax(scores, intercept.length)
}

/** Without a penalty, a score beyond 30 (a probability within 1e-13 of 0 or 1) tells of separated classes. */
const isSure = (scores: Float64Array) => scores.some((score) => Math.abs(score) > 30)

function checkedLabels(
  labels: ArrayLike<number>,
  rows: number,
  classes: number,
  weights?: Float64Array,
): Int32Array {
  if (classes < 2)
    throw new RangeError(`Logistic regression needs two classes; the training rows have ${classes}`)
  if (labels.length !== rows) throw new RangeError(`${labels.length} labels for ${rows} rows`)
  if (weights && weights.length !== rows) throw new RangeError(`${weights.length} weights for ${rows} rows`)
  const codes = new Int32Array(labels)
  const counts = new Float64Array(classes)
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!
    const weight = weights ? weights[i]! : 1
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`The weight of row ${i} is ${weight}`)
    if (code !== labels[i] || code < 0 || code >= classes)
      throw new RangeError(`Row ${i} has label ${labels[i]}`)
    counts[code]! += weight
  }
  const empty = counts.indexOf(0)
  if (empty >= 0) throw new RangeError(`Class ${empty} has no training row with a weight above 0`)
  return codes
}
