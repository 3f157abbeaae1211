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

export interface Factored {
  readonly solve: (b: Float64Array) => Float64Array
  /** How much the scaled diagonal grew: 0 for a regular matrix. */
  readonly damped: number
}

/**
 * Factors a symmetric, positive semidefinite A after scaling its diagonal to 1.
 *
 * Where A is singular, the scaled diagonal grows by 1e-10, then by 1e-8 and so on: for a b in the range of A,
 * as a gradient is, the solution then has next to nothing in the null space.
 * @param a size × size, row-major; left as it is
 */
export function factorSemidefinite(a: Float64Array, size: number): Factored {
  const scale = Float64Array.from({ length: size }, (_, i) => 1 / Math.sqrt(a[i * size + i]! || 1))
  const scaled = new Float64Array(size * size)
  for (let i = 0, at = 0; i < size; i++) {
    for (let j = 0; j < size; j++, at++) scaled[at] = a[at]! * scale[i]! * scale[j]!
  }
  for (let damped = 0; damped <= 1; damped = damped === 0 ? 1e-10 : damped * 100) {
    for (let i = 0; i < size; i++) scaled[i * size + i] = 1 + damped
    const l = cholesky(scaled, size, 1e-13)
    if (!l) continue
    const solve = (b: Float64Array) =>
      choleskySolve(
        l,
        b.map((value, i) => value * scale[i]!),
      )
    return { damped, solve: (b) => solve(b).map((value, i) => value * scale[i]!) }
  }
  return { damped: 1, solve: (b) => b.map((value, i) => value * scale[i]! ** 2) }
}
