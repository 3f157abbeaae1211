/**
 * A squared length below this is none: its digits are lost, and a factor that is divided by it is infinite. Columns that
 * are combinations of others are left with less at every step, down to here.
 */
export const LEAST_SQUARE = 1e-280

/** Householder QR with column pivoting, A P = Q R, and Qᵀ applied to a right-hand side. */
export interface PivotedQr {
  /** rows × cols, column-major: R in its upper triangle, what is below is not to be read. */
  readonly r: Float64Array
  readonly rows: number
  /** `order[j]` is the column of A that stands at place j. */
  readonly order: Uint32Array
  /** Qᵀ b. */
  readonly rhs: Float64Array
}

/**
 * Householder QR with column pivoting (Golub and Van Loan, Matrix Computations, algorithm 5.4.1); norms of what
 * is left of a column are computed anew at every step, not updated, so that cancellation cannot mislead it.
 * @param a rows × cols, column-major; overwritten
 * @param rhs rows numbers; overwritten
 */
export function pivotedQr(a: Float64Array, rows: number, cols: number, rhs: Float64Array): PivotedQr {
  const order = Uint32Array.from({ length: cols }, (_, j) => j)
  for (let j = 0; j < Math.min(rows, cols); j++) {
    const { best, square } = longestColumn(a, rows, cols, j)
    if (square < LEAST_SQUARE) {
      for (let k = j; k < cols; k++) a.fill(0, k * rows + j, (k + 1) * rows)
      break
    }
    swapColumns(a, rows, order, j, best)
    reflect(a, rows, cols, j, square, rhs)
  }
  return { r: a, rows, order, rhs }
}

/**
 * The number of leading diagonal entries of R above `tolerance` times the first: the rank of A, since pivoting
 * makes them fall.
 */
export function rankOf({ r, rows, order }: PivotedQr, tolerance: number): number {
  const size = Math.min(rows, order.length)
  const entry = (j: number) => Math.abs(r[j * rows + j]!)
  let rank = 0
  while (rank < size && entry(rank) > tolerance * entry(0)) rank++
  return rank
}

/** The z with R z = rhs for the leading `rank` rows and columns of R. */
export function backSubstitute({ r, rows, rhs }: PivotedQr, rank: number): Float64Array {
  const z = rhs.slice(0, rank)
  for (let j = rank - 1; j >= 0; j--) {
    const value = z[j]! / r[j * rows + j]!
    z[j] = value
    for (let i = 0; i < j; i++) z[i]! -= value * r[j * rows + i]!
  }
  return z
}

/**
 * The shortest x with M x = b for a wide M of full row rank, by a QR of its transpose.
 * @param transposed Mᵀ, rows × cols with rows >= cols, column-major; overwritten
 */
export function shortestSolution(
  transposed: Float64Array,
  rows: number,
  cols: number,
  b: Float64Array,
): Float64Array {
  const none = new Float64Array(rows)
  const heads = new Float64Array(cols)
  const tails: Float64Array[] = []
  for (let j = 0; j < cols; j++) {
    let square = 0
    for (let i = j; i < rows; i++) square += transposed[j * rows + i]! ** 2
    const v = reflect(transposed, rows, cols, j, square, none)
    heads[j] = transposed[j * rows + j]!
    tails.push(v)
  }
  const x = new Float64Array(rows)
  for (let j = 0; j < cols; j++) {
    let value = b[j]!
    for (let i = 0; i < j; i++) value -= transposed[j * rows + i]! * x[i]!
    x[j] = value / heads[j]!
  }
  for (let j = cols - 1; j >= 0; j--) {
    const v = tails[j]!
    let square = 0
    let along = 0
    for (let i = 0; i < v.length; i++) {
      square += v[i]! * v[i]!
      along += v[i]! * x[j + i]!
    }
    if (square === 0) continue
    for (let i = 0; i < v.length; i++) x[j + i]! -= ((2 * along) / square) * v[i]!
  }
  return x
}

/**
 * Reflects what is below row j of column j onto its head, and the columns after it and `rhs` with it.
 * @param square the squared length of what is left of column j
 * @returns the vector of the reflection, from row j on
 */
function reflect(
  a: Float64Array,
  rows: number,
  cols: number,
  j: number,
  square: number,
  rhs: Float64Array,
): Float64Array {
  const at = j * rows + j
  const head = a[at]!
  const norm = head > 0 ? -Math.sqrt(square) : Math.sqrt(square)
  const v = a.slice(at, (j + 1) * rows)
  v[0] = head - norm
  const length = v.length
  const whole = square - head * head + v[0] ** 2
  if (whole < LEAST_SQUARE) return v
  const factor = 2 / whole
  const apply = (target: Float64Array, from: number) => {
    let along = 0
    for (let i = 0; i < length; i++) along += v[i]! * target[from + i]!
    along *= factor
    for (let i = 0; i < length; i++) target[from + i]! -= along * v[i]!
  }
  a[at] = norm
  for (let k = j + 1; k < cols; k++) apply(a, k * rows + j)
  apply(rhs, j)
  return v
}

function longestColumn(a: Float64Array, rows: number, cols: number, j: number) {
  let best = j
  let square = 0
  for (let k = j; k < cols; k++) {
    let length = 0
    for (let i = k * rows + j; i < (k + 1) * rows; i++) length += a[i]! * a[i]!
    if (length > square) {
      square = length
      best = k
    }
  }
  return { best, square }
}

function swapColumns(a: Float64Array, rows: number, order: Uint32Array, j: number, k: number): void {
  if (j === k) return
  const kept = a.slice(j * rows, (j + 1) * rows)
  a.copyWithin(j * rows, k * rows, (k + 1) * rows)
  a.set(kept, k * rows)
  const name = order[j]!
  order[j] = order[k]!
  order[k] = name
}
