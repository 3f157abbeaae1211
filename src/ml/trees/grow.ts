import type { BinnedRows } from './binned'
import { MOST } from './columns'
import { rowsOf, type Place } from './lanes'
import { MISSING_BIN, type TreeBuilder } from './model'
import { NodeHistograms } from './node-histograms'
import { NodeRows } from './node-rows'
import { boundsOfChildren, sumsOfChildren } from './node-sums'
import type { NodeSums, Split, SplitRules, SplitSearch } from './search'
import type { Team } from './team'
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

/** Where the sums of a leaf tell its value: what it adds to scores, and where those are. */
export interface Settling {
  readonly scores: number
  worth(leaf: Omit<NodeSums, 'rows'>): number
}

/** A node that no one has split yet. */
export interface Leaf extends NodeSums {
  readonly node: number
  readonly depth: number
  /** Its rows in each lane. */
  readonly places: readonly Place[]
  /** The histogram that it has, or -1. */
  readonly slot: number
  readonly split: Split | null
  /** What was added to the scores of its rows, which then have no places; null where that is still to come. */
  readonly added: number | null
}

/**
 * Grows trees on gradients. With a limit of leaves the best split comes first (leaf-wise); without one the order
 * makes no difference, and the newest comes first, which needs the fewest histograms.
 */
export class TreeGrower {
  readonly #data: BinnedRows
  readonly #slots: number
  readonly #search: SplitSearch
  readonly #limits: TreeLimits
  readonly #directions: Int8Array
  readonly #builder: TreeBuilder
  readonly #histograms: NodeHistograms
  readonly #rows: NodeRows

  constructor(
    team: Team,
    data: BinnedRows,
    space: Workspace,
    search: SplitSearch,
    limits: TreeLimits,
    directions: Int8Array,
    builder: TreeBuilder,
  ) {
    this.#data = data
    this.#slots = space.slots
    this.#search = search
    this.#limits = limits
    this.#directions = directions
    this.#builder = builder
    this.#histograms = new NodeHistograms(team, data, space)
    this.#rows = new NodeRows(team, data, space)
  }

  /**
   * @param places the rows that it learns from, and those that go along, in each lane
   * @param rules `limits` in quantised units
   * @param settling null where only the rows of a leaf tell its value
   * @returns its leaves
   */
  grow(places: readonly Place[], rules: SplitRules, units: Units, settling: Settling | null): Leaf[] {
    const { maxLeaves, maxDepth } = this.#limits
    const free = Array.from({ length: this.#slots - 1 }, (_, i) => this.#slots - 1 - i)
    const open = [this.#root(places, rules)]
    const leaves: Leaf[] = []
    for (let leaf = this.#next(open); leaf; leaf = this.#next(open)) {
      const count = leaves.length + open.length
      if (!leaf.split || count + 1 === maxLeaves) {
        if (leaf.slot >= 0) free.push(leaf.slot)
        leaves.push(leaf)
        continue
      }
      const last = count + 2 === maxLeaves || leaf.depth + 1 >= maxDepth
      const children = this.#divide(leaf, leaf.split, last ? settling : null, rules, units)
      const grown = !last && children.some(({ rows, depth }) => this.#divisible(rows, depth))
      if (!grown) free.push(leaf.slot)
      if (children[0].added !== null) leaves.push(...children)
      else open.push(...(grown ? this.#searched(leaf.slot, children, free.pop()!, rules) : children))
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

  #root(places: readonly Place[], rules: SplitRules): Leaf {
    const rows = rowsOf(places)
    const node = this.#builder.addRoot(rows)
    this.#histograms.write(0, places, rows === this.#data.rows)
    const sums = { ...this.#histograms.sums(0), rows, lower: -Infinity, upper: Infinity }
    return { ...sums, node, depth: 0, places, slot: 0, split: this.#best(sums, 0, 0, rules), added: null }
  }

  #best(sums: NodeSums, depth: number, slot: number, rules: SplitRules): Split | null {
    if (!this.#divisible(sums.rows, depth)) return null
    return this.#search.best(this.#histograms.at(slot), this.#histograms.countsAt(slot), sums, rules)
  }

  #divisible(rows: number, depth: number): boolean {
    return depth < this.#limits.maxDepth && rows >= 2 * this.#limits.minRows && rows > 1
  }

  /** Looks for the splits of two children: the larger one's histogram is what the smaller one leaves of the parent's. */
  #searched(
    parent: number,
    [left, right]: readonly [Leaf, Leaf],
    slot: number,
    rules: SplitRules,
  ): readonly [Leaf, Leaf] {
    const leftIsSmall = left.rows <= right.rows
    this.#histograms.write(slot, leftIsSmall ? left.places : right.places, false)
    this.#histograms.subtract(parent, slot)
    const small = this.#withSplit(leftIsSmall ? left : right, slot, rules)
    const large = this.#withSplit(leftIsSmall ? right : left, parent, rules)
    return leftIsSmall ? [small, large] : [large, small]
  }

  #withSplit(leaf: Leaf, slot: number, rules: SplitRules): Leaf {
    return { ...leaf, slot, split: this.#best(leaf, leaf.depth, slot, rules) }
  }

  /** Sends the rows of a node to its children, and writes the split into the model. */
  #divide(
    leaf: Leaf,
    split: Split,
    settling: Settling | null,
    rules: SplitRules,
    units: Units,
  ): readonly [Leaf, Leaf] {
    const missingLeft = split.missingLeft ?? split.leftRows >= leaf.rows - split.leftRows
    const sums = sumsOfChildren(leaf, split)
    const bounds = boundsOfChildren(leaf, sums, this.#directions[split.feature]!, rules)
    let places: readonly [readonly Place[], readonly Place[]] = [[], []]
    let added: readonly [number, number] | null = null
    let count: number
    if (settling) {
      added = [settling.worth({ ...sums[0], ...bounds[0] }), settling.worth({ ...sums[1], ...bounds[1] })]
      count = this.#rows.settle(leaf.places, split, missingLeft, settling.scores, added)
    } else {
      places = this.#rows.divide(leaf.places, split, missingLeft)
      count = rowsOf(places[0])
    }
    const rows = [count, leaf.rows - count] as const
    const { ask, threshold } = this.#question(split, missingLeft)
    const node = this.#builder.split(leaf.node, ask, threshold, split.gain * units.gain, rows)
    const child = (side: 0 | 1): Leaf => ({
      gradient: sums[side].gradient,
      hessian: sums[side].hessian,
      rows: rows[side],
      lower: bounds[side].lower,
      upper: bounds[side].upper,
      node: node + side,
      depth: leaf.depth + 1,
      places: places[side],
      slot: -1,
      split: null,
      added: added && added[side],
    })
    return [child(0), child(1)]
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
