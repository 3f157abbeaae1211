import { histogramBytes, NARROW_BYTES, WIDE_BYTES } from './layout'

/** Rows that are touched before they are read, so that memory is waited for once and not row by row. */
const AHEAD = 256

/** What touching found; kept so that the reads are not optimised away. */
let touched: u32 = 0

/**
 * Writes the histogram of some rows.
 * @param bins row-major, `stride` bytes per row
 * @param list the numbers of the rows, and `pairs` their gradients in the same order
 * @param fresh false to add to what is there
 */
export function writeHistogram(
  bins: usize, stride: i32, wide: i32, narrow: i32, list: usize, pairs: usize, count: i32,
  histogram: usize, fresh: bool,
): void {
  if (fresh) memory.fill(histogram, 0, histogramBytes(wide, narrow))
  for (let start = 0; start < count; start += AHEAD) {
    const size = min(AHEAD, count - start)
    touch(bins, stride, list, size)
    for (const end = list + (<usize>size << 2); list < end; list += 4) {
      const row = bins + <usize>load<u32>(list) * <usize>stride
      addRow(row, load<u64>(pairs), histogram, wide, narrow)
      pairs += 8
    }
  }
}

/** Reads a byte of each line of the cache that these rows lie in. */
@inline function touch(bins: usize, stride: i32, list: usize, count: i32): void {
  let sum: u32 = 0
  for (const end = list + (<usize>count << 2); list < end; list += 4) {
    const row = bins + <usize>load<u32>(list) * <usize>stride
    sum += load<u8>(row)
    if (64 % stride != 0) for (let at = min(64, stride - 1); at < stride; at += 64) sum += load<u8>(row + at)
  }
  touched = sum
}

@inline function addRow(row: usize, pair: u64, histogram: usize, wide: i32, narrow: i32): void {
  let left = wide
  for (; left >= 4; left -= 4) {
    add(histogram, load<u8>(row), pair, 0)
    add(histogram, load<u8>(row, 1), pair, WIDE_BYTES)
    add(histogram, load<u8>(row, 2), pair, 2 * WIDE_BYTES)
    add(histogram, load<u8>(row, 3), pair, 3 * WIDE_BYTES)
    row += 4
    histogram += 4 * WIDE_BYTES
  }
  for (; left > 0; left--) {
    add(histogram, load<u8>(row), pair, 0)
    row++
    histogram += WIDE_BYTES
  }
  left = narrow
  for (; left >= 4; left -= 4) {
    add(histogram, load<u8>(row), pair, 0)
    add(histogram, load<u8>(row, 1), pair, NARROW_BYTES)
    add(histogram, load<u8>(row, 2), pair, 2 * NARROW_BYTES)
    add(histogram, load<u8>(row, 3), pair, 3 * NARROW_BYTES)
    row += 4
    histogram += 4 * NARROW_BYTES
  }
  for (; left > 0; left--) {
    add(histogram, load<u8>(row), pair, 0)
    row++
    histogram += NARROW_BYTES
  }
}

@inline function add(histogram: usize, bin: u32, pair: u64, offset: usize): void {
  const at = histogram + (<usize>bin << 3) + offset
  store<u64>(at, load<u64>(at) + pair)
}

/** Adds `other`, the histogram of other rows of the same node. */
export function addHistogram(histogram: usize, other: usize, wide: i32, narrow: i32): void {
  const end = histogram + histogramBytes(wide, narrow)
  for (; histogram < end; histogram += 16, other += 16) {
    v128.store(histogram, i64x2.add(v128.load(histogram), v128.load(other)))
  }
}

/** Takes `other` from `histogram`: what is left of a node without one of its children. */
export function subtractHistogram(histogram: usize, other: usize, wide: i32, narrow: i32): void {
  const end = histogram + histogramBytes(wide, narrow)
  for (; histogram < end; histogram += 16, other += 16) {
    v128.store(histogram, i64x2.sub(v128.load(histogram), v128.load(other)))
  }
}
