import type { DenseMatrix } from '../core/matrix'

/** Where rows lie on the two axes along which they differ most, for a look at them. */
export interface PrincipalPlane {
  /** rows x 2, row-major */
  readonly points: Float64Array
  /** The share of the variance along each axis. */
  readonly shares: readonly [number, number]
}

const STEPS = 100

/**
 * The first two principal components, by turning two directions towards them step by step; each is signed so that its
 * largest weight is above 0. Close to exact where the variances differ, and good to look at where they do not.
 */
export function principalPlane(matrix: DenseMatrix): PrincipalPlane {
  const { rows, cols } = matrix
  const centred = centredRows(matrix)
  const total = centred.reduce((sum, value) => sum + value * value, 0)
  const points = new Float64Array(rows * 2)
  const first = direction(centred, rows, cols, null)
  const second = direction(centred, rows, cols, first)
  const shares = [first, second].map((axis, k) => {
    let along = 0
    for (let row = 0; row < rows; row++) {
      let place = 0
      for (let j = 0; j < cols; j++) place += centred[row * cols + j]! * axis[j]!
      points[row * 2 + k] = place
      along += place * place
    }
    return total > 0 ? along / total : 0
  })
  return { points, shares: [shares[0]!, shares[1]!] }
}

function centredRows({ rows, cols, values }: DenseMatrix): Float64Array {
  const means = new Float64Array(cols)
  for (let at = 0; at < values.length; at++) means[at % cols]! += values[at]! / rows
  return values.map((value, at) => value - means[at % cols]!)
}

/** The direction of most variance, at right angles to another one. All zeros when there is none left. */
function direction(
  centred: Float64Array,
  rows: number,
  cols: number,
  other: Float64Array | null,
): Float64Array {
  let axis = Float64Array.from({ length: cols }, (_, j) => 1 + ((j * 7919) % 13) / 13)
  for (let step = 0; step < STEPS; step++) {
    const next = new Float64Array(cols)
    for (let row = 0; row < rows; row++) {
      let place = 0
      for (let j = 0; j < cols; j++) place += centred[row * cols + j]! * axis[j]!
      for (let j = 0; j < cols; j++) next[j]! += place * centred[row * cols + j]!
    }
    if (other) {
      const shared = next.reduce((sum, value, j) => sum + value * other[j]!, 0)
      other.forEach((value, j) => (next[j]! -= shared * value))
    }
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0))
    if (!(length > 0)) return new Float64Array(cols)
    axis = next.map((value) => value / length)
  }
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best), 0)
  return largest < 0 ? axis.map((value) => -value) : axis
}
