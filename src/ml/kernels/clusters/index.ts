/**
 * The hot loops of k-means. Rows lie in panels of four, beside each other per column: panel, column, row. Sums run in
 * ascending order of the columns, one by one, so that a distance has the same bits as in a plain loop.
 */

/** Where the host may begin to put its data. */
export function heapBase(): usize {
  return __heap_base
}

/**
 * Gives every row to its nearest centre, the first of several.
 * @param centres float64, count x cols
 * @param clusters int32 per row of the panels, in and out
 * @param squares float64 per row: the squared distance to the nearest centre
 * @returns how many rows changed their cluster
 */
export function assign(
  panels: usize, rows: i32, cols: i32, centres: usize, count: i32, clusters: usize, squares: usize,
): i32 {
  const size = <usize>cols * 32
  let changed = 0
  for (let row = 0; row < rows; row += 4) {
    let least0 = f64x2.splat(Infinity), least1 = least0
    let nearest0 = f64x2.splat(0), nearest1 = nearest0
    let centre = centres
    let k = 0
    for (; k + 2 <= count; k += 2) {
      let a0 = f64x2.splat(0), a1 = a0, b0 = a0, b1 = a0
      let at = panels
      let next = centre + <usize>cols * 8
      for (let j = cols; j; j--) {
        const x0 = v128.load(at), x1 = v128.load(at, 16)
        let y = v128.load64_splat(centre)
        let apart = f64x2.sub(x0, y)
        a0 = f64x2.add(a0, f64x2.mul(apart, apart))
        apart = f64x2.sub(x1, y)
        a1 = f64x2.add(a1, f64x2.mul(apart, apart))
        y = v128.load64_splat(next)
        apart = f64x2.sub(x0, y)
        b0 = f64x2.add(b0, f64x2.mul(apart, apart))
        apart = f64x2.sub(x1, y)
        b1 = f64x2.add(b1, f64x2.mul(apart, apart))
        at += 32
        centre += 8
        next += 8
      }
      centre = next
      let nearer = f64x2.lt(a0, least0)
      least0 = v128.bitselect(a0, least0, nearer)
      nearest0 = v128.bitselect(f64x2.splat(<f64>k), nearest0, nearer)
      nearer = f64x2.lt(a1, least1)
      least1 = v128.bitselect(a1, least1, nearer)
      nearest1 = v128.bitselect(f64x2.splat(<f64>k), nearest1, nearer)
      nearer = f64x2.lt(b0, least0)
      least0 = v128.bitselect(b0, least0, nearer)
      nearest0 = v128.bitselect(f64x2.splat(<f64>(k + 1)), nearest0, nearer)
      nearer = f64x2.lt(b1, least1)
      least1 = v128.bitselect(b1, least1, nearer)
      nearest1 = v128.bitselect(f64x2.splat(<f64>(k + 1)), nearest1, nearer)
    }
    if (k < count) {
      let a0 = f64x2.splat(0), a1 = a0
      let at = panels
      for (let j = cols; j; j--) {
        const y = v128.load64_splat(centre)
        let apart = f64x2.sub(v128.load(at), y)
        a0 = f64x2.add(a0, f64x2.mul(apart, apart))
        apart = f64x2.sub(v128.load(at, 16), y)
        a1 = f64x2.add(a1, f64x2.mul(apart, apart))
        at += 32
        centre += 8
      }
      let nearer = f64x2.lt(a0, least0)
      least0 = v128.bitselect(a0, least0, nearer)
      nearest0 = v128.bitselect(f64x2.splat(<f64>k), nearest0, nearer)
      nearer = f64x2.lt(a1, least1)
      least1 = v128.bitselect(a1, least1, nearer)
      nearest1 = v128.bitselect(f64x2.splat(<f64>k), nearest1, nearer)
    }
    v128.store(squares, least0)
    v128.store(squares, least1, 16)
    const both = v128.shuffle<i32>(
      i32x4.trunc_sat_f64x2_s_zero(nearest0), i32x4.trunc_sat_f64x2_s_zero(nearest1), 0, 1, 4, 5,
    )
    const differ = i32x4.bitmask(i32x4.ne(both, v128.load(clusters)))
    if (differ) {
      changed += popcnt(row + 4 > rows ? differ & ((1 << (rows - row)) - 1) : differ)
      v128.store(clusters, both)
    }
    panels += size
    clusters += 16
    squares += 32
  }
  return changed
}

/**
 * The weighted sums of the rows of every cluster, and what they weigh.
 * @param weights float64 per row, or 0
 * @param sums float64, count x cols @param sizes float64, count; both begin as zeros
 */
export function addUp(
  panels: usize, rows: i32, cols: i32, clusters: usize, weights: usize, sums: usize, sizes: usize,
): void {
  for (let row = 0; row < rows; row++) {
    const k = load<i32>(clusters + <usize>row * 4)
    const weight = weights ? load<f64>(weights + <usize>row * 8) : 1
    let at = panels + <usize>(row >> 2) * <usize>cols * 32 + <usize>(row & 3) * 8
    let to = sums + <usize>k * <usize>cols * 8
    store<f64>(sizes + <usize>k * 8, load<f64>(sizes + <usize>k * 8) + weight)
    for (let j = cols; j; j--) {
      store<f64>(to, load<f64>(to) + weight * load<f64>(at))
      to += 8
      at += 32
    }
  }
}

/**
 * The squared distance of every row to a point, or what it was where that is less.
 * @param least float64 per row @param to the same, out
 * @returns the weighted sum of what was written
 */
export function nearer(
  panels: usize, rows: i32, cols: i32, point: usize, weights: usize, least: usize, to: usize,
): f64 {
  let total: f64 = 0
  for (let row = 0; row < rows; row += 4) {
    let a0 = f64x2.splat(0), a1 = a0
    let y = point
    for (let j = cols; j; j--) {
      const cell = v128.load64_splat(y)
      let apart = f64x2.sub(v128.load(panels), cell)
      a0 = f64x2.add(a0, f64x2.mul(apart, apart))
      apart = f64x2.sub(v128.load(panels, 16), cell)
      a1 = f64x2.add(a1, f64x2.mul(apart, apart))
      panels += 32
      y += 8
    }
    v128.store(to, f64x2.pmin(a0, v128.load(least)))
    v128.store(to, f64x2.pmin(a1, v128.load(least, 16)), 16)
    for (let i = 0; i < min(4, rows - row); i++) {
      const weight = weights ? load<f64>(weights + <usize>(row + i) * 8) : 1
      total += load<f64>(to + <usize>i * 8) * weight
    }
    least += 32
    to += 32
  }
  return total
}
