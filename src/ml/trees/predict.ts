import { compared, type FeatureColumn } from './columns'
import { featureOf } from './importance'
import { MISSING_BIN, type Trees } from './model'
import { walkable, type Walkable } from './walk'
import { addByKernel } from './walk-kernel'

/** Rows times trees that are worth the start of a kernel. */
const WORTH_KERNEL = 20_000
/** Cells of the rows that are looked at together without a kernel. */
const CELLS = 2 ** 14

/**
 * Adds up trees for rows: tree t adds its leaf's `width` values from output (t % (outputs / width)) x width on.
 * @param to rows x outputs, row-major, with what to add to
 */
export function addTrees(
  trees: Trees,
  columns: readonly FeatureColumn[],
  rows: number,
  outputs: number,
  to: Float64Array,
): void {
  const nodes = walkable(trees)
  if (rows * trees.roots.length >= WORTH_KERNEL && addByKernel(nodes, trees, columns, rows, outputs, to))
    return
  const width = Math.max(1, nodes.columns.length)
  const size = Math.min(rows, Math.max(1, Math.floor(CELLS / width)))
  const block = new Float64Array(size * width)
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from)
    nodes.columns.forEach((column, place) => columns[column]!.read(from, from + count, block, place, width))
    for (let tree = 0; tree < trees.roots.length; tree++)
      addTree(trees, nodes, tree, block, count, to.subarray(from * outputs), outputs)
  }
}

/** Adds one tree's leaves for some rows. */
function addTree(
  trees: Trees,
  { columns, places }: Walkable,
  tree: number,
  block: Float64Array,
  count: number,
  to: Float64Array,
  outputs: number,
): void {
  const { roots, values, width } = trees
  const first = (tree % (outputs / width)) * width
  for (let row = 0; row < count; row++) {
    const leaf = leafOf(trees, roots[tree]!, block, row * columns.length, places)
    for (let k = 0; k < width; k++) to[row * outputs + first + k]! += values[leaf * width + k]!
  }
}

function leafOf(
  { asks, left, sets, thresholds }: Trees,
  root: number,
  block: Float64Array,
  first: number,
  places: Int32Array,
): number {
  for (let node = root; ;) {
    const child = left[node]!
    if (child === node) return node
    const ask = asks[node]!
    const value = block[first + places[featureOf(ask)]!]!
    const isMissing = value !== value
    let goesLeft: boolean
    if (ask < 0) {
      const bin = isMissing ? MISSING_BIN : value
      goesLeft = ((sets[thresholds[node]! * 8 + (bin >> 5)]! >>> (bin & 31)) & 1) === 1
    } else if (isMissing) goesLeft = (ask & 1) === 0
    else goesLeft = compared(value) <= thresholds[node]!
    node = goesLeft ? child : child + 1
  }
}
