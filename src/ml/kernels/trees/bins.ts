import { NARROW, WIDE } from './layout'

const SIGN: u64 = 0x8000000000000000
const DIGIT = 11
const BUCKETS = 1 << DIGIT
const DIGITS = 6

/** Numbers to keys whose order as integers is theirs. No NaN. */
@inline function keyOf(bits: u64): u64 {
  return bits ^ (<u64>(<i64>bits >> 63) | SIGN)
}

@inline function bitsOf(key: u64): u64 {
  return key & SIGN ? key ^ SIGN : ~key
}

/**
 * Sorts numbers by radix, from the lowest digit of 11 bits to the highest; a digit that all share is skipped.
 * @param values `count` float64 without NaN and without -0
 * @param spare room for as many
 * @param counts room for 6 x 2048 int32
 * @returns the address of the sorted numbers, `values` or `spare`
 */
export function sortNumbers(values: usize, count: i32, spare: usize, counts: usize): usize {
  memory.fill(counts, 0, <usize>(DIGITS * BUCKETS) << 2)
  for (let at = values, end = values + (<usize>count << 3); at < end; at += 8) {
    let key = keyOf(load<u64>(at))
    store<u64>(at, key)
    for (let digit = 0; digit < DIGITS; digit++) {
      const bucket = bucketAt(counts, digit, key)
      store<i32>(bucket, load<i32>(bucket) + 1)
      key >>= DIGIT
    }
  }
  let from = values
  let to = spare
  for (let digit = 0; digit < DIGITS; digit++) {
    const shift = <u64>(digit * DIGIT)
    if (load<i32>(bucketAt(counts, digit, load<u64>(from) >> shift)) == count) continue
    startsOf(counts + (<usize>(digit * BUCKETS) << 2))
    for (let at = from, end = from + (<usize>count << 3); at < end; at += 8) {
      const key = load<u64>(at)
      const bucket = bucketAt(counts, digit, key >> shift)
      const place = load<i32>(bucket)
      store<i32>(bucket, place + 1)
      store<u64>(to + (<usize>place << 3), key)
    }
    const turned = from
    from = to
    to = turned
  }
  for (let at = from, end = from + (<usize>count << 3); at < end; at += 8) {
    store<u64>(at, bitsOf(load<u64>(at)))
  }
  return from
}

@inline function bucketAt(counts: usize, digit: i32, key: u64): usize {
  return counts + (<usize>(digit * BUCKETS + <i32>(key & (BUCKETS - 1))) << 2)
}

/** Counts to the places where their buckets start. */
function startsOf(counts: usize): void {
  let sum = 0
  for (let i = 0; i < BUCKETS; i++, counts += 4) {
    const count = load<i32>(counts)
    store<i32>(counts, sum)
    sum += count
  }
}

/**
 * Writes the bins of some rows of one feature: how many edges lie below the value.
 * @param values `count` float64, NaN is missing
 * @param edges ascending float64, filled up with infinity to 16; for a wide feature to 256, and behind them 16 more:
 *   the last of each 16
 * @param column where the bins go one after the other
 * @param rows where they also go, `stride` bytes from row to row; or 0
 */
export function binNumbers(
  values: usize, count: i32, edges: usize, wide: bool, column: usize, rows: usize, stride: usize,
): void {
  if (wide) search(values, count, edges, WIDE, column, rows, stride)
  else search(values, count, edges, NARROW, column, rows, stride)
}

@inline function search(
  values: usize, count: i32, edges: usize, bins: i32, column: usize, rows: usize, stride: usize,
): void {
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + (<usize>i << 3))
    let bin: usize = 0
    if (bins == WIDE) bin = edgesBelow(value, edges + (<usize>WIDE << 3)) << 4
    bin += edgesBelow(value, edges + (bin << 3))
    if (value != value) bin = bins - 1
    store<u8>(column + <usize>i, <u8>bin)
    if (rows) store<u8>(rows + <usize>i * stride, <u8>bin)
  }
}

/** How many of 16 edges are below the value. */
@inline function edgesBelow(value: f64, edges: usize): usize {
  const both = f64x2.splat(value)
  const less = i64x2.add(lessOf8(edges, both), lessOf8(edges + 64, both))
  return -<usize>(i64x2.extract_lane(less, 0) + i64x2.extract_lane(less, 1))
}

/** Minus the number of edges below, for the even and the odd ones of 8. */
@inline function lessOf8(edges: usize, both: v128): v128 {
  return i64x2.add(
    i64x2.add(f64x2.lt(v128.load(edges), both), f64x2.lt(v128.load(edges, 16), both)),
    i64x2.add(f64x2.lt(v128.load(edges, 32), both), f64x2.lt(v128.load(edges, 48), both)),
  )
}

/** The same for values that are bins already, as the levels of a category are. */
export function binLevels(
  values: usize, count: i32, wide: bool, column: usize, rows: usize, stride: usize,
): void {
  const missing = <u8>((wide ? WIDE : NARROW) - 1)
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + (<usize>i << 3))
    const bin = value == value ? <u8>value : missing
    store<u8>(column + <usize>i, bin)
    if (rows) store<u8>(rows + <usize>i * stride, bin)
  }
}

/** Widens the least and the largest value of each bin (256 of either, float64) by some rows; NaN is left out. */
export function spanBins(values: usize, count: i32, column: usize, lows: usize, highs: usize): void {
  for (let i = 0; i < count; i++) {
    const given = load<f64>(values + (<usize>i << 3))
    if (given != given) continue
    const value = max(-f64.MAX_VALUE, min(f64.MAX_VALUE, given))
    const at = <usize>load<u8>(column + <usize>i) << 3
    store<f64>(lows + at, min(load<f64>(lows + at), value))
    store<f64>(highs + at, max(load<f64>(highs + at), value))
  }
}
