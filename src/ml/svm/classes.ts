import { type Matrix } from '../../core/matrix'
import { type Random } from '../../core/random'
import { BARE_MARGIN, heldOutSigmoids } from '../platt'
import { type Sigmoid } from '../sigmoid-calibration'
import { machineOf, type KernelMachine } from './machine'
import { RbfKernel } from './rbf'
import { solveDual } from './smo'

export interface SvmClassesOptions {
  readonly C: number
  readonly gamma: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array | undefined
  readonly tol: number
  /** Draws the folds of Platt's sigmoids; without it margins are taken as they are. */
  readonly random?: Random | undefined
  /** Called now and then, with the share of fits that are done; what it throws ends the work. */
  readonly onProgress: (share: number) => void
}

/** A machine for every pair of classes, each positive for the second, and a sigmoid for each. */
export interface SvmClasses {
  readonly machine: KernelMachine
  readonly sigmoids: readonly Sigmoid[]
  /** False where a class had too few rows to calibrate. */
  readonly calibrated: boolean
}

/** 0-1, 0-2, ..., 1-2, ... */
export const pairsOf = (classes: number): (readonly [number, number])[] =>
  Array.from({ length: classes }, (_, k) => k).flatMap((first) =>
    Array.from({ length: classes - first - 1 }, (_, k) => [first, first + k + 1] as const),
  )

/**
 * Support vector classification with an RBF kernel, as scikit-learn's SVC: one machine for every pair of classes,
 * each minimising `0.5 |w|² + C Σ weight * max(0, 1 - margin)`.
 * @param codes 0 to classes - 1, each with a row that weighs something
 */
export function fitSvmClasses(
  matrix: Matrix,
  codes: Float64Array,
  classes: number,
  { C, gamma, weights, tol, random, onProgress }: SvmClassesOptions,
): SvmClasses {
  const kernel = new RbfKernel(matrix, gamma)
  const pairs = pairsOf(classes)
  const coef = new Float64Array(pairs.length * matrix.rows)
  const intercept = new Float64Array(pairs.length)
  const fits = pairs.length * (random ? 6 : 1)
  let done = 0
  const fitPair = (rows: Uint32Array, second: number) => {
    const signs = Float64Array.from(rows, (row) => (codes[row] === second ? 1 : -1))
    const costs = Float64Array.from(rows, (row) => C * (weights?.[row] ?? 1))
    const problem = { kernel, rows, signs, costs, linear: new Float64Array(rows.length).fill(-1) }
    const solved = solveDual(problem, tol, () => onProgress(done / fits))
    onProgress(++done / fits)
    return solved
  }
  const sigmoids = pairs.map(([first, second], pair) => {
    const rows = Uint32Array.from(codes.keys()).filter(
      (row) => (codes[row] === first || codes[row] === second) && (weights?.[row] ?? 1) > 0,
    )
    const whole = fitPair(rows, second)
    rows.forEach((row, t) => (coef[pair * matrix.rows + row] = whole.coef[t]!))
    intercept[pair] = whole.intercept
    const own = Float64Array.from(rows, (row) => (codes[row] === second ? 1 : 0))
    const found =
      random &&
      heldOutSigmoids(own, 2, random, (train, held) => {
        const from = train.map((at) => rows[at]!)
        const part = fitPair(from, second)
        return Float64Array.from(held, (at) => decisionOf(kernel, from, part, rows[at]!))
      })
    return found?.[0]
  })
  return {
    machine: machineOf(matrix, gamma, coef, intercept),
    sigmoids: sigmoids.map((one) => one ?? BARE_MARGIN),
    calibrated: sigmoids.every((one) => one !== undefined),
  }
}

function decisionOf(
  kernel: RbfKernel,
  rows: Uint32Array,
  { coef, intercept }: { readonly coef: Float64Array; readonly intercept: number },
  row: number,
): number {
  const own = kernel.row(row)
  let total = intercept
  for (let t = 0; t < rows.length; t++) if (coef[t] !== 0) total += coef[t]! * own[rows[t]!]!
  return total
}
