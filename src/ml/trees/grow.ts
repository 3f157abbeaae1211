import type { BinnedRows } from './binned'
import { MOST } from './columns'
import type { Kernel } from './kernel'
import { MISSING_BIN, type TreeBuilder } from './model'
import { boundsOfChildren, sumsOfChildren } from './node-sums'
import type { NodeSums, Split, SplitRules, SplitSearch } from './search'
import type { Workspace } from './workspace'

/** What a tree may become; 0 is no limit for leaves. */
export interface TreeLimits extends SplitRules {
  readonly maxLeaves: number
  readonly maxDepth: number
}

/** How quantised sums turn into what the model holds. */
export interface Units {
  /** hessian scale / gradient scale: from quantised gradient / hessian to a value. */
  readonly value: number
  /** From a quantised gain to one of the loss. */
  readonly gain: number
}

/** A node that no one has split yet. */
export interface Leaf extends NodeSums {
  readonly node: number
  readonly depth: number
  /** Its rows in the list: those it learns from, and those that only follow. */
  readonly start: number
  readonly heldStart: number
  readonly held: number
  /** The histogram that it has, or -1. */
  readonly slot: number
  readonly split: Split | null
}

/**
 * Grows trees on gradients. With a limit of leaves the best split comes first (leaf-wise); without one the order
 * makes no difference, and the newest comes first, which needs the fewest histograms.
 */
export class TreeGrower {
  readonly #kernel: Kernel
  readonly #data: BinnedRows
  readonly #space: Workspace
  readonly #search: SplitSearch
  readonly #limits: TreeLimits
  readonly #directions: Int8Array
  readonly #builder: TreeBuilder
  /** The split at hand: which bins go left. */
  readonly #table: Uint8Array

  constructor(
    kernel: Kernel,
    data: BinnedRows,
    space: Workspace,
    search: SplitSearch,
    limits: TreeLimits,
    directions: Int8Array,
    builder: TreeBuilder,
  ) {
    this.#kernel = kernel
    this.#data = data
    this.#space = space
    this.#search = search
    this.#limits = limits
    this.#directions = directions
    this.#builder = builder
    this.#table = new Uint8Array(kernel.memory.buffer, space.table, 256)
  }

  /**
   * @param rows how many rows at the head of the list it learns from; `held` follow them and go along
   * @param rules `limits` in quantised units
   * @returns its leaves, with the rows of each
   */
  grow(rows: number, held: number, rules: SplitRules, units: Units): Leaf[] {
    const free = Array.from({ length: this.#space.slots - 1 }, (_, i) => this.#space.slots - 1 - i)
    const node = this.#builder.addRoot(rows)
    const open = [this.#root(node, rows, held, rules)]
    const leaves: Leaf[] = []
    for (let leaf = this.#next(open); leaf; leaf = this.#next(open)) {
      const { maxLeaves } = this.#limits
      if (!leaf.split || leaves.length + open.length + 1 === maxLeaves) {
        if (leaf.slot >= 0) free.push(leaf.slot)
        leaves.push(leaf)
      } else {
        const last = leaves.length + open.length + 2 === maxLeaves
        open.push(...this.#divide(leaf, leaf.split, last, free, rules, units))
      }
    }
    return leaves
  }

  #next(open: Leaf[]): Leaf | undefined {
    if (this.#limits.maxLeaves === 0) return open.pop()
    let best = 0
    for (let i = 1; i < open.length; i++) {
      if ((open[i]!.split?.gain ?? 0) > (open[best]!.split?.gain ?? 0)) best = i
    }
    return open.splice(best, 1)[0]
  }

  #root(node: number, rows: number, held: number, rules: SplitRules): Leaf {
    this.#writeHistogram(0, 0, rows)
    const { buffer } = this.#kernel.memory
    const { wide } = this.#data
    const first = new Uint32Array(buffer, this.#space.histograms, wide > 0 ? 512 : 32)
    let gradient = 0
    let hessian = 0
    for (let i = 0; i < first.length; i += 2) {
      hessian += first[i]!
      gradient += first[i + 1]! | 0
    }
    const sums = { gradient, hessian, rows, lower: -Infinity, upper: Infinity }
    const place = { node, depth: 0, start: 0, heldStart: rows, held, slot: 0 }
    return { ...sums, ...place, split: this.#best(sums, 0, 0, rules) }
  }

  #writeHistogram(slot: number, start: number, rows: number): void {
    const { at, stride, wide, narrow } = this.#data
    const { list, pairs, ones, histograms, counts, histogramBytes } = this.#space
    const write = (values: number, to: number) =>
      this.#kernel.writeHistogram(
        at,
        stride,
        wide,
        narrow,
        list + start * 4,
        values,
        rows,
        to + slot * histogramBytes,
      )
    write(pairs + start * 8, histograms)
    if (counts) write(ones, counts)
  }

  #subtract(slot: number, other: number): void {
    const { wide, narrow } = this.#data
    const { histograms, counts, histogramBytes } = this.#space
    for (const from of counts ? [histograms, counts] : [histograms]) {
      this.#kernel.subtractHistogram(
        from + slot * histogramBytes,
        from + other * histogramBytes,
        wide,
        narrow,
      )
    }
  }

  #best(sums: NodeSums, depth: number, slot: number, rules: SplitRules): Split | null {
    if (!this.#divisible(sums.rows, depth)) return null
    const { histograms, counts, histogramBytes } = this.#space
    const offset = slot * histogramBytes
    return this.#search.best(histograms + offset, counts && counts + offset, sums, rules)
  }

  #divisible(rows: number, depth: number): boolean {
    return depth < this.#limits.maxDepth && rows >= 2 * this.#limits.minRows && rows > 1
  }

