/**
 * The Cholesky factor L of a symmetric matrix A = L Lᵀ, of which only the lower triangle is read.
 * @param a size × size, row-major
 * @param smallest a pivot at or below this share of its diagonal entry counts as zero
 * @returns L, row-major, its upper triangle 0; undefined when A is not positive definite
 */
export function cholesky(a: Float64Array, size: number, smallest = 1e-14): Float64Array | undefined {
  const l = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const ri = i * size
    for (let j = 0; j < i; j++) {
      const rj = j * size
      let value = a[ri + j]!
      for (let k = 0; k < j; k++) value -= l[ri + k]! * l[rj + k]!
      l[ri + j] = value / l[rj + j]!
    }
    let pivot = a[ri + i]!
    for (let k = 0; k < i; k++) pivot -= l[ri + k]! * l[ri + k]!
    if (!(pivot > smallest * a[ri + i]!)) return undefined
    l[ri + i] = Math.sqrt(pivot)
  }
  return l
}

/** The x with `L Lᵀ x = b`. */
export function choleskySolve(l: Float64Array, b: Float64Array): Float64Array {
  const size = b.length
  const x = Float64Array.from(b)
  for (let i = 0; i < size; i++) {
    let value = x[i]!
    for (let k = 0; k < i; k++) value -= l[i * size + k]! * x[k]!
    x[i] = value / l[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = x[i]! / l[i * size + i]!
    x[i] = value
    for (let k = 0; k < i; k++) x[k]! -= value * l[i * size + k]!
  }
  return x
}

/**
 * Solves A x = b for a symmetric, positive semidefinite A, after scaling its diagonal to 1.
 *
 * Where A is singular, the scaled diagonal grows by 1e-10, then by 1e-8 and so on: for a b in the range of A,
 * as a gradient is, x then has next to nothing in the null space.
 * @param a size × size, row-major; left as it is
 * @returns x, and `damped`: how much the diagonal grew
 */
export function solveSemidefinite(a: Float64Array, b: Float64Array): { x: Float64Array; damped: number } {
  const size = b.length
  const scale = b.map((_, i) => (a[i * size + i]! > 0 ? 1 / Math.sqrt(a[i * size + i]!) : 1))
  const scaled = a.map((value, at) => value * scale[Math.floor(at / size)]! * scale[at % size]!)
  const rhs = b.map((value, i) => value * scale[i]!)
  for (let damped = 0; damped <= 1; damped = damped === 0 ? 1e-10 : damped * 100) {
    for (let i = 0; i < size; i++) scaled[i * size + i] = 1 + damped
    const l = cholesky(scaled, size, 1e-13)
    if (l) return { x: choleskySolve(l, rhs).map((value, i) => value * scale[i]!), damped }
  }
  return { x: b.map((value, i) => value * scale[i]! ** 2), damped: 1 }
}
