import { type Matrix } from '../core/matrix'
import { type LinearModel, type LinearOptions } from './least-squares'
import { sum, withoutZeros } from './matrix-ops'
import { newton } from './newton'
import { type ScoreLoss } from './score-loss'

export interface PoissonOptions extends LinearOptions {
  /** The strength of the L2 penalty, at least 0. */
  readonly alpha?: number
  readonly maxIterations?: number
  /** Called with 1, 2, ... before every step; what it throws ends the work. */
  readonly onIteration?: (iteration: number) => void
}

/** The expected count of a row is the exponential of its linear score. */
export interface PoissonModel extends LinearModel {
  readonly iterations: number
  readonly converged: boolean
}

/**
 * Poisson regression, as scikit-learn's PoissonRegressor: minimises `1 / W Σ weight * (exp(score) - y * score) + alpha / 2 |w|²`
 * with W the sum of weights, the intercept not penalised. The minimum is exact.
 * @param y at least 0, and above 0 in some row that weighs something
 * @throws RangeError for wrong lengths, values or weights, a negative alpha, and numbers that are not finite
 */
export function fitPoisson(matrix: Matrix, y: Float64Array, options: PoissonOptions = {}): PoissonModel {
  const { alpha = 1, fitIntercept = true, maxIterations = 100, onIteration } = options
  const { rows, cols } = matrix
  const weights = options.weights ?? new Float64Array(rows).fill(1)
  if (!(alpha >= 0 && alpha < Infinity)) throw new RangeError(`alpha is ${alpha}; it must be at least 0`)
  if (y.length !== rows || weights.length !== rows) {
    throw new RangeError(`${y.length} targets and ${weights.length} weights for ${rows} rows`)
  }
  const wrong = y.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) throw new RangeError(`The target of row ${wrong} is ${y[wrong]}; it must be at least 0`)
  const total = sum(weights)
  const mean = y.reduce((part, value, i) => part + value * weights[i]!, 0) / total
  if (!(mean > 0)) throw new RangeError('Poisson regression needs a target above 0 in some row')
  const loss = poissonLoss(y, weights)
  const problem = { matrix: withoutZeros(matrix), loss, penalty: alpha * total, intercept: fitIntercept }
  const start = new Float64Array(cols + (fitIntercept ? 1 : 0))
  if (fitIntercept) start[cols] = Math.log(mean)
  const found = newton(problem, { maxIterations, start, ...(onIteration && { onIteration }) })
  return {
    coef: found.unknown.slice(0, cols),
    intercept: fitIntercept ? found.unknown[cols]! : 0,
    iterations: found.iterations,
    converged: found.converged && !found.scores.some((score, i) => score < -30 && weights[i]! > 0),
  }
}

function poissonLoss(y: Float64Array, weights: Float64Array): ScoreLoss {
  const first = new Float64Array(y.length)
  const second = new Float64Array(y.length)
  return {
    outputs: 1,
    evaluate(scores) {
      let total = 0
      for (let i = 0; i < y.length; i++) {
        const weight = weights[i]!
        if (weight === 0) continue
        const mean = Math.exp(scores[i]!)
        total += weight * (mean - y[i]! * scores[i]!)
        first[i] = weight * (mean - y[i]!)
        second[i] = weight * mean
      }
      return total
    },
    gradient: () => first,
    curvature: () => second,
    curve: (v) => v.map((value, i) => value * second[i]!),
  }
}
