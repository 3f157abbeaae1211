import { oncePer } from '../../core/once-per'
import { featureOf } from './importance'
import type { Trees } from './model'

/** What is known of trees before they are walked. */
export interface Walkable {
  /** The columns that are asked for, ascending: a row has a cell for each. */
  readonly columns: readonly number[]
  /** The cell of each of them, by column. */
  readonly places: Int32Array
  /** The most questions from the root of each tree to a leaf; 255 stands for all that are deeper. */
  readonly depths: Uint8Array
  /** The most nodes of a tree. */
  readonly largest: number
  /** Whether missing values go left anywhere. */
  readonly asksBelow: boolean
  readonly asksLevels: boolean
}

/** The same trees made ready; kept as long as they are. */
export const walkable = oncePer((trees: Trees): Walkable => {
  const { asks, left, roots } = trees
  const asked = new Set<number>()
  for (let node = 0; node < left.length; node++) if (left[node] !== node) asked.add(asks[node]!)
  const all = [...asked]
  const columns = [...new Set(all.map(featureOf))].sort((a, b) => a - b)
  const places = new Int32Array((columns.at(-1) ?? 0) + 1)
  columns.forEach((column, place) => (places[column] = place))
  return {
    columns,
    places,
    depths: depthsOf(trees),
    largest: roots.reduce((most, root, tree) => Math.max(most, (roots[tree + 1] ?? left.length) - root), 0),
    asksBelow: all.some((ask) => ask >= 0 && (ask & 1) === 0),
    asksLevels: all.some((ask) => ask < 0),
  }
})

/** Children stand behind their parents. */
function depthsOf({ roots, left }: Trees): Uint8Array {
  const below = new Uint8Array(left.length)
  for (let node = left.length - 1; node >= 0; node--) {
    const child = left[node]!
    if (child !== node) below[node] = Math.min(255, 1 + Math.max(below[child]!, below[child + 1]!))
  }
  return Uint8Array.from(roots, (root) => below[root]!)
}

/**
 * Writes one tree as the kernel walks it, 16 bytes a node: int32 where in a row the cell is that it compares, and
 * where its left child is, both in bytes; then float64 the most that goes left. The right child follows the left one.
 * Above all numbers stands what is missing; where it goes left, a second cell is asked, `asked.columns.length` behind,
 * in which it stands below all. A question for levels is marked by the complement of its place, and names its set. A
 * leaf is its own child, and nothing goes right.
 */
export function packTree(
  { asks, left, roots, thresholds }: Trees,
  { columns, places }: Walkable,
  tree: number,
  words: Int32Array,
  numbers: Float64Array,
): void {
  const root = roots[tree]!
  const end = roots[tree + 1] ?? left.length
  const below = columns.length * 8
  for (let node = root, at = 0; node < end; node++, at += 2) {
    const ask = asks[node]!
    const child = left[node]!
    const isLeaf = child === node
    const place = isLeaf ? 0 : places[featureOf(ask)]! * 8
    words[2 * at] = ask < 0 ? ~place : (ask & 1) === 0 && !isLeaf ? place + below : place
    words[2 * at + 1] = (child - root) * 16
    numbers[at + 1] = isLeaf ? Infinity : thresholds[node]!
  }
}
