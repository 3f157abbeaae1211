import { dot } from './matrix-ops'
import { newtonSolver, pullBack, scoresOf, unknowns, type LinearProblem } from './newton-direction'

export interface NewtonOptions {
  readonly maxIterations: number
  /** Where to begin; 0 by default. */
  readonly start?: Float64Array
  /** Ends when a full step moves no score by more; without it, at the minimum. */
  readonly near?: number
  /** Called with 1, 2, ... before every step; what it throws ends the work. */
  readonly onIteration?: (iteration: number) => void
}

export interface NewtonResult {
  readonly unknown: Float64Array
  readonly scores: Float64Array
  readonly iterations: number
  readonly converged: boolean
}

/**
 * Newton's method with a backtracking line search until the next step would be next to nothing.
 *
 * A step that moves no score by more than m changes the Hessian by about m, relatively, so the next step will be
 * about m times this one, plus what this one was inexact. That estimate does not depend on the scale of features
 * as a limit on the gradient does. It has to fall below 1e-8 for scores and 1e-9, relatively, for coefficients.
 * Where the Hessian jumps, the next step is taken to be as large as this one.
 */
export function newton(
  problem: LinearProblem,
  { maxIterations, start, near, onIteration }: NewtonOptions,
): NewtonResult {
  const solve = newtonSolver(problem)
  let at = pointAt(problem, start ?? new Float64Array(unknowns(problem)))
  let firstSlope = 0
  let moved = 0
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    onIteration?.(iteration)
    const gradient = at.gradient()
    addPenalty(problem, gradient, at.unknown)
    const slope = Math.sqrt(dot(gradient, gradient))
    if (!Number.isFinite(slope)) {
      throw new RangeError('A linear model needs finite numbers: some of these are missing or infinite')
    }
    firstSlope ||= slope
    if (slope === 0) return ended(at, iteration, true)
    const tolerance = Math.min(0.1, Math.sqrt(slope / firstSlope))
    const { step, inexact } = solve(at.unknown, gradient, tolerance, moved)
    const found = lineSearch(problem, at, gradient, step)
    if (!found) return ended(at, iteration, false)
    moved = farthest(found.point.scores, at.scores)
    at = found.point
    if (found.share < 1) continue
    const { kinked } = problem.loss
    const shrinks = kinked ? 1 : moved + inexact
    const small = (kinked || shrinks <= 0.1 || moved <= 1e-8) && moved * shrinks <= 1e-8
    const settled = small && largest(step) * shrinks <= 1e-9 * largest(at.unknown)
    if (settled || moved <= (near ?? 1e-13)) return ended(at, iteration, true)
  }
  return ended(at, maxIterations, false)
}

const ended = ({ unknown, scores }: Point, iterations: number, converged: boolean): NewtonResult => ({
  unknown,
  scores,
  iterations,
  converged,
})

interface Point {
  readonly unknown: Float64Array
  readonly scores: Float64Array
  /** Without the penalty. */
  readonly loss: number
  /** Without the penalty; to be asked for while no other point was looked at since. */
  readonly gradient: () => Float64Array
}

function pointAt(problem: LinearProblem, unknown: Float64Array): Point {
  const { loss, intercept } = problem
  if (loss.sweep) {
    const swept = loss.sweep(unknown, intercept)
    return { unknown, ...swept, gradient: () => swept.gradient }
  }
  const scores = scoresOf(problem, unknown)
  return {
    unknown,
    scores,
    loss: loss.evaluate(scores),
    gradient: () => pullBack(problem, loss.gradient()),
  }
}

/** Halves the step until it lowers the penalised loss enough (Armijo), rounding allowed for. */
function lineSearch(
  problem: LinearProblem,
  from: Point,
  gradient: Float64Array,
  step: Float64Array,
): { point: Point; share: number } | undefined {
  const slope = dot(gradient, step)
  const [linear, square] = penaltyAlong(problem, from.unknown, step)
  for (let share = 1; share > 1e-12; share /= 2) {
    const unknown = from.unknown.map((value, j) => value + share * step[j]!)
    const point = pointAt(problem, unknown)
    const change = point.loss - from.loss + share * linear + share * share * square
    if (change > 1e-4 * share * slope + 1e-11 * Math.abs(from.loss) || Number.isNaN(change)) continue
    return { point, share }
  }
  return undefined
}

function addPenalty(
  { loss, matrix, penalty, interceptPenalty = 0 }: LinearProblem,
  out: Float64Array,
  unknown: Float64Array,
): void {
  const bias = loss.outputs * matrix.cols
  for (let j = 0; j < out.length; j++) out[j]! += (j < bias ? penalty : interceptPenalty) * unknown[j]!
}

/** The penalties at `unknown + share * step` are larger by `share * linear + share² * square`. */
function penaltyAlong(
  { loss, matrix, penalty, interceptPenalty = 0 }: LinearProblem,
  unknown: Float64Array,
  step: Float64Array,
): [linear: number, square: number] {
  const bias = loss.outputs * matrix.cols
  const [w, b] = [unknown.subarray(0, bias), unknown.subarray(bias)]
  const [d, e] = [step.subarray(0, bias), step.subarray(bias)]
  const linear = penalty * dot(w, d) + interceptPenalty * dot(b, e)
  return [linear, (penalty * dot(d, d) + interceptPenalty * dot(e, e)) / 2]
}

function largest(values: Float64Array): number {
  let top = 0
  for (let i = 0; i < values.length; i++) top = Math.max(top, Math.abs(values[i]!))
  return top
}

function farthest(a: Float64Array, b: Float64Array): number {
  let top = 0
  for (let i = 0; i < a.length; i++) {
    const apart = Math.abs(a[i]! - b[i]!)
    if (apart > top) top = apart
  }
  return top
}
