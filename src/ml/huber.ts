import { type Matrix } from '../core/matrix'
import { centres, type LinearModel, type LinearOptions } from './least-squares'
import { dot, sum, withoutZeros } from './matrix-ops'
import { newton } from './newton'
import { type ScoreLoss } from './score-loss'

export interface HuberOptions extends LinearOptions {
  /** Residuals past so many scales count by their size instead of their square; above 1. */
  readonly epsilon?: number
  /** The strength of the L2 penalty, at least 0. */
  readonly alpha?: number
  readonly maxIterations?: number
  /** Called with 1, 2, ... before every step; what it throws ends the work. */
  readonly onIteration?: (iteration: number) => void
}

export interface HuberModel extends LinearModel {
  /** What residuals are measured by. */
  readonly scale: number
  /** How many rows are past `epsilon` scales. */
  readonly outliers: number
  readonly iterations: number
  readonly converged: boolean
}

/**
 * Huber regression, as scikit-learn's HuberRegressor: minimises `Σ weight * (scale + H(residual / scale) * scale) + alpha |w|²`
 * over coefficients, intercept and scale, where H(z) is z² up to epsilon and `2 epsilon |z| - epsilon²` past it. The
 * best scale is a function of the residuals, so that Newton's method is left with the coefficients; it is exact.
 * @throws RangeError for wrong lengths, no rows, numbers that are not finite, or options out of range
 */
export function fitHuber(matrix: Matrix, y: Float64Array, options: HuberOptions = {}): HuberModel {
  const { epsilon = 1.35, alpha = 1e-4, fitIntercept = true, maxIterations = 100, onIteration } = options
  if (!(epsilon > 1)) throw new RangeError(`epsilon is ${epsilon}; it must be above 1`)
  if (!(alpha >= 0 && alpha < Infinity)) throw new RangeError(`alpha is ${alpha}; it must be at least 0`)
  const compact = withoutZeros(matrix)
  const { cols } = compact
  const { mean, factors } = centres(compact, y, options)
  const weights = factors.map((factor) => factor * factor)
  const centred = y.map((value) => value - mean)
  const unit =
    Math.sqrt(
      dot(
        centred.map((value, i) => value * weights[i]!),
        centred,
      ) / sum(weights),
    ) || 1
  const loss = huberLoss(
    centred.map((value) => value / unit),
    weights,
    epsilon,
  )
  const problem = { matrix: compact, loss, penalty: 2 * alpha * unit, intercept: fitIntercept }
  const found = newton(problem, { maxIterations, ...(onIteration && { onIteration }) })
  const { scale, outliers } = loss.at()
  return {
    coef: found.unknown.slice(0, cols).map((value) => value * unit),
    intercept: fitIntercept ? found.unknown[cols]! * unit + mean : 0,
    scale: scale * unit,
    outliers,
    iterations: found.iterations,
    converged: found.converged || scale === LEAST_SCALE,
  }
}

/** Where more than a few rows lie on one plane exactly, the best scale is 0. */
const LEAST_SCALE = 1e-10

interface HuberLoss extends ScoreLoss {
  at(): { readonly scale: number; readonly outliers: number }
}

/** The loss at the best scale. Where that goes along with the scores, rows depend on each other: that is the dent. */
function huberLoss(y: Float64Array, weights: Float64Array, epsilon: number): HuberLoss {
  const residuals = new Float64Array(y.length)
  const first = new Float64Array(y.length)
  const second = new Float64Array(y.length)
  const mixed = new Float64Array(y.length)
  let scale = 1
  let outliers = 0
  const loss: HuberLoss = {
    outputs: 1,
    kinked: true,
    evaluate(scores) {
      for (let i = 0; i < y.length; i++) residuals[i] = y[i]! - scores[i]!
      scale = bestScale(residuals, weights, epsilon, scale)
      outliers = 0
      let total = 0
      let bend = 0
      for (let i = 0; i < y.length; i++) {
        const weight = weights[i]!
        const z = residuals[i]! / scale
        const inner = Math.abs(z) <= epsilon
        if (!inner) outliers++
        total += weight * scale * (1 + (inner ? z * z : 2 * epsilon * Math.abs(z) - epsilon * epsilon))
        first[i] = -2 * weight * (inner ? z : epsilon * Math.sign(z))
        second[i] = inner ? (2 * weight) / scale : 0
        mixed[i] = inner ? (2 * weight * z) / scale : 0
        if (inner) bend += (2 * weight * z * z) / scale
      }
      const length = scale > LEAST_SCALE && bend > 0 ? Math.sqrt(bend) : Infinity
      for (let i = 0; i < y.length; i++) mixed[i]! /= length
      return total
    },
    gradient: () => first,
    curvature: () => second,
    dent: () => mixed,
    curve(v) {
      const along = dot(mixed, v)
      return v.map((value, i) => value * second[i]! - along * mixed[i]!)
    },
    at: () => ({ scale, outliers }),
  }
  return loss
}

/**
 * The scale at which the loss, a convex function of it, is least: where the outliers stay the same it is known, so
 * that guess is taken until it holds, and halved where it leaves what is known of the answer.
 */
function bestScale(residuals: Float64Array, weights: Float64Array, epsilon: number, start: number): number {
  let low = LEAST_SCALE
  let high = Infinity
  let scale = Math.max(start, low)
  for (let round = 0; round < 200; round++) {
    let squares = 0
    let left = 0
    for (let i = 0; i < residuals.length; i++) {
      const size = Math.abs(residuals[i]!)
      if (size <= epsilon * scale) squares += weights[i]! * size * size
      left += weights[i]! * (size <= epsilon * scale ? 1 : 1 - epsilon * epsilon)
    }
    const guess = left > 0 ? Math.sqrt(squares / left) : Infinity
    if (Math.abs(guess - scale) <= 1e-15 * scale) return scale
    if (guess > scale) low = scale
    else high = scale
    if (guess > low && guess < high) scale = guess
    else if (high - low <= 1e-15 * high) return low
    else scale = high === Infinity ? 2 * low : (low + high) / 2
  }
  return scale
}
