import { BestSplit, binAt, columnOf, cutBetween, flagsFrom, ForestPlan, NodeRows, pairAt } from './forest-plan'

/**
 * Splits of a target with classes. A pair is a weight below a class. What is to be large: for Gini the sum of
 * squares of the class weights by the weight of the side, for entropy the sum of weight x log(weight) less that of
 * the side. `sums` holds three lists of weights per class: of the node, of its left and of its right side.
 */

@inline function weightOf(pair: u64): f64 {
  return <f64>(<u32>pair)
}

@inline function classOf(pair: u64): i32 {
  return <i32>(pair >> 32)
}

/** Weights of the classes of a node. @returns their sum */
export function sumClasses(plan: ForestPlan, node: NodeRows): f64 {
  memory.fill(plan.sums, 0, <usize>plan.classes << 3)
  let total: f64 = 0
  for (let i = 0; i < node.count; i++) {
    const pair = pairAt(node, i)
    addWeight(plan.sums, classOf(pair), weightOf(pair))
    total += weightOf(pair)
  }
  return total
}

@inline function addWeight(sums: usize, k: i32, weight: f64): void {
  const at = sums + (<usize>k << 3)
  store<f64>(at, load<f64>(at) + weight)
}

@inline function leftSums(plan: ForestPlan): usize {
  return plan.sums + (<usize>plan.classes << 3)
}

@inline function rightSums(plan: ForestPlan): usize {
  return plan.sums + (<usize>plan.classes << 4)
}

/** Everything on the right side. */
export function beginLeft(plan: ForestPlan): void {
  const bytes = <usize>plan.classes << 3
  memory.fill(leftSums(plan), 0, bytes)
  memory.copy(rightSums(plan), plan.sums, bytes)
}

/** Moves a weight to the left side. */
@inline export function moveLeft(plan: ForestPlan, k: i32, weight: f64): void {
  addWeight(leftSums(plan), k, weight)
  addWeight(rightSums(plan), k, -weight)
}

export function sidesScore(plan: ForestPlan): f64 {
  return sideScore(plan, leftSums(plan)) + sideScore(plan, rightSums(plan))
}

/** How good the weights of one side are. */
export function sideScore(plan: ForestPlan, sums: usize): f64 {
  let total: f64 = 0
  let found: f64 = 0
  for (let k = 0; k < plan.classes; k++) {
    const weight = load<f64>(sums + (<usize>k << 3))
    total += weight
    found += plan.entropy ? timesLog(weight) : weight * weight
  }
  if (plan.entropy) return found - timesLog(total)
  return total > 0 ? found / total : 0
}

@inline function timesLog(weight: f64): f64 {
  return weight > 0 ? weight * Math.log(weight) : 0
}

/** Looks at one feature. @returns whether its values differ */
export function tryClasses(plan: ForestPlan, node: NodeRows, feature: i32, best: BestSplit): bool {
  const missing = <i32>load<u8>(plan.missing + feature)
  const width = <usize>plan.classes << 3
  fill(plan, node, feature, missing + 1, width)
  beginLeft(plan)
  let rows = 0
  let last = -1
  let differ = false
  for (let from = 0; from <= missing; from += 16) {
    for (let flags = flagsFrom(plan, from); flags; flags &= flags - 1) {
      const bin = from + <i32>ctz(flags)
      if (last >= 0) {
        differ = true
        if (rows >= plan.minLeaf && node.count - rows >= plan.minLeaf) consider(plan, feature, last, bin, best)
      }
      for (let k = 0; k < plan.classes; k++) {
        const weight = load<f64>(plan.histograms + <usize>bin * width + (<usize>k << 3))
        if (weight != 0) moveLeft(plan, k, weight)
      }
      rows += load<i32>(plan.counts + (<usize>bin << 2))
      last = bin
    }
  }
  return differ
}

/** Adds up the weights of a feature by bin and class, and counts its rows by bin. */
function fill(plan: ForestPlan, node: NodeRows, feature: i32, bins: i32, width: usize): void {
  const column = columnOf(node, feature)
  memory.fill(plan.flags, 0, bins)
  for (let i = 0; i < node.count; i++) {
    const bin = <usize>binAt(column, node, i)
    const pair = pairAt(node, i)
    if (load<u8>(plan.flags + bin) == 0) {
      memory.fill(plan.histograms + bin * width, 0, width)
      store<u32>(plan.counts + (bin << 2), 0)
      store<u8>(plan.flags + bin, 128)
    }
    addWeight(plan.histograms + bin * width, classOf(pair), weightOf(pair))
    const at = plan.counts + (bin << 2)
    store<u32>(at, load<u32>(at) + 1)
  }
}

@inline function consider(plan: ForestPlan, feature: i32, last: i32, next: i32, best: BestSplit): void {
  const found = sidesScore(plan)
  if (!(found > best.score)) return
  best.score = found
  best.feature = feature
  best.last = last
  best.threshold = cutBetween(plan, feature, last, next)
}
