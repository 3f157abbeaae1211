import { dot } from './matrix-ops'

/**
 * Solves A x = b for a symmetric positive semidefinite A that is known only by its products, by conjugate
 * gradients with the diagonal of A as preconditioner (Nocedal and Wright, Numerical Optimization, 5.3).
 * @param product v to A v
 * @param diagonal of A; entries at or below 0 count as 1
 * @param tolerance stops when the residual, in the preconditioner's norm, has shrunk by this factor
 */
export function conjugateGradient(
  product: (v: Float64Array) => Float64Array,
  b: Float64Array,
  diagonal: Float64Array,
  tolerance: number,
  maxIterations: number,
): Float64Array {
  const x = new Float64Array(b.length)
  const residual = Float64Array.from(b)
  const inverse = diagonal.map((value) => (value > 0 ? 1 / value : 1))
  let z = residual.map((value, i) => value * inverse[i]!)
  const direction = Float64Array.from(z)
  let rho = dot(residual, z)
  const enough = rho * tolerance * tolerance
  for (let iteration = 0; iteration < maxIterations && rho > enough; iteration++) {
    const q = product(direction)
    const curvature = dot(direction, q)
    if (!(curvature > 0)) break
    const step = rho / curvature
    for (let i = 0; i < x.length; i++) {
      x[i]! += step * direction[i]!
      residual[i]! -= step * q[i]!
    }
    z = residual.map((value, i) => value * inverse[i]!)
    const next = dot(residual, z)
    const ratio = next / rho
    for (let i = 0; i < x.length; i++) direction[i] = z[i]! + ratio * direction[i]!
    rho = next
  }
  return x
}
