/**
 * Rows through trees, for prediction; see `src/ml/trees/walk.ts` for what words and ranks are. Nothing is kept between
 * calls: the host lays out the memory.
 */

/** The first byte that is free. */
export function heapBase(): usize {
  return __heap_base
}

/**
 * Writes the ranks of some rows of one column.
 * @param values `count` float64, NaN is missing
 * @param edges `size` float64, one less than a power of two of them
 * @param top the rank of what is missing
 * @param to where the first goes, `stride` bytes from row to row, and `below` bytes behind it once more, where what is
 *   missing is -1; 0 for not
 */
export function writeRanks(
  values: usize, count: i32, edges: usize, size: i32, top: i32, to: usize, stride: usize, below: usize,
): void {
  for (const end = values + (<usize>count << 3); values < end; values += 8, to += stride) {
    const given = load<f64>(values)
    const isMissing = given != given
    const value = max(-f64.MAX_VALUE, min(f64.MAX_VALUE, given))
    let rank: usize = 0
    for (let half = <usize>(size + 1) >> 1; half > 0; half >>= 1) {
      rank += half * <usize>(load<f64>(edges + ((rank + half - 1) << 3)) < value)
    }
    store<i32>(to, isMissing ? top : <i32>rank)
    if (below) store<i32>(to + below, isMissing ? -1 : <i32>rank)
  }
}

/** The children of a node stand 12 bytes apart. */
@inline function next(words: usize, node: usize, row: usize): usize {
  const at = words + node
  const cell = load<i32>(row + (<usize>load<i32>(at) << 2))
  return <usize>load<i32>(at, 8) * 4 + <usize>(((load<i32>(at, 4) - cell) >> 31) & 12)
}

/** Leaves turn to themselves; in deep trees it is looked at after so many steps whether rows have arrived. */
const STEPS: i32 = 4

/**
 * Adds the values of one tree's leaves for some rows, eight rows at a time: while one waits for memory, others move.
 * @param words three int32 for each node
 * @param values `width` float32 for each node
 * @param root the first word of the tree
 * @param depth how many steps lead to a leaf; 0 when that is too many to walk them all
 * @param rows int32, `stride` bytes from row to row; there is room for up to seven more rows
 * @param to float64, `step` bytes from row to row
 */
export function addTree(
  words: usize, values: usize, width: i32, root: i32, depth: i32, rows: usize, count: i32, stride: usize, to: usize, step: usize,
): void {
  const steps = depth ? depth : STEPS
  const start = <usize>root << 2
  for (let row = 0; row < count; row += 8) {
    const r0 = rows + <usize>row * stride
    const r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride
    const r4 = r3 + stride, r5 = r4 + stride, r6 = r5 + stride, r7 = r6 + stride
    let a = start, b = start, c = start, d = start, e = start, f = start, g = start, h = start
    for (;;) {
      const a0 = a, b0 = b, c0 = c, d0 = d, e0 = e, f0 = f, g0 = g, h0 = h
      for (let i = 0; i < steps; i++) {
        a = next(words, a, r0)
        b = next(words, b, r1)
        c = next(words, c, r2)
        d = next(words, d, r3)
        e = next(words, e, r4)
        f = next(words, f, r5)
        g = next(words, g, r6)
        h = next(words, h, r7)
      }
      if (depth) break
      if (((a ^ a0) | (b ^ b0) | (c ^ c0) | (d ^ d0) | (e ^ e0) | (f ^ f0) | (g ^ g0) | (h ^ h0)) == 0) break
    }
    const left = count - row
    const at = to + <usize>row * step
    addLeaf(values, width, a, at)
    if (left > 1) addLeaf(values, width, b, at + step)
    if (left > 2) addLeaf(values, width, c, at + 2 * step)
    if (left > 3) addLeaf(values, width, d, at + 3 * step)
    if (left > 4) addLeaf(values, width, e, at + 4 * step)
    if (left > 5) addLeaf(values, width, f, at + 5 * step)
    if (left > 6) addLeaf(values, width, g, at + 6 * step)
    if (left > 7) addLeaf(values, width, h, at + 7 * step)
  }
}

@inline function addLeaf(values: usize, width: i32, node: usize, to: usize): void {
  if (width == 1) {
    store<f64>(to, load<f64>(to) + <f64>load<f32>(values + node / 3))
    return
  }
  const from = values + (node / 12) * <usize>(width << 2)
  for (let k: usize = 0; k < <usize>width; k++) {
    store<f64>(to + (k << 3), load<f64>(to + (k << 3)) + <f64>load<f32>(from + (k << 2)))
  }
}
