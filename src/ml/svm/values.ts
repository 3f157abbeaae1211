import { type Matrix } from '../../core/matrix'
import { machineOf, type KernelMachine } from './machine'
import { RbfKernel } from './rbf'
import { solveDual } from './smo'

export interface SvmValuesOptions {
  readonly C: number
  readonly gamma: number
  /** Errors below it cost nothing. */
  readonly epsilon: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array | undefined
  readonly tol: number
  /** Called now and then; what it throws ends the work. */
  readonly onProgress: () => void
}

/** Support vector regression with an RBF kernel, as scikit-learn's SVR: `0.5 |w|² + C Σ weight * max(0, |error| - epsilon)`. */
export function fitSvmValues(
  matrix: Matrix,
  y: Float64Array,
  { C, gamma, epsilon, weights, tol, onProgress }: SvmValuesOptions,
): KernelMachine {
  const some = Uint32Array.from(y.keys()).filter((row) => (weights?.[row] ?? 1) > 0)
  const size = some.length
  const rows = new Uint32Array(2 * size)
  const signs = new Float64Array(2 * size).fill(1, 0, size).fill(-1, size)
  const costs = new Float64Array(2 * size)
  const linear = new Float64Array(2 * size)
  some.forEach((row, t) => {
    rows[t] = rows[t + size] = row
    costs[t] = costs[t + size] = C * (weights?.[row] ?? 1)
    linear[t] = epsilon - y[row]!
    linear[t + size] = epsilon + y[row]!
  })
  const solved = solveDual(
    { kernel: new RbfKernel(matrix, gamma), rows, signs, costs, linear },
    tol,
    onProgress,
  )
  const coef = new Float64Array(matrix.rows)
  some.forEach((row, t) => (coef[row] = solved.coef[t]! + solved.coef[t + size]!))
  return machineOf(matrix, gamma, coef, Float64Array.of(solved.intercept))
}
