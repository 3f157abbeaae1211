import { BestSplit, cutBetween, FEW, ForestPlan, NodeRows, pairAt, sortFew } from './forest-plan'
import { gradientOf, hessianOf } from './layout'

/**
 * Splits of a target that is a number: least squares, which for the shares of two classes is the Gini impurity.
 * A pair is a weight below a weighted value; of both sides value^2 / weight is to be large.
 */

/** Looks at one feature of few rows. @returns whether its values differ */
export function tryNumberFew(plan: ForestPlan, node: NodeRows, all: u64, feature: i32, best: BestSplit): bool {
  const keys = plan.counts
  if (!sortFew(node, plan.stride, feature, keys)) return false
  let left: u64 = 0
  for (let i = 0; i < node.count - 1; i++) {
    const key = load<u32>(keys + (<usize>i << 2))
    const after = load<u32>(keys + (<usize>(i + 1) << 2))
    left += pairAt(node, <i32>(key & 65535))
    if (key >> 16 == after >> 16 || i + 1 < plan.minLeaf || node.count - i - 1 < plan.minLeaf) continue
    consider(plan, all, left, feature, <i32>(key >> 16), <i32>(after >> 16), best)
  }
  return true
}

/** Adds up the pairs of up to 4 features by bin; rows are counted too where a leaf needs more than one. */
export function fillNumbers(plan: ForestPlan, node: NodeRows, features: usize, count: i32): void {
  memory.fill(plan.histograms, 0, <usize>count << 11)
  if (count == 4) fillFour(plan, node, features)
  else for (let j = 0; j < count; j++) fillOne(plan, node, features, j)
  if (plan.minLeaf > 1) for (let j = 0; j < count; j++) countOne(plan, node, features, j)
}

function fillFour(plan: ForestPlan, node: NodeRows, features: usize): void {
  const f0 = load<u32>(features), f1 = load<u32>(features, 4), f2 = load<u32>(features, 8), f3 = load<u32>(features, 12)
  const to = plan.histograms
  const stride = <usize>plan.stride
  let at = node.list
  let pairs = node.pairs
  for (const end = at + (<usize>node.count << 2); at < end; at += 4, pairs += 8) {
    const row = node.bins + <usize>load<u32>(at) * stride
    const pair = load<u64>(pairs)
    add(to, load<u8>(row + <usize>f0), pair)
    add(to + 2048, load<u8>(row + <usize>f1), pair)
    add(to + 4096, load<u8>(row + <usize>f2), pair)
    add(to + 6144, load<u8>(row + <usize>f3), pair)
  }
}

function fillOne(plan: ForestPlan, node: NodeRows, features: usize, j: i32): void {
  const column = node.bins + <usize>load<u32>(features + (<usize>j << 2))
  const to = plan.histograms + (<usize>j << 11)
  const stride = <usize>plan.stride
  let at = node.list
  let pairs = node.pairs
  for (const end = at + (<usize>node.count << 2); at < end; at += 4, pairs += 8) {
    add(to, load<u8>(column + <usize>load<u32>(at) * stride), load<u64>(pairs))
  }
}

@inline function add(histogram: usize, bin: u32, pair: u64): void {
  const at = histogram + (<usize>bin << 3)
  store<u64>(at, load<u64>(at) + pair)
}

function countOne(plan: ForestPlan, node: NodeRows, features: usize, j: i32): void {
  const column = node.bins + <usize>load<u32>(features + (<usize>j << 2))
  const to = plan.counts + (<usize>j << 10)
  memory.fill(to, 0, 1024)
  for (let i = 0; i < node.count; i++) {
    const bin = load<u8>(column + <usize>load<u32>(node.list + (<usize>i << 2)) * <usize>plan.stride)
    const at = to + (<usize>bin << 2)
    store<u32>(at, load<u32>(at) + 1)
  }
}

/** Looks at one feature whose pairs were added up. @returns whether its values differ */
export function tryNumber(
  plan: ForestPlan, node: NodeRows, all: u64, feature: i32, j: i32, best: BestSplit,
): bool {
  const histogram = plan.histograms + (<usize>j << 11)
  const counts = plan.counts + (<usize>j << 10)
  const missing = <i32>load<u8>(plan.missing + feature)
  const counted = plan.minLeaf > 1
  let left: u64 = 0
  let rows = 0
  let last = -1
  let differ = false
  for (let bin = 0; bin <= missing; bin++) {
    const here = load<u64>(histogram + (<usize>bin << 3))
    if (here == 0) continue
    if (last >= 0) {
      differ = true
      if (!counted || (rows >= plan.minLeaf && node.count - rows >= plan.minLeaf)) {
        consider(plan, all, left, feature, last, bin, best)
      }
    }
    left += here
    if (counted) rows += load<i32>(counts + (<usize>bin << 2))
    last = bin
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
