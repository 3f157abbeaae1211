import { ROW, STRIDE, upTo8 } from './layout'
import { all } from './vectors'

/** Four independent xorshift streams (George Marsaglia, 2003; shifts 13, 17, 5), one per lane. */
let state: v128 = i32x4(1, 2, 3, 4)

/** Begins the streams anew. Any seed will do. */
export function seedDropout(seed: i32): void {
  state = i32x4(seed ^ 0x2545f491, seed ^ 0x6c078965, seed ^ 0x5851f42d, seed ^ 0x14057b7e)
  state = v128.or(state, i32x4.splat(0x100))
  for (let i = 0; i < 16; i++) next()
}

@inline function next(): v128 {
  let x = state
  x = v128.xor(x, i32x4.shl(x, 13))
  x = v128.xor(x, i32x4.shr_u(x, 17))
  x = v128.xor(x, i32x4.shl(x, 5))
  state = x
  return x
}

/**
 * Sets each value to 0 with probability `rate` and multiplies the others by 1 / (1 - rate), so that the sum
 * stays the same on average; `factors` keeps those factors for the way back.
 */
export function drop(values: usize, factors: usize, rows: i32, columns: i32, rate: f32): void {
  const limit = i32x4.splat(<i32>(<f64>rate * 4294967296.0 - 2147483648.0))
  const kept = all(<f32>(1.0 / (1.0 - <f64>rate)))
  for (let panel: usize = 0; panel < <usize>(upTo8(columns) >> 3); panel++) {
    let at = panel * STRIDE
    for (const end = at + <usize>rows * ROW; at < end; at += 16) {
      const factor = v128.and(kept, i32x4.ge_s(next(), limit))
      v128.store(factors + at, factor)
      v128.store(values + at, f32x4.mul(v128.load(values + at), factor))
    }
  }
}

/** Multiplies what comes back by the same factors. */
export function dropBack(delta: usize, factors: usize, rows: i32, columns: i32): void {
  for (let panel: usize = 0; panel < <usize>(upTo8(columns) >> 3); panel++) {
    let at = panel * STRIDE
    for (const end = at + <usize>rows * ROW; at < end; at += 16) {
      v128.store(delta + at, f32x4.mul(v128.load(delta + at), v128.load(factors + at)))
    }
  }
}
