/**
 * Rows through trees, for prediction; `src/ml/trees/walk.ts` says how nodes lie. Nothing is kept between calls: the
 * host lays out the memory.
 */

/** The first byte that is free. */
export function heapBase(): usize {
  return __heap_base
}

/**
 * Writes what nodes compare, of some rows of one column.
 * @param values `count` float64, NaN is missing
 * @param above what stands for missing
 * @param to where the first goes, `stride` bytes from row to row, and `below` bytes behind it once more, where what is
 *   missing is less than all numbers; 0 for not
 */
export function writeCells(
  values: usize, count: i32, above: f64, to: usize, stride: usize, below: usize,
): void {
  for (const end = values + (<usize>count << 3); values < end; values += 8, to += stride) {
    const given = load<f64>(values)
    const isMissing = given != given
    const value = max(-f64.MAX_VALUE, min(f64.MAX_VALUE, given))
    store<f64>(to, select<f64>(above, value, isMissing))
    if (below) store<f64>(to + below, select<f64>(-Infinity, value, isMissing))
  }
}

/** The children of a node stand 16 bytes apart. */
@inline function next(nodes: usize, node: usize, row: usize): usize {
  const at = nodes + node
  const word = load<u64>(at)
  return <usize>(word >> 32) + (<usize>(load<f64>(row + <usize>word) > load<f64>(at, 8)) << 4)
}

/** Leaves turn to themselves; in deep trees it is looked at after so many steps whether rows have arrived. */
const STEPS: i32 = 2

/**
 * Adds the values of the leaves of a tree that asks for numbers only, eight rows at a time: while one waits for
 * memory, others move.
 * @param nodes 16 bytes for each
 * @param values `width` float32 for each node
 * @param depth how many steps lead to any leaf; 0 when that is too many to walk them all
 * @param rows `stride` bytes from row to row; there is room for up to seven more rows
 * @param to where in a row to add to, in bytes
 */
export function addTree(
  nodes: usize, values: usize, width: i32, depth: i32, rows: usize, count: i32, stride: usize, to: usize,
): void {
  const steps = depth ? depth : STEPS
  for (const end = rows + <usize>count * stride; rows < end; rows += 8 * stride) {
    const r1 = rows + stride, r2 = r1 + stride, r3 = r2 + stride
    const r4 = r3 + stride, r5 = r4 + stride, r6 = r5 + stride, r7 = r6 + stride
    let a: usize = 0, b: usize = 0, c: usize = 0, d: usize = 0, e: usize = 0, f: usize = 0, g: usize = 0, h: usize = 0
    for (;;) {
      const a0 = a, b0 = b, c0 = c, d0 = d, e0 = e, f0 = f, g0 = g, h0 = h
      for (let i = 0; i < steps; i++) {
        a = next(nodes, a, rows)
        b = next(nodes, b, r1)
        c = next(nodes, c, r2)
        d = next(nodes, d, r3)
        e = next(nodes, e, r4)
        f = next(nodes, f, r5)
        g = next(nodes, g, r6)
        h = next(nodes, h, r7)
      }
      if (depth) break
      if (((a ^ a0) | (b ^ b0) | (c ^ c0) | (d ^ d0) | (e ^ e0) | (f ^ f0) | (g ^ g0) | (h ^ h0)) == 0) break
    }
    addLeaf(values, width, a, rows + to)
    addLeaf(values, width, b, r1 + to)
    addLeaf(values, width, c, r2 + to)
    addLeaf(values, width, d, r3 + to)
    addLeaf(values, width, e, r4 + to)
    addLeaf(values, width, f, r5 + to)
    addLeaf(values, width, g, r6 + to)
    addLeaf(values, width, h, r7 + to)
  }
}

@inline function addLeaf(values: usize, width: i32, node: usize, to: usize): void {
  if (width == 1) {
    store<f64>(to, load<f64>(to) + <f64>load<f32>(values + (node >> 2)))
    return
  }
  if (width == 2) {
    const pair = v128.load64_zero(values + (node >> 1))
    v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(pair)))
    return
  }
  const from = values + (node >> 4) * <usize>(width << 2)
  for (let k: usize = 0; k < <usize>width; k++) {
    store<f64>(to + (k << 3), load<f64>(to + (k << 3)) + <f64>load<f32>(from + (k << 2)))
  }
}

/** The same of a tree that may ask for levels, row by row. @param sets 32 bytes for each */
export function addWithLevels(
  nodes: usize, sets: usize, values: usize, width: i32, rows: usize, count: i32, stride: usize, to: usize,
): void {
  for (const end = rows + <usize>count * stride; rows < end; rows += stride) {
    let node: usize = 0
    for (;;) {
      const at = nodes + node
      const word = load<u64>(at)
      const place = <i32>word
      let right: usize
      if (place >= 0) right = <usize>(load<f64>(rows + <usize>place) > load<f64>(at, 8))
      else {
        const bin = <usize>load<f64>(rows + <usize>~place)
        const set = sets + (<usize>load<f64>(at, 8) << 5)
        right = <usize>(~load<u32>(set + ((bin >> 5) << 2)) >> <u32>(bin & 31)) & 1
      }
      const child = <usize>(word >> 32) + (right << 4)
      if (child == node) break
      node = child
    }
    addLeaf(values, width, node, rows + to)
  }
}
