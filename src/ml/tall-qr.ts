import { LEAST_SQUARE } from './qr'

/** Rows of a least squares problem, each with its right-hand side last. */
export interface RowSource {
  readonly rows: number
  /** Columns without the right-hand side. */
  readonly cols: number
  /** Writes row i, cols + 1 numbers. */
  readonly read: (i: number, out: Float64Array) => void
}

const chunkRows = 256

/**
 * Turns many rows into cols + 1 rows with the same least squares solution: the triangle R of a Householder QR
 * of `[X y]`, built up chunk by chunk, so that no copy of X is made.
 * @returns (cols + 1) × (cols + 1), row-major, zero below the diagonal
 */
export function triangle({ rows, cols, read }: RowSource): Float64Array {
  const width = cols + 1
  const r = new Float64Array(width * width)
  const row = new Float64Array(width)
  const chunk = new Float64Array(width * chunkRows)
  for (let first = 0; first < rows; first += chunkRows) {
    const count = Math.min(chunkRows, rows - first)
    for (let i = 0; i < count; i++) {
      read(first + i, row)
      for (let j = 0; j < width; j++) chunk[j * count + i] = row[j]!
    }
    absorb(r, chunk, width, count)
  }
  return r
}

/** Rotates the rows of `chunk` (column-major, `count` rows) into the triangle `r`. */
function absorb(r: Float64Array, chunk: Float64Array, width: number, count: number): void {
  for (let j = 0; j < width; j++) {
    const pivot = j * count
    let square = 0
    for (let i = pivot; i < pivot + count; i++) square += chunk[i]! * chunk[i]!
    if (square < LEAST_SQUARE) continue
    const head = r[j * width + j]!
    const norm = head > 0 ? -Math.sqrt(head * head + square) : Math.sqrt(head * head + square)
    const v = head - norm
    const factor = 2 / (v * v + square)
    r[j * width + j] = norm
    for (let k = j + 1; k < width; k++) {
      const column = k * count
      let along = v * r[j * width + k]!
      for (let i = 0; i < count; i++) along += chunk[pivot + i]! * chunk[column + i]!
      along *= factor
      r[j * width + k]! -= along * v
      for (let i = 0; i < count; i++) chunk[column + i]! -= along * chunk[pivot + i]!
    }
  }
}
