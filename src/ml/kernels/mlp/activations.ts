import { ROW, STRIDE, upTo8 } from './layout'
import { all, flushed, lanesBelow, logistic, tanh } from './vectors'

/** Codes of activations; ReLU is fused into the products instead. */
export const IDENTITY: i32 = 0
export const RELU: i32 = 1
export const TANH: i32 = 2
export const LOGISTIC: i32 = 3

/** Applies tanh or the logistic function to a chunk in place. Columns that only pad a panel stay 0. */
export function activate(values: usize, rows: i32, columns: i32, activation: i32): void {
  for (let j = 0; j < upTo8(columns); j += 4) {
    const lanes = lanesBelow(j, columns)
    let at = values + <usize>(j >> 3) * STRIDE + <usize>(j & 7) * 4
    for (let i = rows; i; i--) {
      const z = v128.load(at)
      v128.store(at, activation == TANH ? tanh(z) : v128.and(flushed(logistic(z)), lanes))
      at += ROW
    }
  }
}

/**
 * Multiplies `delta` by the derivative of tanh or of the logistic function, told from its own values.
 * @param share what is left of a value that dropout made larger: 1 - rate
 */
export function differentiate(
  delta: usize, values: usize, rows: i32, columns: i32, activation: i32, share: f32,
): void {
  for (let panel: usize = 0; panel < <usize>(upTo8(columns) >> 3); panel++) {
    let at = panel * STRIDE
    for (const end = at + <usize>rows * ROW; at < end; at += 16) {
      const a = f32x4.mul(v128.load(values + at), all(share))
      const rest = f32x4.sub(all(1), activation == TANH ? f32x4.mul(a, a) : a)
      const slope = activation == TANH ? rest : f32x4.mul(a, rest)
      v128.store(delta + at, flushed(f32x4.mul(v128.load(delta + at), slope)))
    }
  }
}
