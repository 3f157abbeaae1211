import { dot } from './matrix-ops'
import { newtonSolver, pullBack, scoresOf, unknowns, type LinearProblem } from './newton-direction'

export interface NewtonOptions {
  readonly maxIterations: number
  /** Where to begin; 0 by default. */
  readonly start?: Float64Array
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
 * as a limit on the gradient does. It has to fall below 1e-9 for scores and 1e-10, relatively, for coefficients.
 * Where the Hessian jumps, the next step is taken to be as large as this one.
 */
export function newton(
  problem: LinearProblem,
  { maxIterations, start, onIteration }: NewtonOptions,
): NewtonResult {
  const { loss } = problem
  const solve = newtonSolver(problem)
  const unknown = start ?? new Float64Array(unknowns(problem))
  let at: Point = { unknown, scores: scoresOf(problem, unknown), loss: 0 }
  at = { ...at, loss: loss.evaluate(at.scores) }
  let firstSlope = 0
  let moved = 0
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    onIteration?.(iteration)
    const gradient = pullBack(problem, loss.gradient())
    addPenalty(problem, gradient, at.unknown)
    const slope = Math.sqrt(dot(gradient, gradient))
    if (!Number.isFinite(slope)) {
      throw new RangeError('A linear model needs finite numbers: some of these are missing or infinite')
    }
    firstSlope ||= slope
    const ended = { unknown: at.unknown, scores: at.scores, iterations: iteration }
    if (slope === 0) return { ...ended, converged: true }
    const { step, inexact } = solve(gradient, Math.min(0.1, Math.sqrt(slope / firstSlope)), moved)
    const along = scoresOf(problem, step)
    const found = lineSearch(problem, at, gradient, step, along)
    if (!found) return { ...ended, converged: false }
    at = found.point
    moved = found.share * largest(along)
    const shrinks = loss.kinked ? 1 : moved + inexact
    const small = (loss.kinked || shrinks <= 0.01 || moved <= 1e-8) && moved * shrinks <= 1e-9
    const settled = small && largest(step) * shrinks <= 1e-10 * largest(at.unknown)
    if (found.share === 1 && (settled || moved <= 1e-13)) {
      return { unknown: at.unknown, scores: at.scores, iterations: iteration, converged: true }
    }
  }
  return { unknown: at.unknown, scores: at.scores, iterations: maxIterations, converged: false }
}

interface Point {
  readonly unknown: Float64Array
  readonly scores: Float64Array
  /** Without the penalty. */
  readonly loss: number
}

/** Halves the step until it lowers the penalised loss enough (Armijo), rounding allowed for. */
function lineSearch(
  problem: LinearProblem,
  from: Point,
  gradient: Float64Array,
  step: Float64Array,
  along: Float64Array,
): { point: Point; share: number } | undefined {
  const slope = dot(gradient, step)
  const [linear, square] = penaltyAlong(problem, from.unknown, step)
  const scores = new Float64Array(along.length)
  for (let share = 1; share > 1e-12; share /= 2) {
    for (let i = 0; i < scores.length; i++) scores[i] = from.scores[i]! + share * along[i]!
    const loss = problem.loss.evaluate(scores)
    const change = loss - from.loss + share * linear + share * share * square
    if (change > 1e-4 * share * slope + 1e-11 * Math.abs(from.loss) || Number.isNaN(change)) continue
    const unknown = from.unknown.map((value, j) => value + share * step[j]!)
    return { point: { unknown, scores, loss }, share }
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