  #divide(
    leaf: Leaf,
    split: Split,
    last: boolean,
    free: number[],
    rules: SplitRules,
    units: Units,
  ): readonly [Leaf, Leaf] {
    const [left, right] = this.#children(leaf, split, rules, units)
    const depth = left.depth
    const grown = !last && (this.#divisible(left.rows, depth) || this.#divisible(right.rows, depth))
    if (!grown) {
      free.push(leaf.slot)
      return [left, right]
    }
    const slot = free.pop()!
    const [small, large] = left.rows <= right.rows ? [left, right] : [right, left]
    this.#writeHistogram(slot, small.start, small.rows)
    this.#subtract(leaf.slot, slot)
    const smaller = { ...small, slot, split: this.#best(small, depth, slot, rules) }
    const larger = { ...large, slot: leaf.slot, split: this.#best(large, depth, leaf.slot, rules) }
    return small === left ? [smaller, larger] : [larger, smaller]
  }

  /** Divides the rows of a node, and writes the split into the model. */
  #children(leaf: Leaf, split: Split, rules: SplitRules, units: Units): [Leaf, Leaf] {
    const { list, pairs, table, spareList, sparePairs } = this.#space
    const { start, rows, heldStart, held } = leaf
    const column = this.#data.columnAt(split.feature)
    const missingLeft = split.missingLeft ?? split.leftRows >= rows - split.leftRows
    this.#writeTable(split, missingLeft)
    const count = this.#kernel.partition(
      list + start * 4,
      pairs + start * 8,
      rows,
      column,
      table,
      spareList,
      sparePairs,
    )
    const heldLeft = held && this.#kernel.partitionList(list + heldStart * 4, held, column, table, spareList)
    const gain = split.gain * units.gain
    const { ask, threshold } = this.#question(split, missingLeft)
    const node = this.#builder.split(leaf.node, ask, threshold, gain, [count, rows - count])
    const depth = leaf.depth + 1
    const none = { depth, slot: -1, split: null }
    const sums = sumsOfChildren(leaf, split, count)
    const [lower, upper] = boundsOfChildren(leaf, sums, this.#directions[split.feature]!, rules)
    return [
      { ...none, ...sums[0], ...lower, node, start, heldStart, held: heldLeft },
      {
        ...none,
        ...sums[1],
        ...upper,
        node: node + 1,
        start: start + count,
        heldStart: heldStart + heldLeft,
        held: held - heldLeft,
      },
    ]
  }

  /** Which bins go left, as bytes. */
  #writeTable({ feature, bin, set }: Split, missingLeft: boolean): void {
    const table = this.#table
    if (set) for (let i = 0; i < 256; i++) table[i] = (set[i >> 5]! >>> (i & 31)) & 1
    else {
      table.fill(0)
      table.fill(1, 0, bin + 1)
      table[this.#data.features[feature]!.missing] = missingLeft ? 1 : 0
    }
  }

  /** The split as the model asks it. */
  #question({ feature, bin, set }: Split, missingLeft: boolean): { ask: number; threshold: number } {
    const { column, edges, missing } = this.#data.features[feature]!
    if (!set) return { ask: 2 * column + (missingLeft ? 0 : 1), threshold: edges[bin] ?? MOST }
    const words = set.slice()
    const left = (words[missing >> 5]! >>> (missing & 31)) & 1
    if (missing < MISSING_BIN && left) {
      words[missing >> 5]! &= ~(1 << (missing & 31))
      words[MISSING_BIN >> 5]! |= 1 << (MISSING_BIN & 31)
    }
    return { ask: -1 - column, threshold: this.#builder.addSet(words) }
  }
}
