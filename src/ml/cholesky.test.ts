import { describe, expect, it } from 'vitest'
import { distance } from '../reference/distance'
import { cholesky, choleskySolve, factorSemidefinite } from './cholesky'
import { conjugateGradient } from './conjugate-gradient'

const a = Float64Array.of(4, 2, -2, 2, 10, 4, -2, 4, 9)
const b = Float64Array.of(2, 28, 33)
const product = (v: Float64Array) =>
  v.map((_, i) => v.reduce((total, value, j) => total + a[i * 3 + j]! * value, 0))

describe('symmetric systems', () => {
  it('are solved by Cholesky and by conjugate gradients alike', () => {
    const x = choleskySolve(cholesky(a, 3)!, b)
    expect(distance(product(x), b)).toBeLessThan(1e-12)
    expect(distance(conjugateGradient(product, b, Float64Array.of(4, 10, 9), 1e-14, 10), x)).toBeLessThan(
      1e-12,
    )
    expect(distance(factorSemidefinite(a, 3).solve(b), x)).toBeLessThan(1e-12)
    expect(factorSemidefinite(a, 3).damped).toBe(0)
  })

  it('have no factor when they are not positive definite', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined()
    expect(cholesky(Float64Array.of(1, 1, 1, 1), 2)).toBeUndefined()
  })

  it('have next to nothing in the null space when they are singular', () => {
    const { solve, damped } = factorSemidefinite(Float64Array.of(1, 1, 1, 1), 2)
    expect(distance(solve(Float64Array.of(2, 2)), [1, 1])).toBeLessThan(1e-8)
    expect(damped).toBe(1e-10)
  })

  it('have a finite answer even when they are 0', () => {
    expect([...factorSemidefinite(new Float64Array(4), 2).solve(new Float64Array(2))]).toEqual([0, 0])
  })
})
