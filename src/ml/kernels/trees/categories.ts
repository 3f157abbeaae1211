import { gradientOf, hessianOf } from './layout'
import { consider, Search } from './search'

/** Added to the hessian of a level, in rows, so that rare levels do not come first; as in scikit-learn and LightGBM. */
const SMOOTH: f64 = 10
/** Levels with fewer rows in the node go right. */
const FEWEST: f64 = 10

/**
 * The best set of levels to go left: levels sorted by gradient / hessian, cut at every place up to the middle, from
 * both ends (Fisher 1958; the best cut of the sorted levels is the best of all sets). What is missing is a level.
 * @param scratch 256 keys (float64), then 256 levels (uint8)
 */
export function searchCategory(
  at: usize, counts: usize, feature: i32, bins: i32, node: Search, bounded: bool, scratch: usize,
): void {
  const order = scratch + 2048
  const rowsPerHessian = node.rows / node.hessian
  const smooth = SMOOTH / rowsPerHessian
  let known = 0
  for (let bin = 0; bin < bins; bin++) {
    const entry = load<u64>(at + (<usize>bin << 3))
    if (rowsOf(at, counts, bin, rowsPerHessian) < FEWEST) continue
    const key = gradientOf(entry) / (hessianOf(entry) + smooth)
    store<f64>(scratch + (<usize>bin << 3), key)
    let place = known++
    for (; place > 0; place--) {
      const before = load<u8>(order + place - 1)
      if (load<f64>(scratch + (<usize>before << 3)) <= key) break
      store<u8>(order + place, before)
    }
    store<u8>(order + place, <u8>bin)
  }
  cut(at, counts, feature, known, node, bounded, order, 0, 1)
  cut(at, counts, feature, known, node, bounded, order, known - 1, -1)
}

/** Goes along the sorted levels from one end to the middle. */
function cut(
  at: usize, counts: usize, feature: i32, known: i32, node: Search, bounded: bool, order: usize, first: i32, step: i32,
): void {
  const rowsPerHessian = node.rows / node.hessian
  let left: u64 = 0
  let rows: f64 = 0
  let best = 0
  const most = min(known - 1, (known + 1) >> 1)
  for (let taken = 0; taken < most; taken++) {
    const bin = <i32>load<u8>(order + (first + taken * step))
    left += load<u64>(at + (<usize>bin << 3))
    rows += rowsOf(at, counts, bin, rowsPerHessian)
    const better = bounded
      ? consider(left, rows, feature, -1, 0, node, true, 0)
      : consider(left, rows, feature, -1, 0, node, false, 0)
    if (better) best = taken + 1
  }
  if (best > 0) writeSet(node, order, first, step, best)
}

@inline function rowsOf(at: usize, counts: usize, bin: i32, rowsPerHessian: f64): f64 {
  const place = <usize>bin << 3
  return counts ? hessianOf(load<u64>(counts + place)) : hessianOf(load<u64>(at + place)) * rowsPerHessian
}

function writeSet(node: Search, order: usize, first: i32, step: i32, taken: i32): void {
  const set = changetype<usize>(node) + offsetof<Search>('set0')
  memory.fill(set, 0, 32)
  for (let i = 0; i < taken; i++) {
    const bin = load<u8>(order + (first + i * step))
    const word = set + ((<usize>bin >> 5) << 2)
    store<u32>(word, load<u32>(word) | (1 << (bin & 31)))
  }
}
