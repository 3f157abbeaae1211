import { MOST, type FeatureColumn } from './columns'
import { MISSING_BIN, type Trees } from './model'

/** Numbers of a block of rows that are looked at together: they stay in the cache while all trees see them. */
const BLOCK_CELLS = 32_768
const MOST_ROWS = 512

/** Nodes as trees are walked: 16 bytes each, question and left child (int32), then the threshold (float64), infinity for a leaf. */
interface Walkable {
  readonly words: Int32Array
  readonly thresholds: Float64Array
  /** The columns that are asked for, and where they stand in a block's rows: two places for each. */
  readonly columns: readonly number[]
  readonly asksLevels: boolean
}

const known = new WeakMap<Trees, Walkable>()

/** Only the columns that a tree asks for have a place in a row. */
function walkable(trees: Trees): Walkable {
  const before = known.get(trees)
  if (before) return before
  const { asks, thresholds, left } = trees
  const columns: number[] = []
  const places = new Map<number, number>()
  const placeOf = (column: number) => {
    let place = places.get(column)
    if (place === undefined) {
      place = columns.length
      places.set(column, place)
      columns.push(column)
    }
    return place
  }
  const bytes = new ArrayBuffer(left.length * 16)
  const words = new Int32Array(bytes)
  const numbers = new Float64Array(bytes)
  for (let node = 0; node < left.length; node++) {
    const ask = asks[node]!
    const isLeaf = left[node] === node
    words[4 * node] = isLeaf ? 0 : ask < 0 ? -1 - placeOf(-1 - ask) : 2 * placeOf(ask >> 1) + (ask & 1)
    words[4 * node + 1] = left[node]!
    numbers[2 * node + 1] = isLeaf ? Infinity : thresholds[node]!
  }
  const made = { words, thresholds: numbers, columns, asksLevels: asks.some((ask) => ask < 0) }
  known.set(trees, made)
  return made
}

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
  const cells = Math.max(1, nodes.columns.length) * 2
  const size = Math.min(rows, Math.max(8, Math.min(MOST_ROWS, Math.floor(BLOCK_CELLS / cells))))
  const block = new Float64Array(Math.max(1, size) * cells)
  const ends = new Int32Array(size)
  const walk = nodes.asksLevels ? walkAny : walkNumbers
  const groups = outputs / trees.width
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from)
    readBlock(nodes, columns, from, count, cells, block)
    trees.roots.forEach((root, tree) => {
      walk(nodes, trees.sets, root, block, count, cells, ends)
      const output = (tree % groups) * trees.width
      for (let row = 0; row < count; row++) {
        const at = (from + row) * outputs + output
        for (let k = 0; k < trees.width; k++) to[at + k]! += trees.values[ends[row]! * trees.width + k]!
      }
    })
  }
}

/** Each value twice: what is missing is below all numbers in the first and above them in the second. */
function readBlock(
  nodes: Walkable,
  columns: readonly FeatureColumn[],
  from: number,
  count: number,
  cells: number,
  block: Float64Array,
): void {
  nodes.columns.forEach((index, place) => {
    const column = columns[index]!
    column.read(from, from + count, block, 2 * place, cells)
    const [below, above] = column.levels > 0 ? [MISSING_BIN, MISSING_BIN] : [-Infinity, Infinity]
    for (let at = 2 * place; at < count * cells; at += cells) {
      const value = block[at]!
      const isMissing = value !== value
      const held = value > MOST ? MOST : value < -MOST ? -MOST : value
      block[at] = isMissing ? below : held
      block[at + 1] = isMissing ? above : held
    }
  })
}

type Walk = (
  nodes: Walkable,
  sets: Uint32Array,
  root: number,
  block: Float64Array,
  count: number,
  cells: number,
  ends: Int32Array,
) => void

/** Four rows at a time, so that one waits for memory while another is compared; no branch hangs on the values. */
const walkNumbers: Walk = ({ words, thresholds }, _, root, block, count, cells, ends) => {
  let row = 0
  for (; row + 4 <= count; row += 4) {
    const p = row * cells
    const q = p + cells
    const r = q + cells
    const s = r + cells
    let a = root
    let b = root
    let c = root
    let d = root
    for (;;) {
      const a2 = (words[4 * a + 1]! + +(block[p + words[4 * a]!]! > thresholds[2 * a + 1]!)) | 0
      const b2 = (words[4 * b + 1]! + +(block[q + words[4 * b]!]! > thresholds[2 * b + 1]!)) | 0
      const c2 = (words[4 * c + 1]! + +(block[r + words[4 * c]!]! > thresholds[2 * c + 1]!)) | 0
      const d2 = (words[4 * d + 1]! + +(block[s + words[4 * d]!]! > thresholds[2 * d + 1]!)) | 0
      const moved = (a ^ a2) | (b ^ b2) | (c ^ c2) | (d ^ d2)
      a = a2
      b = b2
      c = c2
      d = d2
      if (moved === 0) break
    }
    ends[row] = a
    ends[row + 1] = b
    ends[row + 2] = c
    ends[row + 3] = d
  }
  for (; row < count; row++) {
    let node = root
    for (;;) {
      const next =
        words[4 * node + 1]! + +(block[row * cells + words[4 * node]!]! > thresholds[2 * node + 1]!)
      if (next === node) break
      node = next
    }
    ends[row] = node
  }
}

const walkAny: Walk = ({ words, thresholds }, sets, root, block, count, cells, ends) => {
  for (let row = 0; row < count; row++) {
    let node = root
    for (;;) {
      const ask = words[4 * node]!
      const threshold = thresholds[2 * node + 1]!
      let right: number
      if (ask >= 0) right = +(block[row * cells + ask]! > threshold)
      else {
        const bin = block[row * cells + 2 * (-1 - ask)]! | 0
        right = 1 - ((sets[threshold * 8 + (bin >> 5)]! >>> (bin & 31)) & 1)
      }
      const next = words[4 * node + 1]! + right
      if (next === node) break
      node = next
    }
    ends[row] = node
  }
}
