/** What growing a tree of a forest reads, where it writes, and the room it needs. One tree after the other. */
@unmanaged
export class ForestPlan {
  /** features x rows bins, column by column. */
  bins: usize
  features: i32
  rows: i32
  /** 0 where a target is a number (or the share of the second of two classes), otherwise how many classes. */
  classes: i32
  /** One byte per feature: the bin of what is missing. */
  missing: usize
  /** features x 256 float64: the least and the largest value in each bin. */
  lows: usize
  highs: usize
  /** Per row, float64; `weights` is 0 when all weigh 1. */
  truth: usize
  weights: usize
  /** Per row: weight below weighted value, or weight below class, as integers. Rows that weigh nothing are 0. */
  pairs: usize
  entropy: i32
  randomSplits: i32
  bootstrap: i32
  /** Features that are looked at for each split. */
  tries: i32
  minSplit: i32
  minLeaf: i32
  maxDepth: i32

  /** Room: per row a byte (copies), a number (list, spareList), a pair (own, sparePairs), 24 bytes (stack). */
  copies: usize
  list: usize
  spareList: usize
  own: usize
  sparePairs: usize
  stack: usize
  /** A number per feature. */
  order: usize
  /** features x (at most) localRows bins of a small subtree, column by column, and the numbers of its rows. */
  local: usize
  localRows: i32
  origin: usize
  /** 256 sums of 8 bytes (for each class), 256 counts of 4, and 3 sums of 8 for each class. */
  histograms: usize
  counts: usize
  /** 256 bytes, 128 for bins that hold a row. */
  flags: usize
  sums: usize
  /** A BestSplit and a NodeRows. */
  best: usize
  here: usize

  /** Per node: question and left child (int32), threshold (float64), gain (float32), rows (uint32). */
  asks: usize
  lefts: usize
  thresholds: usize
  gains: usize
  sizes: usize
  /** Per node max(1, classes) float32, and the weight of its rows (float64). */
  values: usize
  weightsOf: usize
}

/** The best split of a node until now. */
@unmanaged
export class BestSplit {
  score: f64
  threshold: f64
  /** What goes left, where the target is a number. */
  left: u64
  /** -1 when there is none. */
  feature: i32
  /** The last bin that goes left. */
  last: i32
}

/** Where the rows of the node at hand stand. */
@unmanaged
export class NodeRows {
  bins: usize
  /** From one feature's bins to the next one's. */
  step: i32
  list: usize
  pairs: usize
  count: i32
}

/** Half-way between the bins on either side of a cut, or beyond all numbers when only missing values go right. */
export function cutBetween(plan: ForestPlan, feature: i32, last: i32, next: i32): f64 {
  if (next == <i32>load<u8>(plan.missing + feature)) return f64.MAX_VALUE
  const low = load<f64>(plan.highs + (<usize>(feature * 256 + last) << 3))
  const high = load<f64>(plan.lows + (<usize>(feature * 256 + next) << 3))
  const middle = low / 2 + high / 2
  return middle >= low && middle < high ? middle : low
}

@inline export function columnOf(node: NodeRows, feature: i32): usize {
  return node.bins + <usize>feature * <usize>node.step
}

@inline export function binAt(column: usize, node: NodeRows, i: i32): i32 {
  return <i32>load<u8>(column + <usize>load<u32>(node.list + (<usize>i << 2)))
}

@inline export function pairAt(node: NodeRows, i: i32): u64 {
  return load<u64>(node.pairs + (<usize>i << 3))
}

/** Fewer rows than this clear the entries that they will touch; more clear all. */
export const FEW: i32 = 48

/** Which of 16 bins hold a row: a bit for each. */
@inline export function flagsFrom(plan: ForestPlan, bin: i32): i32 {
  return i8x16.bitmask(v128.load(plan.flags + bin))
}
