import { distanceTo, isByAbsolutes, keep, limitOf } from './best'

/**
 * The nearest rows of every query. Products or distances in float32 screen the rows, eight rows and four queries at a time; what
 * may be near enough, by a bound on their error, is measured in float64 as the plain path measures it. So both give the same bits.
 */
export { startWith } from './best'

/** Where the host may begin to put its data. */
export function heapBase(): usize {
  return __heap_base
}

/** Rows of a block that stays in the processor's nearest cache. */
const BLOCK_BYTES: i32 = 24576

/**
 * @param panels float32, eight rows beside each other per column: groups x depth x 8
 * @param bias float32 per row, Infinity for rows that pad the last group
 * @param queries float32, four queries beside each other per column
 * @param queryRows float64, row-major
 * @param count queries, a multiple of 4
 * @param limits float32 per query: a row whose bias less product, or plus distance, is below it is measured
 */
export function search(
  panels: usize, bias: usize, groups: i32, depth: i32, queries: usize, queryRows: usize, count: i32, limits: usize,
): void {
  const size = <usize>depth * 32
  const perBlock = max(1, BLOCK_BYTES / <i32>size)
  for (let first = 0; first < groups; first += perBlock) {
    const end = min(groups, first + perBlock)
    for (let query = 0; query < count; query += 4) {
      const four = queries + <usize>query * <usize>depth * 4
      const limit = limits + <usize>query * 4
      for (let group = first; group < end; group++) {
        tile(panels + <usize>group * size, bias + <usize>group * 32, depth, four, queryRows, query, limit, group * 8)
      }
    }
  }
}

@inline function tile(
  rows: usize, bias: usize, depth: i32, queries: usize, queryRows: usize, query: i32, limits: usize, row: i32,
): void {
  let a0 = v128.load(bias), a1 = v128.load(bias, 16)
  let b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1
  if (isByAbsolutes()) {
    for (let k = depth; k; k--) {
      const y0 = v128.load(rows), y1 = v128.load(rows, 16)
      let x = v128.load32_splat(queries)
      a0 = f32x4.add(a0, f32x4.abs(f32x4.sub(x, y0)))
      a1 = f32x4.add(a1, f32x4.abs(f32x4.sub(x, y1)))
      x = v128.load32_splat(queries, 4)
      b0 = f32x4.add(b0, f32x4.abs(f32x4.sub(x, y0)))
      b1 = f32x4.add(b1, f32x4.abs(f32x4.sub(x, y1)))
      x = v128.load32_splat(queries, 8)
      c0 = f32x4.add(c0, f32x4.abs(f32x4.sub(x, y0)))
      c1 = f32x4.add(c1, f32x4.abs(f32x4.sub(x, y1)))
      x = v128.load32_splat(queries, 12)
      d0 = f32x4.add(d0, f32x4.abs(f32x4.sub(x, y0)))
      d1 = f32x4.add(d1, f32x4.abs(f32x4.sub(x, y1)))
      rows += 32
      queries += 16
    }
  } else {
    for (let k = depth; k; k--) {
      const y0 = v128.load(rows), y1 = v128.load(rows, 16)
      let x = v128.load32_splat(queries)
      a0 = f32x4.sub(a0, f32x4.mul(x, y0))
      a1 = f32x4.sub(a1, f32x4.mul(x, y1))
      x = v128.load32_splat(queries, 4)
      b0 = f32x4.sub(b0, f32x4.mul(x, y0))
      b1 = f32x4.sub(b1, f32x4.mul(x, y1))
      x = v128.load32_splat(queries, 8)
      c0 = f32x4.sub(c0, f32x4.mul(x, y0))
      c1 = f32x4.sub(c1, f32x4.mul(x, y1))
      x = v128.load32_splat(queries, 12)
      d0 = f32x4.sub(d0, f32x4.mul(x, y0))
      d1 = f32x4.sub(d1, f32x4.mul(x, y1))
      rows += 32
      queries += 16
    }
  }
  let limit = v128.load32_splat(limits)
  a0 = f32x4.lt(a0, limit)
  a1 = f32x4.lt(a1, limit)
  limit = v128.load32_splat(limits, 4)
  b0 = f32x4.lt(b0, limit)
  b1 = f32x4.lt(b1, limit)
  limit = v128.load32_splat(limits, 8)
  c0 = f32x4.lt(c0, limit)
  c1 = f32x4.lt(c1, limit)
  limit = v128.load32_splat(limits, 12)
  d0 = f32x4.lt(d0, limit)
  d1 = f32x4.lt(d1, limit)
  const some = v128.or(v128.or(v128.or(a0, a1), v128.or(b0, b1)), v128.or(v128.or(c0, c1), v128.or(d0, d1)))
  if (!v128.any_true(some)) return
  const size = <usize>depth * 8
  const at = queryRows + <usize>query * size
  measure(i32x4.bitmask(a0) | (i32x4.bitmask(a1) << 4), at, query, limits, row)
  measure(i32x4.bitmask(b0) | (i32x4.bitmask(b1) << 4), at + size, query + 1, limits + 4, row)
  measure(i32x4.bitmask(c0) | (i32x4.bitmask(c1) << 4), at + 2 * size, query + 2, limits + 8, row)
  measure(i32x4.bitmask(d0) | (i32x4.bitmask(d1) << 4), at + 3 * size, query + 3, limits + 12, row)
}

/** Measures the rows whose bit is set, in ascending order, so that the earlier of two at the same distance stays. */
function measure(bits: i32, x: usize, query: i32, limit: usize, row: i32): void {
  while (bits) {
    const lane = ctz(bits)
    bits &= bits - 1
    if (keep(query, row + lane, distanceTo(x, row + lane))) store<f32>(limit, <f32>limitOf(query))
  }
}
