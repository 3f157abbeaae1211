import { type RbfKernel } from './rbf'

/** Minimises `0.5 aᵀ Q a + pᵀ a` with 0 ≤ a ≤ costs and `signsᵀ a` = 0, Q being `signs_s signs_t K(rows_s, rows_t)`. */
export interface DualProblem {
  readonly kernel: RbfKernel
  /** The row of the kernel behind every unknown; more than one may share it. */
  readonly rows: Uint32Array
  /** 1 or -1. */
  readonly signs: Float64Array
  readonly costs: Float64Array
  readonly linear: Float64Array
}

export interface DualSolution {
  /** `signs × a`: what each unknown adds to the decision. */
  readonly coef: Float64Array
  readonly intercept: number
}

const LEAST_CURVATURE = 1e-12
const STEPS_PER_SIGN = 1000

/**
 * Sequential minimal optimisation with second-order working sets (Fan, Chen and Lin 2005), as LIBSVM does it, without
 * shrinking: two unknowns at a time move to their best.
 * @param tol ends when no pair violates its optimality by more
 * @param onSteps called now and then with the number of steps; what it throws ends the work
 */
export function solveDual(
  { kernel, rows, signs, costs, linear }: DualProblem,
  tol: number,
  onSteps: (steps: number) => void,
): DualSolution {
  const size = rows.length
  const a = new Float64Array(size)
  // The gradient times the sign, less which the signs drop out of the loops below.
  const slopes = linear.map((value, t) => value * signs[t]!)
  const rises = new Uint8Array(size)
  const falls = new Uint8Array(size)
  const mark = (t: number) => {
    rises[t] = (signs[t]! > 0 ? a[t]! < costs[t]! : a[t]! > 0) ? 1 : 0
    falls[t] = (signs[t]! > 0 ? a[t]! > 0 : a[t]! < costs[t]!) ? 1 : 0
  }
  for (let t = 0; t < size; t++) mark(t)
  const most = Math.max(10_000_000, 100 * size)
  for (let step = 1; step <= most; step++) {
    if (step % STEPS_PER_SIGN === 0) onSteps(step)
    let first = -1
    let top = -Infinity
    for (let t = 0; t < size; t++) {
      if (rises[t] === 1 && -slopes[t]! > top) {
        top = -slopes[t]!
        first = t
      }
    }
    if (first < 0) break
    const own = kernel.row(rows[first]!)
    let second = -1
    let bottom = Infinity
    let gain = 0
    for (let t = 0; t < size; t++) {
      if (falls[t] === 0) continue
      const slope = -slopes[t]!
      if (slope < bottom) bottom = slope
      const way = top - slope
      if (way <= 0) continue
      const bend = Math.max(LEAST_CURVATURE, 2 - 2 * own[rows[t]!]!)
      if ((way * way) / bend > gain) {
        gain = (way * way) / bend
        second = t
      }
    }
    if (second < 0 || top - bottom < tol) break
    const other = kernel.row(rows[second]!)
    const bend = Math.max(LEAST_CURVATURE, 2 - 2 * own[rows[second]!]!)
    const roomUp = signs[first]! > 0 ? costs[first]! - a[first]! : a[first]!
    const roomDown = signs[second]! > 0 ? a[second]! : costs[second]! - a[second]!
    const by = Math.min((top + slopes[second]!) / bend, roomUp, roomDown)
    a[first] = by === roomUp ? (signs[first]! > 0 ? costs[first]! : 0) : a[first]! + signs[first]! * by
    a[second] = by === roomDown ? (signs[second]! > 0 ? 0 : costs[second]!) : a[second]! - signs[second]! * by
    mark(first)
    mark(second)
    for (let t = 0; t < size; t++) slopes[t]! += by * (own[rows[t]!]! - other[rows[t]!]!)
  }
  return { coef: a.map((value, t) => value * signs[t]!), intercept: interceptOf(a, signs, costs, slopes) }
}

/** The mean over unknowns between their bounds, or the middle of what the others allow. */
function interceptOf(
  a: Float64Array,
  signs: Float64Array,
  costs: Float64Array,
  slopes: Float64Array,
): number {
  let [high, low, sum, free] = [Infinity, -Infinity, 0, 0]
  slopes.forEach((slope, t) => {
    const atCost = a[t]! >= costs[t]!
    if (a[t]! > 0 && !atCost) {
      sum += slope
      free++
    } else if (atCost === signs[t]! < 0) high = Math.min(high, slope)
    else low = Math.max(low, slope)
  })
  return free > 0 ? -sum / free : -(high + low) / 2
}
