/**
 * How training data lies in memory. A value is a bin of one byte. Rows stand row by row at a fixed stride, for
 * histograms, and the same bins column by column, for partitions. Features with many bins come first: a
 * histogram has WIDE entries for each of those and NARROW for each of the others, so that a thousand columns of
 * zeros and ones cost little. The last bin of a feature is for what is missing.
 *
 * An entry is 64 bits, the sum of hessians below the sum of gradients, both integers, so that one addition adds
 * both. Sums of integers are exact: they do not hang on the order of rows or the number of workers.
 */
export const WIDE: i32 = 256
export const NARROW: i32 = 16

/** Bytes from a wide feature's entries to the next one's, and from a narrow one's. */
export const WIDE_BYTES: usize = 2048
export const NARROW_BYTES: usize = 128

/** The first entry of a feature. */
@inline export function entries(histogram: usize, feature: i32, wide: i32): usize {
  return feature < wide
    ? histogram + <usize>feature * WIDE_BYTES
    : histogram + <usize>wide * WIDE_BYTES + <usize>(feature - wide) * NARROW_BYTES
}

@inline export function missingBin(feature: i32, wide: i32): i32 {
  return (feature < wide ? WIDE : NARROW) - 1
}

/** The bytes of a histogram. */
@inline export function histogramBytes(wide: i32, narrow: i32): usize {
  return <usize>wide * WIDE_BYTES + <usize>narrow * NARROW_BYTES
}

@inline export function gradientOf(entry: u64): f64 {
  return <f64>(<i32>(entry >> 32))
}

@inline export function hessianOf(entry: u64): f64 {
  return <f64>(<u32>entry)
}
