import { BestSplit, binAt, columnOf, cutBetween, FEW, flagsFrom, ForestPlan, NodeRows } from './forest-plan'
import { gradientOf, hessianOf } from './layout'

/**
 * Splits of a target that is a number: least squares, which for the shares of two classes is the Gini impurity.
 * A pair is a weight below a weighted value; of both sides value^2 / weight is to be large.
 */

/** Looks at one feature. @returns whether its values differ */
export function tryNumber(plan: ForestPlan, node: NodeRows, all: u64, feature: i32, best: BestSplit): bool {
  const missing = <i32>load<u8>(plan.missing + feature)
  fill(plan, node, feature, missing + 1)
  if (plan.minLeaf == 1) return cut(plan, node, all, feature, missing, false, best)
  count(plan, node, feature)
  return cut(plan, node, all, feature, missing, true, best)
}

/** Adds up the pairs of a feature by bin. */
function fill(plan: ForestPlan, node: NodeRows, feature: i32, bins: i32): void {
  const to = plan.histograms
  const flags = plan.flags
  const column = columnOf(node, feature)
  const list = node.list
  const end = list + (<usize>node.count << 2)
  memory.fill(flags, 0, bins)
  if (node.count >= FEW) memory.fill(to, 0, <usize>bins << 3)
  else for (let at = list; at < end; at += 4) store<u64>(to + (<usize>load<u8>(column + <usize>load<u32>(at)) << 3), 0)
  let pairs = node.pairs
  for (let at = list; at < end; at += 4, pairs += 8) {
    const bin = <usize>load<u8>(column + <usize>load<u32>(at))
    const sum = to + (bin << 3)
    store<u64>(sum, load<u64>(sum) + load<u64>(pairs))
    store<u8>(flags + bin, 128)
  }
}

/** Counts the rows of a feature by bin. */
function count(plan: ForestPlan, node: NodeRows, feature: i32): void {
  memory.fill(plan.counts, 0, 1024)
  const column = columnOf(node, feature)
  for (let i = 0; i < node.count; i++) {
    const at = plan.counts + (<usize>binAt(column, node, i) << 2)
    store<u32>(at, load<u32>(at) + 1)
  }
}

@inline function cut(
  plan: ForestPlan, node: NodeRows, all: u64, feature: i32, missing: i32, counted: bool, best: BestSplit,
): bool {
  let left: u64 = 0
  let rows = 0
  let last = -1
  let differ = false
  for (let from = 0; from <= missing; from += 16) {
    for (let flags = flagsFrom(plan, from); flags; flags &= flags - 1) {
      const bin = from + <i32>ctz(flags)
      if (last >= 0) {
        differ = true
        if (!counted || (rows >= plan.minLeaf && node.count - rows >= plan.minLeaf)) {
          consider(plan, all, left, feature, last, bin, best)
        }
      }
      left += load<u64>(plan.histograms + (<usize>bin << 3))
      if (counted) rows += load<i32>(plan.counts + (<usize>bin << 2))
      last = bin
    }
  }
  return differ
}

@inline function consider(
  plan: ForestPlan, all: u64, left: u64, feature: i32, last: i32, next: i32, best: BestSplit,
): void {
  const found = scoreOfNumbers(all, left)
  if (!(found > best.score)) return
  best.score = found
  best.left = left
  best.feature = feature
  best.last = last
  best.threshold = cutBetween(plan, feature, last, next)
}

@inline export function scoreOfNumbers(all: u64, left: u64): f64 {
  const g = gradientOf(left)
  const h = hessianOf(left)
  const otherG = gradientOf(all) - g
  const otherH = hessianOf(all) - h
  return (g * g * otherH + otherG * otherG * h) / (h * otherH)
}
