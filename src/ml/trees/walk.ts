import { featureOf } from './importance'
import type { Trees } from './model'

/** A column that trees ask for. */
interface AskedColumn {
  readonly column: number
  /** All thresholds that it is compared with, ascending, filled up with infinity to one less than a power of two. */
  readonly edges: Float64Array
  readonly count: number
}

/**
 * Trees as they are walked. A number is compared by its rank, that is how many of the column's thresholds lie
 * below it, so that a step is all integers and has no branch.
 */
export interface Walkable {
  /**
   * Three for each node: the place in a row that is looked at, the highest rank that goes left, and where the words
   * of the left child begin; those of the right one follow.
   */
  readonly words: Int32Array
  /** The most questions from the root of each tree to a leaf. */
  readonly depths: Uint8Array
  /** A row has a place for each, where missing values are above all numbers. */
  readonly columns: readonly AskedColumn[]
  /** Whether it has another one for each behind those, where missing values are below. */
  readonly asksBelow: boolean
  /** Whether a node looks at levels; its place is then -1 - place, and its rank the number of a set. */
  readonly asksLevels: boolean
}

/** No rank is higher: a leaf stays where it is. */
const STAY = 2 ** 30

const known = new WeakMap<Trees, Walkable>()

/** The same trees made ready; kept as long as they are. */
export function walkable(trees: Trees): Walkable {
  const made = known.get(trees) ?? makeWalkable(trees)
  known.set(trees, made)
  return made
}

function makeWalkable(trees: Trees): Walkable {
  const { asks, thresholds, left } = trees
  const columns = askedColumns(trees)
  const places = new Int32Array(Math.max(0, ...columns.map(({ column }) => column)) + 1)
  columns.forEach(({ column }, place) => (places[column] = place))
  const words = new Int32Array(left.length * 3)
  let asksBelow = false
  let asksLevels = false
  for (let node = 0; node < left.length; node++) {
    words[3 * node + 2] = 3 * left[node]!
    words[3 * node + 1] = STAY
    if (left[node] === node) continue
    const ask = asks[node]!
    const place = places[featureOf(ask)]!
    const below = ask >= 0 && (ask & 1) === 0
    if (below) asksBelow = true
    if (ask < 0) asksLevels = true
    words[3 * node] = ask < 0 ? -1 - place : below ? columns.length + place : place
    words[3 * node + 1] = ask < 0 ? thresholds[node]! : rankOf(columns[place]!.edges, thresholds[node]!)
  }
  return { words, depths: depthsOf(trees), columns, asksBelow, asksLevels }
}

/** 255 stands for all that are deeper. Children stand behind their parents. */
function depthsOf({ roots, left }: Trees): Uint8Array {
  const below = new Uint8Array(left.length)
  for (let node = left.length - 1; node >= 0; node--) {
    const child = left[node]!
    if (child !== node) below[node] = Math.min(255, 1 + Math.max(below[child]!, below[child + 1]!))
  }
  return Uint8Array.from(roots, (root) => below[root]!)
}

/** The columns that are asked for, ascending, and the thresholds of each. */
function askedColumns({ asks, thresholds, left }: Trees): AskedColumn[] {
  let last = -1
  for (let node = 0; node < left.length; node++) {
    if (left[node] !== node) last = Math.max(last, featureOf(asks[node]!))
  }
  const counts = new Uint32Array(last + 1)
  const asked = new Uint8Array(last + 1)
  for (let node = 0; node < left.length; node++) {
    if (left[node] === node) continue
    asked[featureOf(asks[node]!)] = 1
    if (asks[node]! >= 0) counts[asks[node]! >> 1]!++
  }
  const lists = Array.from(counts, (count) => new Float64Array(count))
  for (let node = 0; node < left.length; node++) {
    const column = asks[node]! >> 1
    if (left[node] !== node && column >= 0) lists[column]![--counts[column]!] = thresholds[node]!
  }
  return lists.flatMap((list, column) => (asked[column] ? [edgesOf(column, list)] : []))
}

function edgesOf(column: number, thresholds: Float64Array): AskedColumn {
  const distinct = thresholds.sort().filter((value, i) => value !== thresholds[i - 1])
  const edges = new Float64Array(2 ** Math.ceil(Math.log2(distinct.length + 1)) - 1).fill(Infinity)
  edges.set(distinct)
  return { column, edges, count: distinct.length }
}

/** How many edges lie below a value; `edges` has one less than a power of two. Without a branch on what is found. */
export function rankOf(edges: Float64Array, value: number): number {
  let rank = 0
  for (let half = (edges.length + 1) >> 1; half > 0; half >>= 1) {
    rank = (rank + Math.imul(half, +(edges[(rank + half - 1) | 0]! < value))) | 0
  }
  return rank
}
