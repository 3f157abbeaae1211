import { MOST, type FeatureColumn } from './columns'
import { MISSING_BIN, type Trees } from './model'
import { rankOf, walkable, type Walkable } from './walk'
import { addByKernel } from './walk-kernel'

/** Nodes of trees that stay in the cache together; more of them are walked a tree at a time. */
const FEW_NODES = 40_000
/** Rows times trees that are worth the start of a kernel. */
const WORTH_KERNEL = 20_000
/** Cells of the rows that are looked at together: so that they stay in the cache, or all trees see many at once. */
const FEW_CELLS = 2 ** 12
const MANY_CELLS = 2 ** 22

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
  const cells = Math.max(1, nodes.columns.length) * (nodes.asksBelow ? 2 : 1)
  const most = trees.left.length <= FEW_NODES ? FEW_CELLS : MANY_CELLS
  const size = Math.min(rows, Math.max(8, Math.floor(most / cells)))
  if (!nodes.asksLevels && rows * trees.roots.length >= WORTH_KERNEL) {
    if (addByKernel(nodes, trees, columns, rows, outputs, { size, cells }, SHALLOW, to)) return
  }
  const block = new Int32Array(size * cells)
  const values = new Float64Array(size)
  const ends = new Int32Array(size)
  const walk = nodes.asksLevels ? walkAny : walkNumbers
  const groups = outputs / trees.width
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from)
    readBlock(nodes, columns, from, count, cells, values, block)
    for (let tree = 0; tree < trees.roots.length; tree++) {
      walk(nodes, trees, tree, block, count, cells, ends)
      addLeaves(trees, ends, count, to, from * outputs + (tree % groups) * trees.width, outputs)
    }
  }
}

/** @param first where the first row's values go, `step` from row to row */
function addLeaves(
  { values, width }: Trees,
  ends: Int32Array,
  count: number,
  to: Float64Array,
  first: number,
  step: number,
): void {
  if (width === 1)
    for (let row = 0, at = first; row < count; row++, at += step) to[at]! += values[ends[row]!]!
  else {
    for (let row = 0, at = first; row < count; row++, at += step) {
      const leaf = ends[row]! * width
      for (let k = 0; k < width; k++) to[at + k]! += values[leaf + k]!
    }
  }
}

/** Ranks of numbers, bins of levels. */
function readBlock(
  { columns: asked, asksBelow }: Walkable,
  columns: readonly FeatureColumn[],
  from: number,
  count: number,
  cells: number,
  values: Float64Array,
  block: Int32Array,
): void {
  asked.forEach(({ column, edges, count: most }, place) => {
    const isCategory = columns[column]!.levels > 0
    columns[column]!.read(from, from + count, values, 0, 1)
    for (let row = 0, at = place; row < count; row++, at += cells) {
      const value = values[row]!
      if (value !== value) block[at] = isCategory ? MISSING_BIN : most
      else block[at] = isCategory ? value : rankOf(edges, Math.max(-MOST, Math.min(MOST, value)))
      if (asksBelow) block[at + asked.length] = value !== value ? -1 : block[at]!
    }
  })
}

/** @param ends the leaf of each row */
type Walk = (
  nodes: Walkable,
  trees: Trees,
  tree: number,
  block: Int32Array,
  count: number,
  cells: number,
  ends: Int32Array,
) => void

/** Trees no deeper than this are walked in so many steps without a look at whether rows have arrived. */
const SHALLOW = 8
/** In deeper ones that is looked at after so many steps. */
const STEPS = 4

/** Four rows at a time, so that one waits for memory while another is compared; no branch hangs on the values. */
const walkNumbers: Walk = ({ words, depths }, { roots }, tree, block, count, cells, ends) => {
  const root = (3 * roots[tree]!) | 0
  const isShallow = depths[tree]! <= SHALLOW
  const steps = isShallow ? depths[tree]! : STEPS
  let row = 0
  for (; row + 4 <= count; row += 4) {
    const p = (row * cells) | 0
    const q = (p + cells) | 0
    const r = (q + cells) | 0
    const s = (r + cells) | 0
    let a = root
    let b = root
    let c = root
    let d = root
    for (;;) {
      const [a0, b0, c0, d0] = [a, b, c, d]
      for (let step = 0; step < steps; step++) {
        a = (words[(a + 2) | 0]! + (((words[(a + 1) | 0]! - block[(p + words[a]!) | 0]!) >> 31) & 3)) | 0
        b = (words[(b + 2) | 0]! + (((words[(b + 1) | 0]! - block[(q + words[b]!) | 0]!) >> 31) & 3)) | 0
        c = (words[(c + 2) | 0]! + (((words[(c + 1) | 0]! - block[(r + words[c]!) | 0]!) >> 31) & 3)) | 0
        d = (words[(d + 2) | 0]! + (((words[(d + 1) | 0]! - block[(s + words[d]!) | 0]!) >> 31) & 3)) | 0
      }
      if (isShallow || ((a ^ a0) | (b ^ b0) | (c ^ c0) | (d ^ d0)) === 0) break
    }
    ends[row] = (a / 3) | 0
    ends[row + 1] = (b / 3) | 0
    ends[row + 2] = (c / 3) | 0
    ends[row + 3] = (d / 3) | 0
  }
  for (; row < count; row++) ends[row] = walkOne(words, root, block, row * cells)
}

function walkOne(words: Int32Array, root: number, block: Int32Array, first: number): number {
  for (let node = root; ;) {
    const next = words[node + 2]! + (((words[node + 1]! - block[first + words[node]!]!) >> 31) & 3)
    if (next === node) return (node / 3) | 0
    node = next
  }
}

const walkAny: Walk = ({ words }, { roots, sets }, tree, block, count, cells, ends) => {
  const root = 3 * roots[tree]!
  for (let row = 0; row < count; row++) {
    const first = row * cells
    let node = root
    for (;;) {
      const place = words[node]!
      const rank = words[node + 1]!
      let right: number
      if (place >= 0) right = ((rank - block[first + place]!) >> 31) & 3
      else {
        const bin = block[first - 1 - place]!
        right = ((sets[rank * 8 + (bin >> 5)]! >>> (bin & 31)) & 1) === 1 ? 0 : 3
      }
      const next = words[node + 2]! + right
      if (next === node) break
      node = next
    }
    ends[row] = (node / 3) | 0
  }
}
