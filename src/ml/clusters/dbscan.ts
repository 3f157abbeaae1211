import type { DenseMatrix } from '../../core/matrix'
import { nearestCentres } from './centres'

export interface Dbscan {
  /** Cluster of every row, from 0 on in the order in which they are found; -1 is noise. */
  readonly clusters: Int32Array
  readonly count: number
  /** Rows with enough others around them, in order. */
  readonly core: Uint32Array
}

/**
 * DBSCAN (Ester et al. 1996) as scikit-learn's, with Euclidean distances: rows that weigh at least `least` together within
 * `eps` of a row, itself among them, make it a core row; core rows within `eps` of each other are of one cluster, and so
 * are the rows around them.
 * @param onRow called now and then with how many rows were looked at; it may throw to stop
 */
export function dbscan(
  matrix: DenseMatrix,
  eps: number,
  least: number,
  weights: Float64Array | undefined,
  onRow: (row: number) => void,
): Dbscan {
  const { rows } = matrix
  const around = neighboursWithin(matrix, eps)
  const isCore = new Uint8Array(rows)
  const found: (Uint32Array | null)[] = []
  for (let row = 0; row < rows; row++) {
    if (row % 256 === 0) onRow(row)
    const near = around(row)
    let weight = 0
    for (const other of near) weight += weights ? weights[other]! : 1
    isCore[row] = weight >= least ? 1 : 0
    found.push(isCore[row] ? near : null)
  }
  const clusters = new Int32Array(rows).fill(-1)
  let count = 0
  for (let row = 0; row < rows; row++) {
    if (clusters[row]! >= 0 || !isCore[row]) continue
    const open = [row]
    clusters[row] = count
    for (let from = open.pop(); from !== undefined; from = open.pop()) {
      for (const other of found[from] ?? []) {
        if (clusters[other]! >= 0) continue
        clusters[other] = count
        if (isCore[other]) open.push(other)
      }
    }
    count++
  }
  const core = Uint32Array.from(isCore.keys()).filter((row) => isCore[row] === 1)
  return { clusters, count, core }
}

/** The rows within `eps` of a row, by looking only at those whose first column is. */
function neighboursWithin({ rows, cols, values }: DenseMatrix, eps: number): (row: number) => Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => values[a * cols]! - values[b * cols]! || a - b,
  )
  const place = new Uint32Array(rows)
  order.forEach((row, at) => (place[row] = at))
  const most = eps * eps
  const isNear = (a: number, b: number): boolean => {
    let sum = 0
    for (let k = 0; k < cols && sum <= most; k++) sum += (values[a * cols + k]! - values[b * cols + k]!) ** 2
    return sum <= most
  }
  return (row) => {
    const near: number[] = []
    const from = values[row * cols]!
    for (let at = place[row]!; at < rows && values[order[at]! * cols]! - from <= eps; at++)
      if (isNear(row, order[at]!)) near.push(order[at]!)
    for (let at = place[row]! - 1; at >= 0 && from - values[order[at]! * cols]! <= eps; at--)
      if (isNear(row, order[at]!)) near.push(order[at]!)
    return Uint32Array.from(near)
  }
}

/**
 * About how many neighbours all core rows have together, where rows are as these and `rows` of them.
 * @param least rows that make a core
 */
export function pairsWithin(sample: DenseMatrix, eps: number, least: number, rows: number): number {
  const around = neighboursWithin(sample, eps)
  const share = (rows - 1) / Math.max(1, sample.rows - 1)
  let pairs = 0
  for (let row = 0; row < sample.rows; row++) {
    const near = 1 + (around(row).length - 1) * share
    if (near >= least) pairs += near
  }
  return (pairs * rows) / Math.max(1, sample.rows)
}

/** The cluster of the nearest core row, where that is within `eps`; -1, noise, otherwise. NaN cells are noise too. */
export function nearestCore(
  matrix: DenseMatrix,
  core: Float64Array,
  clusters: Int32Array,
  eps: number,
): Int32Array {
  const { cols, values } = matrix
  const nearest = nearestCentres(matrix, { count: clusters.length, cols, values: core })
  return nearest.map((at, row) => {
    if (at < 0) return -1
    let sum = 0
    for (let k = 0; k < cols; k++) sum += (values[row * cols + k]! - core[at * cols + k]!) ** 2
    return sum <= eps * eps ? clusters[at]! : -1
  })
}
