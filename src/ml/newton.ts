import { newtonSolver, pullBack, scoresOf, unknowns, type LinearProblem } from './newton-direction'

export interface NewtonOptions {
  readonly maxIterations: number
  /** Called with 1, 2, ... before every step; what it throws ends the work. */
  readonly onIteration?: (iteration: number) => void
}

export interface NewtonResult {
  readonly unknown: Float64Array
  readonly scores: Float64Array
  readonly iterations: number
  readonly converged: boolean
  /** The last Hessian was singular. */
  readonly damped: boolean
}

/**
 * Newton's method with a backtracking line search, from zero, until a step is next to nothing.
 *
 * The test is on the step, not on the gradient, since that does not depend on the scale of features: when no
 * score moves by 1e-8, the Hessian changes by as little, and the next step would be 1e-8 times this one.
 */
export function newton(problem: LinearProblem, { maxIterations, onIteration }: NewtonOptions): NewtonResult {
  const { loss, penalty, matrix } = problem
  const bias = loss.outputs * matrix.cols
  const solve = newtonSolver(problem)
  const unknown = new Float64Array(unknowns(problem))
  let scores = scoresOf(problem, unknown)
  let dataLoss = loss.evaluate(scores)
  let damped = false
  let firstSlope = 0
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    onIteration?.(iteration)
    const gradient = pullBack(problem, loss.gradient())
    for (let j = 0; j < bias; j++) gradient[j]! += penalty * unknown[j]!
    const size = Math.sqrt(gradient.reduce((total, value) => total + value * value, 0))
    if (size === 0) return { unknown, scores, iterations: iteration - 1, converged: true, damped }
    firstSlope ||= size
    const direction = solve(gradient, Math.min(0.1, Math.sqrt(size / firstSlope)))
    const { step } = direction
    damped = direction.damped
    const along = scoresOf(problem, step)
    const slope = step.reduce((total, value, j) => total + value * gradient[j]!, 0)
    const [linear, square] = penaltyAlong(unknown, step, bias, penalty)

    let share = 1
    let next = scores
    let accepted = false
    for (let halving = 0; halving < 40 && !accepted; halving++, share /= 2) {
      const at = share
      next = scores.map((score, i) => score + at * along[i]!)
      const nextLoss = loss.evaluate(next)
      const change = nextLoss - dataLoss + share * linear + share * share * square
      accepted = change <= 1e-4 * share * slope + 1e-14 * Math.abs(dataLoss)
      if (accepted) {
        dataLoss = nextLoss
        for (let j = 0; j < unknown.length; j++) unknown[j]! += share * step[j]!
      }
    }
    if (!accepted) return { unknown, scores, iterations: iteration, converged: false, damped }
    scores = next
    if (largest(along) <= 1e-8 && largest(step) <= 1e-7 * Math.max(largest(unknown), 1e-300)) {
      return { unknown, scores, iterations: iteration, converged: true, damped }
    }
  }
  return { unknown, scores, iterations: maxIterations, converged: false, damped }
}

/** `penalty / 2 * |w + share * step|²` grows by `share * linear + share² * square`. */
function penaltyAlong(
  unknown: Float64Array,
  step: Float64Array,
  bias: number,
  penalty: number,
): [number, number] {
  let linear = 0
  let square = 0
  for (let j = 0; j < bias; j++) {
    linear += penalty * unknown[j]! * step[j]!
    square += (penalty / 2) * step[j]! * step[j]!
  }
  return [linear, square]
}

const largest = (values: Float64Array) => values.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
