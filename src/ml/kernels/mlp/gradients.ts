import { ROW, STRIDE } from './layout'
import { all, mulAdd } from './vectors'

/**
 * Adds a^T delta to `weights` and the column sums of delta to `bias`, or writes them there where `add` is
 * false.
 * @param a rows x depth, what went into the layer; `depth` a multiple of 4
 * @param delta rows x columns, the loss by what came out of it
 * @param weights depth x columns, in panels of `depth` rows
 */
export function addGradients(
  a: usize, delta: usize, weights: usize, bias: usize, rows: i32, depth: i32, columns: i32, add: bool,
): void {
  for (let j = 0; j < columns; j += 8) {
    const deltas = delta + <usize>(j >> 3) * STRIDE
    const panel = weights + <usize>(j >> 3) * <usize>depth * ROW
    columnSums(deltas, bias + <usize>j * 4, rows, add)
    for (let q = 0; q < depth; q += 4) {
      const from = a + <usize>(q >> 3) * STRIDE + <usize>(q & 7) * 4
      if (columns - j > 4) wide(from, deltas, panel + <usize>q * ROW, rows, add)
      else narrow(from, deltas, panel + <usize>q * ROW, rows, add)
    }
  }
}

@inline function columnSums(deltas: usize, sums: usize, rows: i32, add: bool): void {
  let s0 = add ? v128.load(sums) : all(0)
  let s1 = add ? v128.load(sums, 16) : all(0)
  for (let i = rows; i; i--) {
    s0 = f32x4.add(s0, v128.load(deltas))
    s1 = f32x4.add(s1, v128.load(deltas, 16))
    deltas += ROW
  }
  v128.store(sums, s0)
  v128.store(sums, s1, 16)
}

/** Four rows of weights x 8 columns. */
@inline function wide(a: usize, d: usize, c: usize, rows: i32, add: bool): void {
  let c00 = all(0), c01 = all(0), c10 = all(0), c11 = all(0)
  let c20 = all(0), c21 = all(0), c30 = all(0), c31 = all(0)
  let x: v128, d0: v128, d1: v128
  if (add) {
    c00 = v128.load(c)
    c01 = v128.load(c, 16)
    c10 = v128.load(c, 32)
    c11 = v128.load(c, 48)
    c20 = v128.load(c, 64)
    c21 = v128.load(c, 80)
    c30 = v128.load(c, 96)
    c31 = v128.load(c, 112)
  }
  for (let i = rows; i; i--) {
    d0 = v128.load(d)
    d1 = v128.load(d, 16)
    x = v128.load32_splat(a)
    c00 = mulAdd(x, d0, c00)
    c01 = mulAdd(x, d1, c01)
    x = v128.load32_splat(a, 4)
    c10 = mulAdd(x, d0, c10)
    c11 = mulAdd(x, d1, c11)
    x = v128.load32_splat(a, 8)
    c20 = mulAdd(x, d0, c20)
    c21 = mulAdd(x, d1, c21)
    x = v128.load32_splat(a, 12)
    c30 = mulAdd(x, d0, c30)
    c31 = mulAdd(x, d1, c31)
    a += ROW
    d += ROW
  }
  v128.store(c, c00)
  v128.store(c, c01, 16)
  v128.store(c, c10, 32)
  v128.store(c, c11, 48)
  v128.store(c, c20, 64)
  v128.store(c, c21, 80)
  v128.store(c, c30, 96)
  v128.store(c, c31, 112)
}

/** Four rows of weights x 4 columns. */
@inline function narrow(a: usize, d: usize, c: usize, rows: i32, add: bool): void {
  let c0 = all(0), c1 = all(0), c2 = all(0), c3 = all(0)
  let d0: v128
  if (add) {
    c0 = v128.load(c)
    c1 = v128.load(c, 32)
    c2 = v128.load(c, 64)
    c3 = v128.load(c, 96)
  }
  for (let i = rows; i; i--) {
    d0 = v128.load(d)
    c0 = mulAdd(v128.load32_splat(a), d0, c0)
    c1 = mulAdd(v128.load32_splat(a, 4), d0, c1)
    c2 = mulAdd(v128.load32_splat(a, 8), d0, c2)
    c3 = mulAdd(v128.load32_splat(a, 12), d0, c3)
    a += ROW
    d += ROW
  }
  v128.store(c, c0)
  v128.store(c, c1, 32)
  v128.store(c, c2, 64)
  v128.store(c, c3, 96)
}
