import { type Matrix } from '../core/matrix'
import { centres, interceptOf, type LinearModel, type LinearOptions } from './least-squares'
import { dot, sum, withoutZeros } from './matrix-ops'
import { quadratic, type Quadratic } from './quadratic'

export interface ElasticNetOptions extends LinearOptions {
  /** The strength of both penalties, above 0. */
  readonly alpha: number
  /** The share of the L1 penalty, 0 to 1; 1 is the lasso. */
  readonly l1Ratio: number
  /** No coefficient below 0. */
  readonly positive?: boolean
  /** Ends when the duality gap is below `tol` times the squared length of y. */
  readonly tol?: number
  readonly maxIterations?: number
  /** Called with 1, 2, ... before every sweep over the coefficients; what it throws ends the work. */
  readonly onIteration?: (iteration: number) => void
}

export interface ElasticNetModel extends LinearModel {
  readonly iterations: number
  readonly converged: boolean
}

/**
 * Elastic net, as scikit-learn's: minimises `1 / (2 W) Σ weight * residual² + alpha * l1Ratio |w|₁ + alpha (1 - l1Ratio) / 2 |w|²`
 * with W the sum of weights, the intercept not penalised, by coordinate descent (Friedman, Hastie and Tibshirani 2010).
 * @throws RangeError for wrong lengths, no rows, numbers that are not finite, or penalties out of range
 */
export function fitElasticNet(matrix: Matrix, y: Float64Array, options: ElasticNetOptions): ElasticNetModel {
  const { alpha, l1Ratio } = options
  if (!(alpha > 0 && alpha < Infinity)) throw new RangeError(`alpha is ${alpha}; it must be above 0`)
  if (!(l1Ratio >= 0 && l1Ratio <= 1)) throw new RangeError(`l1_ratio is ${l1Ratio}; it must be from 0 to 1`)
  const compact = withoutZeros(matrix)
  const centre = centres(compact, y, options)
  const total = sum(centre.factors.map((factor) => factor * factor))
  const problem = quadratic(
    compact,
    y.map((value) => value - centre.mean),
    centre,
  )
  const { coef, ...ended } = descend(problem, alpha * l1Ratio * total, alpha * (1 - l1Ratio) * total, options)
  return { coef, intercept: interceptOf(centre, coef, options), ...ended }
}

/** Sweeps over the coefficients, each set to its best with the others as they are, until the duality gap is small. */
function descend(
  problem: Quadratic,
  l1: number,
  l2: number,
  { tol = 1e-4, maxIterations = 1000, positive = false, onIteration }: ElasticNetOptions,
) {
  const { squares, targetSquare } = problem
  const coef = new Float64Array(squares.length)
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    onIteration?.(iteration)
    let largest = 0
    let moved = 0
    for (let j = 0; j < coef.length; j++) {
      const square = squares[j]!
      if (square === 0) continue
      const before = coef[j]!
      const pull = problem.slope(j) + square * before
      const after =
        positive && pull < 0 ? 0 : (Math.sign(pull) * Math.max(Math.abs(pull) - l1, 0)) / (square + l2)
      if (after !== before) {
        coef[j] = after
        problem.move(j, after - before)
      }
      largest = Math.max(largest, Math.abs(after))
      moved = Math.max(moved, Math.abs(after - before))
    }
    const maybe = moved <= tol * largest || iteration === maxIterations
    if (maybe && gapOf(problem, coef, l1, l2, positive) <= tol * targetSquare)
      return { coef, iterations: iteration, converged: true }
  }
  return { coef, iterations: maxIterations, converged: false }
}

/** What the loss is above its minimum, at most: the gap to the dual problem, as scikit-learn takes it. */
function gapOf(problem: Quadratic, w: Float64Array, l1: number, l2: number, positive: boolean): number {
  const { square, byTarget } = problem.residual(w)
  let steepest = 0
  let length = 0
  for (let j = 0; j < w.length; j++) {
    const slope = problem.slope(j) - l2 * w[j]!
    steepest = Math.max(steepest, positive ? slope : Math.abs(slope))
    length += Math.abs(w[j]!)
  }
  const shrink = steepest > l1 ? l1 / steepest : 1
  const primal = (square * (1 + shrink * shrink)) / 2
  return primal + l1 * length - shrink * byTarget + (l2 / 2) * (1 + shrink * shrink) * dot(w, w)
}
