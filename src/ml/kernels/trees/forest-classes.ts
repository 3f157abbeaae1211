import { binAt, BestSplit, cutBetween, ForestPlan, NodeRows, pairAt, sortFew } from './forest-plan'

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

/** Looks at one feature of few rows. @returns whether its values differ */
export function tryClassesFew(plan: ForestPlan, node: NodeRows, feature: i32, best: BestSplit): bool {
  const keys = plan.counts
  if (!sortFew(node, plan.stride, feature, keys)) return false
  beginLeft(plan)
  for (let i = 0; i < node.count - 1; i++) {
    const key = load<u32>(keys + (<usize>i << 2))
    const after = load<u32>(keys + (<usize>(i + 1) << 2))
    const pair = pairAt(node, <i32>(key & 65535))
    moveLeft(plan, classOf(pair), weightOf(pair))
    if (key >> 16 == after >> 16 || i + 1 < plan.minLeaf || node.count - i - 1 < plan.minLeaf) continue
    consider(plan, feature, <i32>(key >> 16), <i32>(after >> 16), best)
  }
  return true
}

/** Looks at one feature. @returns whether its values differ */
export function tryClasses(plan: ForestPlan, node: NodeRows, feature: i32, best: BestSplit): bool {
  const missing = <i32>load<u8>(plan.missing + feature)
  const width = <usize>plan.classes << 3
  memory.fill(plan.histograms, 0, <usize>(missing + 1) * width)
  memory.fill(plan.counts, 0, 1024)
  for (let i = 0; i < node.count; i++) {
    const bin = <usize>binAt(node, plan.stride, feature, i)
    const pair = pairAt(node, i)
    addWeight(plan.histograms + bin * width, classOf(pair), weightOf(pair))
    const at = plan.counts + (bin << 2)
    store<u32>(at, load<u32>(at) + 1)
  }
  beginLeft(plan)
  let rows = 0
  let last = -1
  let differ = false
  for (let bin = 0; bin <= missing; bin++) {
    const here = load<i32>(plan.counts + (<usize>bin << 2))
    if (here == 0) continue
    if (last >= 0) {
      differ = true
      if (rows >= plan.minLeaf && node.count - rows >= plan.minLeaf) consider(plan, feature, last, bin, best)
    }
    for (let k = 0; k < plan.classes; k++) {
      const weight = load<f64>(plan.histograms + <usize>bin * width + (<usize>k << 3))
      if (weight != 0) moveLeft(plan, k, weight)
    }
    rows += here
    last = bin
  }
  return differ
}

@inline function consider(plan: ForestPlan, feature: i32, last: i32, next: i32, best: BestSplit): void {
  const found = sidesScore(plan)
  if (!(found > best.score)) return
  best.score = found
  best.feature = feature
  best.last = last
  best.threshold = cutBetween(plan, feature, last, next)
}
