import type { DenseMatrix } from '../../core/matrix'

/** Centres of clusters: count x cols, row-major. */
export interface Centres {
  readonly count: number
  readonly cols: number
  readonly values: Float64Array
}

function squareTo({ cols, values }: DenseMatrix, row: number, to: Float64Array, at: number): number {
  let sum = 0
  for (let k = 0, from = row * cols; k < cols; k++) {
    const apart = values[from + k]! - to[at + k]!
    sum += apart * apart
  }
  return sum
}

/** The nearest centre of every row, the first of several; -1 for a row with a cell that is not finite. */
export function nearestCentres(matrix: DenseMatrix, { count, cols, values }: Centres): Int32Array {
  return Int32Array.from({ length: matrix.rows }, (_, row) => {
    let nearest = -1
    let least = Infinity
    for (let k = 0; k < count; k++) {
      const square = squareTo(matrix, row, values, k * cols)
      if (square < least) {
        least = square
        nearest = k
      }
    }
    return nearest
  })
}

/** The centres in another order, and the clusters renumbered alike: the heaviest cluster first. */
export function byWeight<T extends { readonly centres: Centres; readonly clusters: Int32Array }>(
  found: T,
  weights: Float64Array | undefined,
): T {
  const { count, cols, values } = found.centres
  const sizes = new Float64Array(count)
  found.clusters.forEach((cluster, row) => (sizes[cluster]! += weights?.[row] ?? 1))
  const order = Array.from({ length: count }, (_, k) => k).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const moved = new Float64Array(values.length)
  const place = new Int32Array(count)
  order.forEach((from, to) => {
    place[from] = to
    moved.set(values.subarray(from * cols, (from + 1) * cols), to * cols)
  })
  return {
    ...found,
    centres: { count, cols, values: moved },
    clusters: found.clusters.map((cluster) => place[cluster]!),
  }
}
