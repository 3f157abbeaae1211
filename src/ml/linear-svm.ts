import { type Matrix } from '../core/matrix'
import { type Random } from '../core/random'
import { fitHinge } from './dual-hinge'
import { withoutZeros } from './matrix-ops'
import { newton } from './newton'
import { type ScoreLoss } from './score-loss'
import { type TwoClassModel, type TwoClassOptions } from './two-class'

export interface LinearSvmOptions {
  /** Inverse strength of the L2 penalty, above 0. */
  readonly C: number
  readonly loss: 'squared_hinge' | 'hinge'
  readonly fitIntercept: boolean
  /** The intercept is the coefficient of one more column that is this everywhere, so it is penalised the less the larger it is. */
  readonly interceptScaling: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array
  readonly maxIterations: number
  /** Of the hinge: ends when no row violates its optimality by more. */
  readonly tol: number
  /** Of the hinge: in which order rows are visited. */
  readonly random: Random
  /** Called before every iteration of every class; what it throws ends the work. */
  readonly onIteration?: (iteration: number, output: number) => void
}

export interface LinearSvmModel {
  /** classes × cols, row-major, each against all others; 1 × cols for two classes, where it is for the second one. */
  readonly coef: Float64Array
  readonly intercept: Float64Array
  readonly converged: boolean
}

/**
 * Linear support vector classification, as scikit-learn's LinearSVC: for every class against the others it
 * minimises `0.5 |w|² + 0.5 (intercept / interceptScaling)² + C Σ weight * max(0, 1 - margin)²`, or without the square.
 * The squared hinge is solved exactly by Newton's method, the hinge in its dual.
 * @param codes 0 to classes - 1, one per row @throws RangeError for options out of range and numbers that are not finite
 */
export function fitLinearSvm(
  matrix: Matrix,
  codes: ArrayLike<number>,
  classes: number,
  options: LinearSvmOptions,
): LinearSvmModel {
  const { C, interceptScaling } = options
  if (!(C > 0 && C < Infinity)) throw new RangeError(`C is ${C}; it must be above 0`)
  if (!(interceptScaling > 0))
    throw new RangeError(`intercept_scaling is ${interceptScaling}; it must be above 0`)
  const compact = withoutZeros(matrix)
  const outputs = classes === 2 ? 1 : classes
  const coef = new Float64Array(outputs * matrix.cols)
  const intercept = new Float64Array(outputs)
  let converged = true
  for (let output = 0; output < outputs; output++) {
    const positive = outputs === 1 ? 1 : output
    const signs = Float64Array.from(codes, (code) => (code === positive ? 1 : -1))
    const costs = signs.map((_, i) => C * (options.weights?.[i] ?? 1))
    const one = (options.loss === 'hinge' ? fitHinge : fitSquaredHinge)(compact, signs, costs, {
      scaling: options.fitIntercept ? interceptScaling : 0,
      maxIterations: options.maxIterations,
      tol: options.tol,
      random: options.random,
      onIteration: (iteration) => options.onIteration?.(iteration, output),
    })
    coef.set(one.coef, output * matrix.cols)
    intercept[output] = one.intercept
    converged &&= one.converged
  }
  return { coef, intercept, converged }
}

function fitSquaredHinge(
  matrix: Matrix,
  signs: Float64Array,
  costs: Float64Array,
  { scaling, maxIterations, onIteration }: TwoClassOptions,
): TwoClassModel {
  const intercept = scaling > 0
  const loss = squaredHinge(signs, costs)
  const problem = {
    matrix,
    loss,
    penalty: 1,
    intercept,
    ...(intercept && { interceptPenalty: scaling ** -2 }),
  }
  const { unknown, converged } = newton(problem, { maxIterations, onIteration })
  return {
    coef: unknown.slice(0, matrix.cols),
    intercept: intercept ? unknown[matrix.cols]! : 0,
    converged,
  }
}

/** Rows whose margin is above 1 do not count, so the second derivative jumps there. */
function squaredHinge(signs: Float64Array, costs: Float64Array): ScoreLoss {
  const first = new Float64Array(signs.length)
  const second = new Float64Array(signs.length)
  return {
    outputs: 1,
    kinked: true,
    evaluate(scores) {
      let total = 0
      for (let i = 0; i < signs.length; i++) {
        const short = Math.max(0, 1 - signs[i]! * scores[i]!)
        total += costs[i]! * short * short
        first[i] = -2 * costs[i]! * signs[i]! * short
        second[i] = short > 0 ? 2 * costs[i]! : 0
      }
      return total
    },
    gradient: () => first,
    curvature: () => second,
    curve: (v) => v.map((value, i) => value * second[i]!),
  }
}
