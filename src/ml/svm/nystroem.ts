import { dense, takeRows, type DenseMatrix, type Matrix } from '../../core/matrix'
import { permutation, type Random } from '../../core/random'
import { cholesky } from '../cholesky'
import { type KernelMachine } from './machine'
import { rbfRows } from './rbf'

/** Features whose products are about the kernel, and the way back from a linear model of them to a machine. */
export interface Nystroem {
  readonly features: DenseMatrix
  machine(coef: Float64Array, intercept: Float64Array): KernelMachine
}

/**
 * Nyström's approximation of a kernel (Williams and Seeger 2001): rows are told by their kernel with a few of them
 * that are drawn by lot.
 * @param count how many are drawn
 */
export function nystroem(matrix: Matrix, gamma: number, count: number, random: Random): Nystroem {
  const drawn = permutation(matrix.rows, random).slice(0, count).sort()
  const supports = takeRows(matrix, drawn)
  const size = supports.rows
  const among = rbfRows(supports, supports, gamma)
  const kernelOf = rbfRows(matrix, supports, gamma)
  const inner = new Float64Array(size * size)
  for (let i = 0; i < size; i++) inner.set(among(i), i * size)
  const factor = factorOf(inner, size)
  const values = new Float64Array(matrix.rows * size)
  for (let i = 0; i < matrix.rows; i++) {
    values.set(forward(factor, kernelOf(i)), i * size)
  }
  return {
    features: dense(matrix.rows, size, values),
    machine(coef, intercept) {
      const back = new Float64Array(coef.length)
      for (let k = 0; k < intercept.length; k++) {
        back.set(backward(factor, coef.subarray(k * size, (k + 1) * size)), k * size)
      }
      return { gamma, supports, coef: back, intercept }
    },
  }
}

/** Rows that are alike make the matrix singular: its diagonal is lifted until it is not. */
function factorOf(inner: Float64Array, size: number): Float64Array {
  for (let lift = 1e-9; ; lift *= 100) {
    for (let i = 0; i < size; i++) inner[i * size + i] = 1 + lift
    const factor = cholesky(inner, size)
    if (factor) return factor
  }
}

/** The x with `L x = b`. */
function forward(l: Float64Array, b: Float64Array): Float64Array {
  const size = b.length
  const x = Float64Array.from(b)
  for (let i = 0; i < size; i++) {
    let value = x[i]!
    for (let k = 0, row = i * size; k < i; k++) value -= l[row + k]! * x[k]!
    x[i] = value / l[i * size + i]!
  }
  return x
}

/** The x with `Lᵀ x = b`. */
function backward(l: Float64Array, b: Float64Array): Float64Array {
  const size = b.length
  const x = Float64Array.from(b)
  for (let i = size - 1; i >= 0; i--) {
    const value = (x[i]! /= l[i * size + i]!)
    for (let k = 0, row = i * size; k < i; k++) x[k]! -= value * l[row + k]!
  }
  return x
}
