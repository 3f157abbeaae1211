/** Arithmetic on four float32 at a time. No relaxed instruction: every processor gives the same bits. */

@inline export function all(x: f32): v128 {
  return f32x4.splat(x)
}

/** a * b + c, rounded twice. */
@inline export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c)
}

/**
 * Rounds to a multiple of about 6e-8 `grain`, which turns what is far below into zero. Units that died leave
 * ever smaller numbers behind, and arithmetic on subnormal ones is many times slower.
 */
@inline export function rounded(x: v128, grain: f32): v128 {
  return f32x4.sub(f32x4.add(x, all(grain)), all(grain))
}

/** Zero where |x| is at most 1e-15. */
@inline export function flushed(x: v128): v128 {
  return v128.and(x, f32x4.gt(f32x4.abs(x), all(1e-15)))
}

/**
 * exp(x) to 1e-7 relative, x held between -87 and 88: x = n ln 2 + r, a polynomial in r (Cephes expf,
 * Stephen Moshier), and n into the exponent.
 */
export function exp(value: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(value, all(88)), all(-87))
  const n = f32x4.nearest(f32x4.mul(x, all(1.44269504)))
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, all(0.693359375))), f32x4.mul(n, all(-2.1219444e-4)))
  let p = mulAdd(all(1.98756915e-4), r, all(1.3981999507e-3))
  p = mulAdd(p, r, all(8.3334519073e-3))
  p = mulAdd(p, r, all(4.1665795894e-2))
  p = mulAdd(p, r, all(1.6666665459e-1))
  p = mulAdd(p, r, all(5.0000001201e-1))
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), all(1))
  return f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23))
}

/** 1 / (1 + exp(-x)). */
@inline export function logistic(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x)))
  const upper = f32x4.ge(x, all(0))
  return f32x4.div(v128.bitselect(all(1), e, upper), f32x4.add(all(1), e))
}

/** (1 - exp(-2|x|)) / (1 + exp(-2|x|)), with the sign of x. */
@inline export function tanh(x: v128): v128 {
  const e = exp(f32x4.mul(f32x4.abs(x), all(-2)))
  const size = f32x4.div(f32x4.sub(all(1), e), f32x4.add(all(1), e))
  return v128.bitselect(f32x4.neg(size), size, f32x4.lt(x, all(0)))
}

export function largest(x: v128): f32 {
  const y = f32x4.pmax(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1))
  return max(f32x4.extract_lane(y, 0), f32x4.extract_lane(y, 1))
}

export function sum(x: v128): f32 {
  const y = f32x4.add(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1))
  return f32x4.extract_lane(y, 0) + f32x4.extract_lane(y, 1)
}

/** All bits set in the lanes of the columns `first`, `first + 1`, ... that are below `columns`. */
@inline export function lanesBelow(first: i32, columns: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(first)), i32x4.splat(columns))
}
