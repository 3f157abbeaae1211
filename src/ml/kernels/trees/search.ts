import { entries, gradientOf, hessianOf, missingBin } from './layout'
import { searchCategory } from './categories'

/** What is known of the features; one byte each. */
@unmanaged
export class FeatureInfo {
  wide: i32
  count: i32
  /** How many bins hold values, without the one for what is missing. */
  bins: usize
  /** NUMBER, CATEGORY or LEFT_OUT. */
  kinds: usize
  /** 1 where larger values may not lower the prediction, -1 where they may not raise it. */
  directions: usize
}

export const NUMBER: u8 = 0
export const CATEGORY: u8 = 1
export const LEFT_OUT: u8 = 2

/** A node whose best split is looked for, what a split has to fulfil, and the best one until now. */
@unmanaged
export class Search {
  /** Sums over the node, in units of the quantised pairs, and how many rows it has. */
  gradient: f64
  hessian: f64
  rows: f64
  lambda: f64
  leastHessian: f64
  leastRows: f64
  /** Between these the values of its leaves must lie. */
  lower: f64
  upper: f64
  /** By how much the split raises the score of the node; 0 when there is none. */
  gain: f64
  feature: i32
  /** The last bin that goes left, or -1 when `set` says which do. */
  bin: i32
  /** 1 when missing values go left, 0 when right, -1 when the node has none. */
  missingLeft: i32
  unused: i32
  /** What goes left. */
  leftGradient: f64
  leftHessian: f64
  leftRows: f64
  /** 256 bits: the bins of a category that go left. */
  set0: u64
  set1: u64
  set2: u64
  set3: u64
}

/**
 * Looks for the best split of a node over all features.
 * @param counts a histogram of the number of rows; 0 to tell it from the hessians, which is an estimate unless all
 *   hessians are the same
 * @param bounded whether bounds or directions are to be heeded
 * @param scratch 4096 bytes
 */
export function findSplit(
  histogram: usize, counts: usize, info: FeatureInfo, node: Search, bounded: bool, scratch: usize,
): void {
  const least = score(node.gradient, node.hessian, node, bounded)
  node.gain = least * (1 + 1e-7) + 1e-9
  node.feature = -1
  for (let f = 0; f < info.count; f++) {
    const kind = load<u8>(info.kinds + f)
    if (kind == LEFT_OUT) continue
    const at = entries(histogram, f, info.wide)
    const countsAt = counts ? entries(counts, f, info.wide) : 0
    const bins = <i32>load<u8>(info.bins + f)
    const missing = missingBin(f, info.wide)
    if (kind == CATEGORY) searchCategory(at, countsAt, f, missing + 1, node, bounded, scratch)
    else if (bounded) searchNumber(at, countsAt, f, bins, missing, node, true, <i32>load<i8>(info.directions + f))
    else searchNumber(at, countsAt, f, bins, missing, node, false, 0)
  }
  node.gain = node.feature < 0 ? 0 : node.gain - least
}

/** Twice what the loss of a node with these sums falls by when it gets its best value. */
@inline export function score(gradient: f64, hessian: f64, node: Search, bounded: bool): f64 {
  const weight = hessian + node.lambda
  if (!bounded) return weight > 0 ? (gradient * gradient) / weight : 0
  const value = valueOf(gradient, hessian, node)
  return -value * (2 * gradient + weight * value)
}

@inline function valueOf(gradient: f64, hessian: f64, node: Search): f64 {
  const weight = hessian + node.lambda
  return max(node.lower, min(node.upper, weight > 0 ? -gradient / weight : 0))
}

@inline function searchNumber(
  at: usize, counts: usize, feature: i32, bins: i32, missing: i32, node: Search, bounded: bool, direction: i32,
): void {
  const gap = load<u64>(at + (<usize>missing << 3))
  const gapRows = counts ? hessianOf(load<u64>(counts + (<usize>missing << 3))) : 0
  const hasGap = gap != 0 || gapRows != 0
  const last = hasGap ? bins : bins - 1
  const rowsPerHessian = node.rows / node.hessian
  let left: u64 = 0
  let rows: f64 = 0
  for (let bin = 0; bin < last; bin++) {
    const here = load<u64>(at + (<usize>bin << 3))
    left += here
    if (counts) rows += hessianOf(load<u64>(counts + (<usize>bin << 3)))
    if (here == 0) continue
    const leftRows = counts ? rows : hessianOf(left) * rowsPerHessian
    consider(left, leftRows, feature, bin, hasGap ? 0 : -1, node, bounded, direction)
    if (!hasGap) continue
    const more = left + gap
    const moreRows = counts ? rows + gapRows : hessianOf(more) * rowsPerHessian
    consider(more, moreRows, feature, bin, 1, node, bounded, direction)
  }
}

/** Keeps the split with these sums on the left when it is allowed and better than the best one. */
@inline export function consider(
  left: u64, leftRows: f64, feature: i32, bin: i32, missingLeft: i32, node: Search, bounded: bool, direction: i32,
): bool {
  const g = gradientOf(left)
  const h = hessianOf(left)
  const otherG = node.gradient - g
  const otherH = node.hessian - h
  if (h < node.leastHessian || otherH < node.leastHessian) return false
  if (leftRows < node.leastRows || node.rows - leftRows < node.leastRows) return false
  let found: f64
  if (bounded) {
    const step = valueOf(otherG, otherH, node) - valueOf(g, h, node)
    if (step * <f64>direction < 0) return false
    found = score(g, h, node, true) + score(otherG, otherH, node, true)
  } else {
    const weight = h + node.lambda
    const otherWeight = otherH + node.lambda
    const both = weight * otherWeight
    const score = g * g * otherWeight + otherG * otherG * weight
    if (!(score > node.gain * both)) return false
    found = score / both
  }
  if (!(found > node.gain)) return false
  node.gain = found
  node.feature = feature
  node.bin = bin
  node.missingLeft = missingLeft
  node.leftGradient = g
  node.leftHessian = h
  node.leftRows = leftRows
  return true
}
