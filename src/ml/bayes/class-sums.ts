import type { Matrix } from '../../core/matrix'

/** What each class weighs. */
export function classWeights(
  codes: Float64Array,
  classes: number,
  weights: Float64Array | undefined,
): Float64Array {
  const out = new Float64Array(classes)
  codes.forEach((code, row) => (out[code]! += weights?.[row] ?? 1))
  return out
}

/** The logarithm of each class's share of the weight, or the same for all. */
export function logPriors(ofClass: Float64Array, fitPrior: boolean): Float64Array {
  const total = ofClass.reduce((sum, weight) => sum + weight, 0)
  return ofClass.map((weight) => (fitPrior ? Math.log(weight / total) : -Math.log(ofClass.length)))
}

/**
 * The weighted sum of every column over the rows of every class.
 * @returns classes x cols, row-major
 */
export function classSums(
  matrix: Matrix,
  codes: Float64Array,
  classes: number,
  weights: Float64Array | undefined,
): Float64Array {
  const { rows, cols, values } = matrix
  const out = new Float64Array(classes * cols)
  for (let row = 0; row < rows; row++) {
    const weight = weights?.[row] ?? 1
    const to = codes[row]! * cols
    if (matrix.kind === 'dense') {
      for (let k = 0; k < cols; k++) out[to + k]! += weight * values[row * cols + k]!
    } else {
      for (let at = matrix.indptr[row]!; at < matrix.indptr[row + 1]!; at++)
        out[to + matrix.indices[at]!]! += weight * values[at]!
    }
  }
  return out
}
