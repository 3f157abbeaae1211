import type { DenseMatrix } from '../../core/matrix'

export type MetricName = 'euclidean' | 'manhattan' | 'minkowski' | 'cosine'

/** How far rows are apart. `p` is the power of `minkowski`. */
export interface Metric {
  readonly metric: MetricName
  readonly p: number
}

/**
 * What rows are ranked by: the sum of squares, of absolute values or of powers of the differences, or 1 less the product.
 * It rises with the distance and costs less.
 */
export type Rank = 'squares' | 'absolutes' | 'powers' | 'product'

export function rankOf({ metric, p }: Metric): Rank {
  if (metric === 'cosine') return 'product'
  if (metric === 'euclidean' || (metric === 'minkowski' && p === 2)) return 'squares'
  return metric === 'manhattan' || p === 1 ? 'absolutes' : 'powers'
}

/** Products of unit vectors this near to 1 differ from it by rounding alone. */
const ROUNDING = 1e-12

export function distanceOf(ranked: number, rank: Rank, p: number): number {
  if (rank === 'squares') return Math.sqrt(ranked)
  if (rank === 'powers') return ranked ** (1 / p)
  if (rank === 'absolutes') return ranked
  return ranked < ROUNDING ? 0 : ranked
}

/** Rows of length 1, for products; a row of zeros stays as it is. */
export function unitRows({ rows, cols, values }: DenseMatrix): Float64Array {
  const out = new Float64Array(values.length)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let at = i * cols; at < (i + 1) * cols; at++) sum += values[at]! * values[at]!
    const length = Math.sqrt(sum) || 1
    for (let at = i * cols; at < (i + 1) * cols; at++) out[at] = values[at]! / length
  }
  return out
}

/** Writes what a query is ranked by against some rows, one after the other. */
export type RankRows = (x: Float64Array, rows: Float64Array, out: Float64Array) => void

/*
 * Sums run in ascending order of the columns, one by one, as in the kernel; four rows at a time, since one sum alone waits
 * for itself. Each rank has a loop of its own, since a call per cell takes many times as long.
 */

const squares: RankRows = (x, rows, out) => {
  const cols = x.length
  const last = rows.length - cols
  for (let row = 0; row < out.length; row += 4) {
    const [a, b, c, d] = placesOf(row, cols, last)
    let sumA = 0
    let sumB = 0
    let sumC = 0
    let sumD = 0
    for (let k = 0; k < cols; k++) {
      const cell = x[k]!
      const apartA = cell - rows[a + k]!
      const apartB = cell - rows[b + k]!
      const apartC = cell - rows[c + k]!
      const apartD = cell - rows[d + k]!
      sumA += apartA * apartA
      sumB += apartB * apartB
      sumC += apartC * apartC
      sumD += apartD * apartD
    }
    put(out, row, sumA, sumB, sumC, sumD)
  }
}

const absolutes: RankRows = (x, rows, out) => {
  const cols = x.length
  const last = rows.length - cols
  for (let row = 0; row < out.length; row += 4) {
    const [a, b, c, d] = placesOf(row, cols, last)
    let sumA = 0
    let sumB = 0
    let sumC = 0
    let sumD = 0
    for (let k = 0; k < cols; k++) {
      const cell = x[k]!
      sumA += Math.abs(cell - rows[a + k]!)
      sumB += Math.abs(cell - rows[b + k]!)
      sumC += Math.abs(cell - rows[c + k]!)
      sumD += Math.abs(cell - rows[d + k]!)
    }
    put(out, row, sumA, sumB, sumC, sumD)
  }
}

const product: RankRows = (x, rows, out) => {
  const cols = x.length
  const last = rows.length - cols
  for (let row = 0; row < out.length; row += 4) {
    const [a, b, c, d] = placesOf(row, cols, last)
    let sumA = 0
    let sumB = 0
    let sumC = 0
    let sumD = 0
    for (let k = 0; k < cols; k++) {
      const cell = x[k]!
      sumA += cell * rows[a + k]!
      sumB += cell * rows[b + k]!
      sumC += cell * rows[c + k]!
      sumD += cell * rows[d + k]!
    }
    put(out, row, 1 - sumA, 1 - sumB, 1 - sumC, 1 - sumD)
  }
}

/** Where four rows begin; past the last one that one again. */
const placesOf = (row: number, cols: number, last: number): readonly [number, number, number, number] => [
  row * cols,
  Math.min(last, (row + 1) * cols),
  Math.min(last, (row + 2) * cols),
  Math.min(last, (row + 3) * cols),
]

function put(out: Float64Array, row: number, a: number, b: number, c: number, d: number): void {
  out[row] = a
  if (row + 1 < out.length) out[row + 1] = b
  if (row + 2 < out.length) out[row + 2] = c
  if (row + 3 < out.length) out[row + 3] = d
}

const powers =
  (p: number): RankRows =>
  (x, rows, out) => {
    const cols = x.length
    for (let row = 0, at = 0; row < out.length; row++, at += cols) {
      let sum = 0
      for (let k = 0; k < cols; k++) sum += Math.abs(x[k]! - rows[at + k]!) ** p
      out[row] = sum
    }
  }

export const rankRows = (rank: Rank, p: number): RankRows =>
  rank === 'powers' ? powers(p) : { squares, absolutes, product }[rank]
