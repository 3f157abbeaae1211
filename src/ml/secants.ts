import { dot } from './matrix-ops'

interface Secant {
  readonly step: Float64Array
  /** How the gradient changed along it. */
  readonly change: Float64Array
  readonly scale: number
}

/** Steps of Newton's method by an inverse Hessian that is not exact, put right by what the steps before have shown. */
export interface Secants {
  /** The gradient here, once per point. */
  learn(unknown: Float64Array, gradient: Float64Array): void
  /** @param solve the inverse Hessian to begin with, times a vector */
  apply(gradient: Float64Array, solve: (v: Float64Array) => Float64Array): Float64Array
}

/** The two-loop recursion of L-BFGS (Nocedal and Wright, Numerical Optimization, 7.4). */
export function secants(): Secants {
  const known: Secant[] = []
  let last: { unknown: Float64Array; gradient: Float64Array } | undefined
  return {
    learn(unknown, gradient) {
      if (last) {
        const step = difference(unknown, last.unknown)
        const change = difference(gradient, last.gradient)
        const curvature = dot(step, change)
        if (curvature > 0) known.push({ step, change, scale: 1 / curvature })
      }
      last = { unknown, gradient }
    },
    apply(gradient, solve) {
      const rest = Float64Array.from(gradient)
      const shares: number[] = []
      for (const { step, change, scale } of known.toReversed()) {
        const share = scale * dot(step, rest)
        addTimes(rest, -share, change)
        shares.push(share)
      }
      const out = solve(rest)
      for (const { step, change, scale } of known) {
        addTimes(out, shares.pop()! - scale * dot(change, out), step)
      }
      return out
    },
  }
}

const difference = (a: Float64Array, b: Float64Array) => a.map((value, j) => value - b[j]!)

function addTimes(out: Float64Array, factor: number, v: Float64Array): void {
  for (let j = 0; j < out.length; j++) out[j]! += factor * v[j]!
}
