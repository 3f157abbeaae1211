import { histogramBytes, NARROW_BYTES, WIDE_BYTES } from './layout'

/** Bytes of rows that are brought together before they are added, so that memory is waited for once and not row by row. */
const BLOCK = 4096

/**
 * Writes the histogram of some rows.
 * @param bins row-major, `stride` bytes per row
 * @param list the numbers of the rows, and `pairs` their gradients in the same order; 0 for the first `count` rows
 * @param block room for 4096 bytes, or for a row where that is more
 * @param fresh false to add to what is there
 */
export function writeHistogram(
  bins: usize, stride: i32, wide: i32, narrow: i32, list: usize, pairs: usize, count: i32,
  block: usize, histogram: usize, fresh: bool,
): void {
  if (fresh) memory.fill(histogram, 0, histogramBytes(wide, narrow))
  if (!list) {
    addRows(bins, stride, wide, narrow, pairs, count, histogram)
    return
  }
  const most = max(1, BLOCK / stride)
  for (let start = 0; start < count; start += most) {
    const size = min(most, count - start)
    if (stride <= 16) gather(bins, stride, list, size, block, 1)
    else if (stride <= 32) gather(bins, stride, list, size, block, 2)
    else gather(bins, stride, list, size, block, (stride + 15) >> 4)
    addRows(block, stride, wide, narrow, pairs, size, histogram)
    list += <usize>size << 2
    pairs += <usize>size << 3
  }
}

/** Copies rows side by side. With few instructions for a row, more rows are waited for at once. */
@inline function gather(bins: usize, stride: usize, list: usize, count: i32, to: usize, sixteens: i32): void {
  const end = list + (<usize>count << 2)
  for (; list + 12 < end; list += 16, to += 4 * stride) {
    copyRow(bins + <usize>load<u32>(list) * stride, to, sixteens)
    copyRow(bins + <usize>load<u32>(list, 4) * stride, to + stride, sixteens)
    copyRow(bins + <usize>load<u32>(list, 8) * stride, to + 2 * stride, sixteens)
    copyRow(bins + <usize>load<u32>(list, 12) * stride, to + 3 * stride, sixteens)
  }
  for (; list < end; list += 4, to += stride) {
    copyRow(bins + <usize>load<u32>(list) * stride, to, sixteens)
  }
}

/** What is copied beyond the row is overwritten by the next one. */
@inline function copyRow(row: usize, to: usize, sixteens: i32): void {
  v128.store(to, v128.load(row))
  if (sixteens > 1) v128.store(to, v128.load(row, 16), 16)
  if (sixteens > 2) for (let at = 32; at < sixteens << 4; at += 16) v128.store(to + at, v128.load(row + at))
}

@inline function addRows(
  row: usize, stride: i32, wide: i32, narrow: i32, pairs: usize, count: i32, histogram: usize,
): void {
  for (const end = pairs + (<usize>count << 3); pairs < end; pairs += 8, row += stride) {
    addRow(row, load<u64>(pairs), histogram, wide, narrow)
  }
}

@inline function addRow(row: usize, pair: u64, histogram: usize, wide: i32, narrow: i32): void {
  let left = wide
  for (; left >= 8; left -= 8) {
    addFour(row, pair, histogram, WIDE_BYTES)
    addFour(row + 4, pair, histogram + 4 * WIDE_BYTES, WIDE_BYTES)
    row += 8
    histogram += 8 * WIDE_BYTES
  }
  for (; left > 0; left--) {
    add(row, pair, histogram)
    row++
    histogram += WIDE_BYTES
  }
  left = narrow
  for (; left >= 4; left -= 4) {
    addFour(row, pair, histogram, NARROW_BYTES)
    row += 4
    histogram += 4 * NARROW_BYTES
  }
  for (; left > 0; left--) {
    add(row, pair, histogram)
    row++
    histogram += NARROW_BYTES
  }
}

/** Adds to four features whose entries are `bytes` apart. */
@inline function addFour(row: usize, pair: u64, histogram: usize, bytes: usize): void {
  add(row, pair, histogram)
  add(row + 1, pair, histogram + bytes)
  add(row + 2, pair, histogram + 2 * bytes)
  add(row + 3, pair, histogram + 3 * bytes)
}

@inline function add(row: usize, pair: u64, histogram: usize): void {
  const at = histogram + (<usize>load<u8>(row) << 3)
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
