import { takeRows, type Matrix } from '../../core/matrix'
import { rbfRows } from './rbf'

/** Decisions that are weighted sums of the kernel with a few rows. */
export interface KernelMachine {
  readonly gamma: number
  readonly supports: Matrix
  /** decisions × supports, row-major. */
  readonly coef: Float64Array
  /** One number per decision. */
  readonly intercept: Float64Array
}

/** @returns rows × decisions, row-major */
export function decisionsOf(
  { gamma, supports, coef, intercept }: KernelMachine,
  matrix: Matrix,
): Float64Array {
  const outputs = intercept.length
  const kernelOf = rbfRows(matrix, supports, gamma)
  const out = new Float64Array(matrix.rows * outputs)
  for (let i = 0; i < matrix.rows; i++) {
    const kernel = kernelOf(i)
    for (let k = 0; k < outputs; k++) {
      let total = intercept[k]!
      for (let s = 0, at = k * supports.rows; s < kernel.length; s++) total += coef[at + s]! * kernel[s]!
      out[i * outputs + k] = total
    }
  }
  return out
}

/** A machine of all rows, without those that no decision needs. @param coef decisions × rows */
export function machineOf(
  matrix: Matrix,
  gamma: number,
  coef: Float64Array,
  intercept: Float64Array,
): KernelMachine {
  const { rows } = matrix
  const needed = Uint32Array.from({ length: rows }, (_, i) => i).filter((i) =>
    intercept.some((_, k) => coef[k * rows + i] !== 0),
  )
  const kept = new Float64Array(intercept.length * needed.length)
  for (let k = 0; k < intercept.length; k++) {
    needed.forEach((row, s) => (kept[k * needed.length + s] = coef[k * rows + row]!))
  }
  return { gamma, supports: takeRows(matrix, needed), coef: kept, intercept }
}
