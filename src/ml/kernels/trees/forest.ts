import { drawBelow, seedDraws } from './draws'
import { sideScore, sumClasses, tryClasses } from './forest-classes'
import { averageUp, isPure, writeLeaf } from './forest-leaves'
import { tryNumber } from './forest-numbers'
import { BestSplit, columnOf, ForestPlan, NodeRows } from './forest-plan'
import { tryRandom } from './forest-random'
import { gradientOf, hessianOf } from './layout'

/** A node that waits: where its rows begin, how many there are, and what it is. */
@unmanaged
class Waiting {
  start: i32
  count: i32
  node: i32
  depth: i32
  /** Sums of its pairs, where the target is a number. */
  all: u64
}
const WAITING_BYTES: usize = 24

/** In the room of the plan: instances that share a memory share nothing else. */
let best = changetype<BestSplit>(0)
let here = changetype<NodeRows>(0)

/**
 * Grows one tree, depth first, and writes its nodes.
 * @returns how many nodes
 */
export function growTree(plan: ForestPlan, seedHigh: u32, seedLow: u32): i32 {
  seedDraws(seedHigh, seedLow)
  best = changetype<BestSplit>(plan.best)
  here = changetype<NodeRows>(plan.here)
  for (let f = 0; f < plan.features; f++) store<u32>(plan.order + (<usize>f << 2), f)
  let nodes = 1
  let waiting = 1
  /** How many nodes wait outside of the subtree whose rows stand side by side; -1 when there is none. */
  let outside = -1
  let step = 0
  first(plan)
  while (waiting > 0) {
    const item = changetype<Waiting>(plan.stack + <usize>--waiting * WAITING_BYTES)
    const start = item.start
    const count = item.count
    const node = item.node
    const depth = item.depth
    const all = item.all
    if (waiting < outside) outside = -1
    here.list = plan.list + (<usize>start << 2)
    here.pairs = plan.own + (<usize>start << 3)
    here.count = count
    if (outside < 0 && count <= plan.localRows) {
      gather(plan)
      outside = waiting
      step = count
    }
    const local = outside >= 0
    here.bins = local ? plan.local : plan.bins
    here.step = local ? step : plan.rows
    const ended = count < plan.minSplit || count < 2 * plan.minLeaf || depth >= plan.maxDepth || isPure(plan, here, local)
    const before = ended ? 0 : plan.classes ? beforeClasses(plan) : scoreOf(all)
    if (ended || !search(plan, all)) {
      writeLeaf(plan, here, node, local)
      continue
    }
    const left = divide(plan)
    writeSplit(plan, node, nodes, best.score - before)
    wait(plan, waiting++, start + left, count - left, nodes + 1, depth + 1, all - best.left)
    wait(plan, waiting++, start, left, nodes, depth + 1, best.left)
    nodes += 2
  }
  averageUp(plan, nodes)
  return nodes
}

@inline function wait(plan: ForestPlan, place: i32, start: i32, count: i32, node: i32, depth: i32, all: u64): void {
  const item = changetype<Waiting>(plan.stack + <usize>place * WAITING_BYTES)
  item.start = start
  item.count = count
  item.node = node
  item.depth = depth
  item.all = all
}

/** Draws the rows of the tree, and makes its root wait. */
function first(plan: ForestPlan): void {
  const rows = plan.rows
  memory.fill(plan.copies, plan.bootstrap ? 0 : 1, rows)
  if (plan.bootstrap) {
    for (let i = 0; i < rows; i++) {
      const at = plan.copies + <usize>drawBelow(rows)
      const copies = load<u8>(at)
      if (copies < 255) store<u8>(at, copies + 1)
    }
  }
  let count = 0
  let all: u64 = 0
  for (let row = 0; row < rows; row++) {
    const copies = <u64>load<u8>(plan.copies + row)
    const pair = load<u64>(plan.pairs + (<usize>row << 3))
    if (copies == 0 || <u32>pair == 0) continue
    const own = plan.classes ? (pair & 0xffffffff00000000) | (<u64>(<u32>pair) * copies) : pair * copies
    store<u32>(plan.list + (<usize>count << 2), row)
    store<u64>(plan.own + (<usize>count << 3), own)
    all += own
    count++
  }
  wait(plan, 0, 0, count, 0, 0, all)
}

