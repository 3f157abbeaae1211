import { histogramBytes, NARROW_BYTES, WIDE_BYTES } from './layout'

/** Rows that are touched before they are read, so that memory is waited for once and not row by row. */
const AHEAD = 256

/** What touching found; kept so that the reads are not optimised away. */
let touched: u32 = 0

/**
 * Writes the histogram of some rows.
 * @param bins row-major, `stride` bytes per row
 * @param list the numbers of the rows, and `pairs` their gradients in the same order; 0 for the first `count` rows
 * @param fresh false to add to what is there
 */
export function writeHistogram(
  bins: usize, stride: i32, wide: i32, narrow: i32, list: usize, pairs: usize, count: i32,
  histogram: usize, fresh: bool,
): void {
  if (fresh) memory.fill(histogram, 0, histogramBytes(wide, narrow))
  if (!list) {
    for (const end = pairs + (<usize>count << 3); pairs < end; pairs += 8, bins += stride) {
      addRow(bins, load<u64>(pairs), histogram, wide, narrow)
    }
    return
  }
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

/** The bits of the offset of a bin's entry, in a wide feature's. */
const WIDE_ENTRY: u32 = 255 << 3

@inline function addRow(row: usize, pair: u64, histogram: usize, wide: i32, narrow: i32): void {
  let left = wide
  for (; left >= 4; left -= 4) {
    const four = load<u32>(row)
    const first = histogram + ((four << 3) & WIDE_ENTRY)
    const second = histogram + ((four >> 5) & WIDE_ENTRY)
    const third = histogram + ((four >> 13) & WIDE_ENTRY)
    const fourth = histogram + ((four >> 21) & WIDE_ENTRY)
    store<u64>(first, load<u64>(first) + pair)
    store<u64>(second, load<u64>(second, WIDE_BYTES) + pair, WIDE_BYTES)
    store<u64>(third, load<u64>(third, 2 * WIDE_BYTES) + pair, 2 * WIDE_BYTES)
    store<u64>(fourth, load<u64>(fourth, 3 * WIDE_BYTES) + pair, 3 * WIDE_BYTES)
    row += 4
    histogram += 4 * WIDE_BYTES
  }
  for (; left > 0; left--) {
    add(histogram, load<u8>(row), pair)
    row++
    histogram += WIDE_BYTES
  }
  left = narrow
  for (; left >= 4; left -= 4) {
    const second = histogram + (<usize>load<u8>(row, 1) << 3)
    const third = histogram + (<usize>load<u8>(row, 2) << 3)
    const fourth = histogram + (<usize>load<u8>(row, 3) << 3)
    add(histogram, load<u8>(row), pair)
    store<u64>(second, load<u64>(second, NARROW_BYTES) + pair, NARROW_BYTES)
    store<u64>(third, load<u64>(third, 2 * NARROW_BYTES) + pair, 2 * NARROW_BYTES)
    store<u64>(fourth, load<u64>(fourth, 3 * NARROW_BYTES) + pair, 3 * NARROW_BYTES)
    row += 4
    histogram += 4 * NARROW_BYTES
  }
  for (; left > 0; left--) {
    add(histogram, load<u8>(row), pair)
    row++
    histogram += NARROW_BYTES
  }
}

@inline function add(histogram: usize, bin: u32, pair: u64): void {
  const at = histogram + (<usize>bin << 3)
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
