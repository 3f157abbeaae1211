import { type Matrix } from '../../core/matrix'
import { addRow, rowSquares, rowTimes } from '../matrix-rows'

/**
 * exp(-gamma |a - b|²) of row i of `from` with every row of `of`, by i. The row is laid out as a dense one, and taken
 * off again number by number, so that very many columns cost nothing.
 */
export function rbfRows(from: Matrix, of: Matrix, gamma: number): (i: number) => Float64Array {
  const squares = rowSquares(of)
  const owns = from === of ? squares : rowSquares(from)
  const row = new Float64Array(from.cols)
  return (i) => {
    addRow(from, i, 1, row)
    const out = new Float64Array(of.rows)
    for (let k = 0; k < out.length; k++) {
      out[k] = Math.exp(-gamma * Math.max(0, owns[i]! + squares[k]! - 2 * rowTimes(of, k, row)))
    }
    clearRow(from, i, row)
    return out
  }
}

function clearRow(matrix: Matrix, i: number, row: Float64Array): void {
  if (matrix.kind === 'dense') row.fill(0)
  else for (let at = matrix.indptr[i]!; at < matrix.indptr[i + 1]!; at++) row[matrix.indices[at]!] = 0
}

const CACHE_BYTES = 300_000_000

/** The bytes that so many rows of the kernel matrix of all rows are kept in. */
export const kernelCacheBytes = (rows: number, asked: number): number =>
  Math.min(CACHE_BYTES, asked * rows * 8)

/** Rows of the kernel matrix of all rows, made when they are asked for and kept while there is room. */
export class RbfKernel {
  readonly #make: (i: number) => Float64Array
  readonly #most: number
  readonly #kept = new Map<number, Float64Array>()

  constructor(matrix: Matrix, gamma: number) {
    this.#make = rbfRows(matrix, matrix, gamma)
    this.#most = Math.max(2, Math.floor(CACHE_BYTES / (8 * Math.max(1, matrix.rows))))
  }

  row(i: number): Float64Array {
    const known = this.#kept.get(i)
    if (known) return known
    if (this.#kept.size >= this.#most) this.#kept.delete(this.#kept.keys().next().value!)
    const made = this.#make(i)
    made[i] = 1
    this.#kept.set(i, made)
    return made
  }
}

/** scikit-learn's: 1 / (columns × variance of all numbers), or 1 / columns. */
export function gammaOf(matrix: Matrix, gamma: 'scale' | 'auto'): number {
  const { rows, cols, values } = matrix
  if (gamma === 'auto') return 1 / cols
  const count = rows * cols
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const zeros = count - values.length
  const variance = (values.reduce((sum, value) => sum + (value - mean) ** 2, 0) + zeros * mean * mean) / count
  return variance > 0 ? 1 / (cols * variance) : 1
}
