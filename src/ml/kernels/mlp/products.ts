import { ROW, STRIDE } from './layout'
import { all, mulAdd } from './vectors'

/**
 * The products of a layer with `a` (rows x depth, activations of a chunk) and `b` (depth x columns, weights).
 * Each is a loop over tiles of 4 rows x 8 columns that stay in eight registers; a last panel with at most
 * four columns takes tiles half as wide. The loops are not unrolled: V8 would spill registers.
 */

/**
 * What a tile begins with and what happens to it before it is stored. Constants, so that each product is
 * compiled apart.
 */
const BIAS: i32 = 0
const BIAS_RELU: i32 = 1
const PLAIN: i32 = 2
const GATED: i32 = 3

/** c = a b + bias */
export function affine(
  a: usize, b: usize, bDepth: i32, bias: usize, c: usize, rows: i32, depth: i32, columns: i32,
): void {
  product(a, b, bDepth, bias, c, 0, rows, depth, columns, BIAS)
}

/** c = max(a b + bias, 0) */
export function affineRelu(
  a: usize, b: usize, bDepth: i32, bias: usize, c: usize, rows: i32, depth: i32, columns: i32,
): void {
  product(a, b, bDepth, bias, c, 0, rows, depth, columns, BIAS_RELU)
}

/** c = a b */
export function plain(a: usize, b: usize, bDepth: i32, c: usize, rows: i32, depth: i32, columns: i32): void {
  product(a, b, bDepth, 0, c, 0, rows, depth, columns, PLAIN)
}

/** c = a b where `gate` is above 0, else 0: the way back through ReLU. */
export function gated(
  a: usize, b: usize, bDepth: i32, c: usize, gate: usize, rows: i32, depth: i32, columns: i32,
): void {
  product(a, b, bDepth, 0, c, gate, rows, depth, columns, GATED)
}

@inline function product(
  a: usize, b: usize, bDepth: i32, bias: usize, c: usize, gate: usize, rows: i32, depth: i32, columns: i32, mode: i32,
): void {
  const end = <usize>rows * ROW
  for (let j = 0; j < columns; j += 8) {
    const panel = b + <usize>(j >> 3) * <usize>bDepth * ROW
    const at = <usize>(j >> 3) * STRIDE
    const start = bias + <usize>j * 4
    if (columns - j > 4) {
      for (let i: usize = 0; i < end; i += 4 * ROW) {
        wide(a + i, panel, depth, start, c + at + i, gate + at + i, mode)
      }
    } else {
      for (let i: usize = 0; i < end; i += 4 * ROW) {
        narrow(a + i, panel, depth, start, c + at + i, gate + at + i, mode)
      }
    }
  }
}

@inline function finish(value: v128, c: usize, gate: usize, mode: i32): void {
  if (mode == BIAS_RELU) value = f32x4.pmax(value, all(0))
  if (mode == GATED) value = v128.and(value, f32x4.gt(v128.load(gate), all(0)))
  v128.store(c, value)
}

@inline function wide(a: usize, b: usize, depth: i32, bias: usize, c: usize, gate: usize, mode: i32): void {
  let c00 = mode == BIAS || mode == BIAS_RELU ? v128.load(bias) : all(0)
  let c01 = mode == BIAS || mode == BIAS_RELU ? v128.load(bias, 16) : all(0)
  let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01
  let x: v128, b0: v128, b1: v128
  for (let panels = depth >> 3; panels; panels--) {
    for (let k = 8; k; k--) {
      b0 = v128.load(b)
      b1 = v128.load(b, 16)
      x = v128.load32_splat(a)
      c00 = mulAdd(x, b0, c00)
      c01 = mulAdd(x, b1, c01)
      x = v128.load32_splat(a, 32)
      c10 = mulAdd(x, b0, c10)
      c11 = mulAdd(x, b1, c11)
      x = v128.load32_splat(a, 64)
      c20 = mulAdd(x, b0, c20)
      c21 = mulAdd(x, b1, c21)
      x = v128.load32_splat(a, 96)
      c30 = mulAdd(x, b0, c30)
      c31 = mulAdd(x, b1, c31)
      a += 4
      b += ROW
    }
    a += STRIDE - ROW
  }
  for (let k = depth & 7; k; k--) {
    b0 = v128.load(b)
    b1 = v128.load(b, 16)
    x = v128.load32_splat(a)
    c00 = mulAdd(x, b0, c00)
    c01 = mulAdd(x, b1, c01)
    x = v128.load32_splat(a, 32)
    c10 = mulAdd(x, b0, c10)
    c11 = mulAdd(x, b1, c11)
    x = v128.load32_splat(a, 64)
    c20 = mulAdd(x, b0, c20)
    c21 = mulAdd(x, b1, c21)
    x = v128.load32_splat(a, 96)
    c30 = mulAdd(x, b0, c30)
    c31 = mulAdd(x, b1, c31)
    a += 4
    b += ROW
  }
  finish(c00, c, gate, mode)
  finish(c01, c + 16, gate + 16, mode)
  finish(c10, c + 32, gate + 32, mode)
  finish(c11, c + 48, gate + 48, mode)
  finish(c20, c + 64, gate + 64, mode)
  finish(c21, c + 80, gate + 80, mode)
  finish(c30, c + 96, gate + 96, mode)
  finish(c31, c + 112, gate + 112, mode)
}

@inline function narrow(a: usize, b: usize, depth: i32, bias: usize, c: usize, gate: usize, mode: i32): void {
  let c0 = mode == BIAS || mode == BIAS_RELU ? v128.load(bias) : all(0)
  let c1 = c0, c2 = c0, c3 = c0
  let b0: v128
  for (let k = 0; k < depth; k++) {
    b0 = v128.load(b)
    c0 = mulAdd(v128.load32_splat(a), b0, c0)
    c1 = mulAdd(v128.load32_splat(a, 32), b0, c1)
    c2 = mulAdd(v128.load32_splat(a, 64), b0, c2)
    c3 = mulAdd(v128.load32_splat(a, 96), b0, c3)
    b += ROW
    a += 4
    if ((k & 7) == 7) a += STRIDE - ROW
  }
  finish(c0, c, gate, mode)
  finish(c1, c + 32, gate + 32, mode)
  finish(c2, c + 64, gate + 64, mode)
  finish(c3, c + 96, gate + 96, mode)
}