/** Copies the rows of a subtree side by side, so that all below finds them in the cache. */
function gather(plan: ForestPlan): void {
  const count = <usize>here.count
  let to = plan.local
  for (let f = 0; f < plan.features; f++) {
    const column = plan.bins + <usize>f * <usize>plan.rows
    for (let i: usize = 0; i < count; i++) {
      store<u8>(to + i, load<u8>(column + <usize>load<u32>(here.list + (i << 2))))
    }
    to += count
  }
  memory.copy(plan.origin, here.list, count << 2)
  for (let i: usize = 0; i < count; i++) store<u32>(here.list + (i << 2), <u32>i)
}

function beforeClasses(plan: ForestPlan): f64 {
  sumClasses(plan, here)
  return sideScore(plan, plan.sums)
}

@inline function scoreOf(all: u64): f64 {
  return (gradientOf(all) * gradientOf(all)) / hessianOf(all)
}

/**
 * Looks at features drawn at random until enough were looked at, and on while all were constant, as scikit-learn.
 * @returns whether a split was found
 */
function search(plan: ForestPlan, all: u64): bool {
  best.score = -Infinity
  best.feature = -1
  best.left = 0
  let seen = 0
  let differed = false
  for (; seen < plan.features && (seen < plan.tries || !differed); seen++) {
    if (tryFeature(plan, all, draw(plan, seen))) differed = true
  }
  return best.feature >= 0
}

/** Puts a random one of the features from `place` on there. */
@inline function draw(plan: ForestPlan, place: i32): i32 {
  const at = plan.order + (<usize>place << 2)
  const from = at + (<usize>drawBelow(plan.features - place) << 2)
  const feature = load<u32>(from)
  store<u32>(from, load<u32>(at))
  store<u32>(at, feature)
  return <i32>feature
}

function tryFeature(plan: ForestPlan, all: u64, feature: i32): bool {
  if (plan.randomSplits) return tryRandom(plan, here, all, feature, best)
  if (plan.classes) return tryClasses(plan, here, feature, best)
  return tryNumber(plan, here, all, feature, best)
}

/** Puts the rows that go left before the others. @returns how many they are */
function divide(plan: ForestPlan): i32 {
  const column = columnOf(here, best.feature)
  const last = <u32>best.last
  let left: usize = 0
  let right: usize = 0
  for (let i: usize = 0; i < <usize>here.count; i++) {
    const row = load<u32>(here.list + (i << 2))
    const pair = load<u64>(here.pairs + (i << 3))
    const goes = <usize>(<u32>load<u8>(column + <usize>row) <= last)
    store<u32>(here.list + (left << 2), row)
    store<u64>(here.pairs + (left << 3), pair)
    store<u32>(plan.spareList + (right << 2), row)
    store<u64>(plan.sparePairs + (right << 3), pair)
    left += goes
    right += 1 - goes
  }
  memory.copy(here.list + (left << 2), plan.spareList, right << 2)
  memory.copy(here.pairs + (left << 3), plan.sparePairs, right << 3)
  return <i32>left
}

/** Missing values go right, with the largest. */
function writeSplit(plan: ForestPlan, node: i32, left: i32, gain: f64): void {
  const at = <usize>node << 2
  store<i32>(plan.asks + at, 2 * best.feature + 1)
  store<i32>(plan.lefts + at, left)
  store<f64>(plan.thresholds + (at << 1), best.threshold)
  store<f32>(plan.gains + at, <f32>max(gain, 0))
  store<u32>(plan.sizes + at, here.count)
}
