import { drawShare } from './draws'
import { beginLeft, moveLeft, sidesScore } from './forest-classes'
import { scoreOfNumbers } from './forest-numbers'
import { BestSplit, binAt, columnOf, cutBetween, ForestPlan, NodeRows, pairAt } from './forest-plan'

/**
 * Looks at one random cut of a feature, as extra trees do (Geurts 2006): uniform between its least and its largest
 * value in the node. @returns whether its values differ
 */
export function tryRandom(plan: ForestPlan, node: NodeRows, all: u64, feature: i32, best: BestSplit): bool {
  const missing = <i32>load<u8>(plan.missing + feature)
  const column = columnOf(node, feature)
  let first = 256
  let end = -1
  let gaps = 0
  for (let i = 0; i < node.count; i++) {
    const bin = binAt(column, node, i)
    if (bin == missing) gaps++
    else {
      first = min(first, bin)
      end = max(end, bin)
    }
  }
  if (end < 0 || (first == end && gaps == 0)) return false
  const wanted = drawCut(plan, feature, first, end)
  const last = first == end ? first : cutBin(plan, feature, first, end, wanted)
  let left: u64 = 0
  let rows = 0
  if (plan.classes) beginLeft(plan)
  for (let i = 0; i < node.count; i++) {
    if (binAt(column, node, i) > last) continue
    const pair = pairAt(node, i)
    rows++
    if (plan.classes) moveLeft(plan, <i32>(pair >> 32), <f64>(<u32>pair))
    else left += pair
  }
  if (rows < plan.minLeaf || node.count - rows < plan.minLeaf) return true
  const found = plan.classes ? sidesScore(plan) : scoreOfNumbers(all, left)
  if (!(found > best.score)) return true
  best.score = found
  best.left = left
  best.feature = feature
  best.last = last
  best.threshold = thresholdFor(plan, feature, last, first == end ? missing : last + 1, wanted)
  return true
}

@inline function low(plan: ForestPlan, feature: i32, bin: i32): f64 {
  return load<f64>(plan.lows + (<usize>(feature * 256 + bin) << 3))
}

@inline function high(plan: ForestPlan, feature: i32, bin: i32): f64 {
  return load<f64>(plan.highs + (<usize>(feature * 256 + bin) << 3))
}

function drawCut(plan: ForestPlan, feature: i32, first: i32, end: i32): f64 {
  const share = drawShare()
  return low(plan, feature, first) * (1 - share) + high(plan, feature, end) * share
}

/** The last bin from `first` on, and before `end`, that lies below a value. */
function cutBin(plan: ForestPlan, feature: i32, first: i32, end: i32, value: f64): i32 {
  let from = first
  let to = end - 1
  while (from < to) {
    const middle = (from + to + 1) >> 1
    if (high(plan, feature, middle) <= value) from = middle
    else to = middle - 1
  }
  return from
}

/** The value itself where it lies between the bins. */
function thresholdFor(plan: ForestPlan, feature: i32, last: i32, next: i32, value: f64): f64 {
  const between = next != <i32>load<u8>(plan.missing + feature)
  if (between && value >= high(plan, feature, last) && value < low(plan, feature, next)) return value
  return cutBetween(plan, feature, last, next)
}
