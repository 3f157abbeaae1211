import { ForestPlan, NodeRows } from './forest-plan'

/** The number of a node's row, also where the rows of a subtree stand side by side. */
@inline function rowAt(plan: ForestPlan, node: NodeRows, local: bool, i: i32): usize {
  const row = load<u32>(node.list + (<usize>i << 2))
  return <usize>(local ? load<u32>(plan.origin + (<usize>row << 2)) : row)
}

/** Whether all rows of a node have the same truth. */
export function isPure(plan: ForestPlan, rows: NodeRows, local: bool): bool {
  const right = load<f64>(plan.truth + (rowAt(plan, rows, local, 0) << 3))
  for (let i = 1; i < rows.count; i++) {
    if (load<f64>(plan.truth + (rowAt(plan, rows, local, i) << 3)) != right) return false
  }
  return true
}

/** What a leaf says: the weighted mean of its rows, or the weighted share of each class. */
export function writeLeaf(plan: ForestPlan, rows: NodeRows, node: i32, local: bool): void {
  const at = <usize>node << 2
  store<i32>(plan.asks + at, 0)
  store<i32>(plan.lefts + at, node)
  store<f64>(plan.thresholds + (at << 1), 0)
  store<f32>(plan.gains + at, 0)
  store<u32>(plan.sizes + at, rows.count)
  if (plan.classes) memory.fill(plan.sums, 0, <usize>plan.classes << 3)
  let total: f64 = 0
  let sum: f64 = 0
  for (let i = 0; i < rows.count; i++) {
    const row = rowAt(plan, rows, local, i)
    const copies = <f64>load<u8>(plan.copies + row)
    const weight = plan.weights ? copies * load<f64>(plan.weights + (row << 3)) : copies
    const right = load<f64>(plan.truth + (row << 3))
    total += weight
    sum += weight * right
    if (plan.classes) {
      const share = plan.sums + (<usize>right << 3)
      store<f64>(share, load<f64>(share) + weight)
    }
  }
  store<f64>(plan.weightsOf + (at << 1), total)
  if (!plan.classes) store<f32>(plan.values + at, <f32>(sum / total))
  const values = plan.values + <usize>plan.classes * at
  for (let k: usize = 0; k < <usize>plan.classes; k++) {
    store<f32>(values + (k << 2), <f32>(load<f64>(plan.sums + (k << 3)) / total))
  }
}

/** What nodes above leaves say: the mean of their children by weight. Children stand behind their parents. */
export function averageUp(plan: ForestPlan, nodes: i32): void {
  const width = <usize>max(1, plan.classes) << 2
  for (let node = nodes - 1; node >= 0; node--) {
    const left = load<i32>(plan.lefts + (<usize>node << 2))
    if (left == node) continue
    const leftWeight = load<f64>(plan.weightsOf + (<usize>left << 3))
    const total = leftWeight + load<f64>(plan.weightsOf + (<usize>(left + 1) << 3))
    store<f64>(plan.weightsOf + (<usize>node << 3), total)
    const from = plan.values + <usize>left * width
    const to = plan.values + <usize>node * width
    for (let k: usize = 0; k < width; k += 4) {
      const right = <f64>load<f32>(from + width + k)
      const share = leftWeight / total
      store<f32>(to + k, <f32>(right + (<f64>load<f32>(from + k) - right) * share))
    }
  }
}
