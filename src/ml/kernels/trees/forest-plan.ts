/** What growing a tree of a forest reads, where it writes, and the room it needs. One tree after the other. */
@unmanaged
export class ForestPlan {
  /** Bins row by row. */
  bins: usize
  stride: i32
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
  /** Nodes of all trees before this one. */
  firstNode: i32

  /** Room: per row a byte (copies), a number (list, spareList), a pair (own, sparePairs), 16 bytes (stack). */
  copies: usize
  list: usize
  spareList: usize
  own: usize
  sparePairs: usize
  stack: usize
  /** A number per feature. */
  order: usize
  /** Rows of a small subtree, side by side, and their numbers. */
  local: usize
  localRows: i32
  origin: usize
  /** Histograms of 4 features: 4 x 256 x 8 bytes x (1 or classes), counts 4 x 256 x 4, sums 3 x classes x 8. */
  histograms: usize
  counts: usize
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
  /** Per node max(1, classes) float32. */
  values: usize
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
  list: usize
  pairs: usize
  count: i32
}

/** Up to so many rows a feature is sorted rather than counted. */
export const FEW: i32 = 32

/** Half-way between the bins on either side of a cut, or beyond all numbers when only missing values go right. */
export function cutBetween(plan: ForestPlan, feature: i32, last: i32, next: i32): f64 {
  if (next == <i32>load<u8>(plan.missing + feature)) return f64.MAX_VALUE
  const low = load<f64>(plan.highs + (<usize>(feature * 256 + last) << 3))
  const high = load<f64>(plan.lows + (<usize>(feature * 256 + next) << 3))
  const middle = low / 2 + high / 2
  return middle >= low && middle < high ? middle : low
}

@inline export function binAt(node: NodeRows, stride: i32, feature: i32, i: i32): i32 {
  return <i32>load<u8>(node.bins + <usize>load<u32>(node.list + (<usize>i << 2)) * <usize>stride + feature)
}

@inline export function pairAt(node: NodeRows, i: i32): u64 {
  return load<u64>(node.pairs + (<usize>i << 3))
}

/** Sorts the few rows of a node by their bins: keys of bin x 65536 + row, by insertion. @returns whether bins differ */
export function sortFew(node: NodeRows, stride: i32, feature: i32, keys: usize): bool {
  let least = 255
  let largest = 0
  for (let i = 0; i < node.count; i++) {
    const bin = binAt(node, stride, feature, i)
    least = min(least, bin)
    largest = max(largest, bin)
    const key = <u32>((bin << 16) | i)
    let place = keys + (<usize>i << 2)
    for (; place > keys && load<u32>(place - 4) > key; place -= 4) store<u32>(place, load<u32>(place - 4))
    store<u32>(place, key)
  }
  return largest > least
}
