import { type Matrix } from '../../core/matrix'
import { denseRow } from '../matrix-ops'
import { rowSquares, rowTimes } from '../matrix-rows'

/** exp(-gamma |a - b|²) of every row of `of` with row i of `from`. */
export function rbfRow(
  from: Matrix,
  i: number,
  of: Matrix,
  squares: Float64Array,
  gamma: number,
): Float64Array {
  const row = new Float64Array(from.cols)
  denseRow(from, i, row)
  let own = 0
  for (let j = 0; j < row.length; j++) own += row[j]! * row[j]!
  const out = new Float64Array(of.rows)
  for (let k = 0; k < out.length; k++) {
    out[k] = Math.exp(-gamma * Math.max(0, own + squares[k]! - 2 * rowTimes(of, k, row)))
  }
  return out
}

const CACHE_BYTES = 300_000_000

/** Rows of the kernel matrix of all rows, made when they are asked for and kept while there is room. */
export class RbfKernel {
  readonly #matrix: Matrix
  readonly #squares: Float64Array
  readonly #gamma: number
  readonly #most: number
  readonly #kept = new Map<number, Float64Array>()

  constructor(matrix: Matrix, gamma: number) {
    this.#matrix = matrix
    this.#squares = rowSquares(matrix)
    this.#gamma = gamma
    this.#most = Math.max(2, Math.floor(CACHE_BYTES / (8 * Math.max(1, matrix.rows))))
  }

  row(i: number): Float64Array {
    const known = this.#kept.get(i)
    if (known) return known
    if (this.#kept.size >= this.#most) this.#kept.delete(this.#kept.keys().next().value!)
    const made = rbfRow(this.#matrix, i, this.#matrix, this.#squares, this.#gamma)
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
