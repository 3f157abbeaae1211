import type { BinnedRows } from './binned'
import { MOST } from './columns'
import { isMuch, rowsOf, type Place } from './lanes'
import { MISSING_BIN, type TreeBuilder } from './model'
import { boundsOfChildren, sumsOfChildren } from './node-sums'
import type { NodeSums, Split, SplitRules, SplitSearch } from './search'
import type { Call, Team } from './team'
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
  /** Its rows in each lane. */
  readonly places: readonly Place[]
  /** The histogram that it has, or -1. */
  readonly slot: number
  readonly split: Split | null
}

/**
 * Grows trees on gradients. With a limit of leaves the best split comes first (leaf-wise); without one the order
 * makes no difference, and the newest comes first, which needs the fewest histograms.
 */
export class TreeGrower {
  readonly #team: Team
  readonly #data: BinnedRows
  readonly #space: Workspace
  readonly #search: SplitSearch
  readonly #limits: TreeLimits
  readonly #directions: Int8Array
  readonly #builder: TreeBuilder
  /** The split at hand: which bins go left. */
  readonly #table: Uint8Array

  constructor(
    team: Team,
    data: BinnedRows,
    space: Workspace,
    search: SplitSearch,
    limits: TreeLimits,
    directions: Int8Array,
    builder: TreeBuilder,
  ) {
    this.#team = team
    this.#data = data
    this.#space = space
    this.#search = search
    this.#limits = limits
    this.#directions = directions
    this.#builder = builder
    this.#table = new Uint8Array(team.kernel.memory.buffer, space.table, 256)
  }

  /**
   * @param places the rows that it learns from, and those that go along, in each lane
   * @param rules `limits` in quantised units
   * @returns its leaves, with the rows of each
   */
  grow(places: readonly Place[], rules: SplitRules, units: Units): Leaf[] {
    const free = Array.from({ length: this.#space.slots - 1 }, (_, i) => this.#space.slots - 1 - i)
    const open = [this.#root(places, rules)]
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

  #root(places: readonly Place[], rules: SplitRules): Leaf {
    const rows = rowsOf(places)
    const node = this.#builder.addRoot(rows)
    this.#writeHistogram(0, places)
    const { buffer } = this.#team.kernel.memory
    const { wide } = this.#data
    const first = new Uint32Array(buffer, this.#space.histograms, wide > 0 ? 512 : 32)
    let gradient = 0
    let hessian = 0
    for (let i = 0; i < first.length; i += 2) {
      hessian += first[i]!
      gradient += first[i + 1]! | 0
    }
    const sums = { gradient, hessian, rows, lower: -Infinity, upper: Infinity }
    return { ...sums, node, depth: 0, places, slot: 0, split: this.#best(sums, 0, 0, rules) }
  }

  #writeHistogram(slot: number, places: readonly Place[]): void {
    const { pairs, ones, histograms, counts, histogramBytes } = this.#space
    this.#sum(places, ({ start }) => pairs + start * 8, histograms + slot * histogramBytes)
    if (counts) this.#sum(places, () => ones, counts + slot * histogramBytes)
  }

  /** Lanes at once write histograms of their own, which are then added. */
  #sum(places: readonly Place[], valuesOf: (place: Place) => number, to: number): void {
    const { at, stride, wide, narrow } = this.#data
    const { list, spares, histogramBytes } = this.#space
    const call = (place: Place, histogram: number, fresh: boolean): Call => [
      'writeHistogram',
      at,
      stride,
      wide,
      narrow,
      list + place.start * 4,
      valuesOf(place),
      place.rows,
      histogram,
      fresh ? 1 : 0,
    ]
    if (!isMuch(places)) {
      this.#team.alone(places.map((place, lane) => call(place, to, lane === 0)))
      return
    }
    const spare = (lane: number) => spares + (lane - 1) * histogramBytes
    this.#team.run(places.map((place, lane) => call(place, lane === 0 ? to : spare(lane), true)))
    for (let lane = 1; lane < places.length; lane++) {
      this.#team.kernel.addHistogram(to, spare(lane), wide, narrow)
    }
  }

  #subtract(slot: number, other: number): void {
    const { wide, narrow } = this.#data
    const { histograms, counts, histogramBytes } = this.#space
    for (const from of counts ? [histograms, counts] : [histograms]) {
      this.#team.kernel.subtractHistogram(
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
    this.#writeHistogram(slot, small.places)
    this.#subtract(leaf.slot, slot)
    const smaller = { ...small, slot, split: this.#best(small, depth, slot, rules) }
    const larger = { ...large, slot: leaf.slot, split: this.#best(large, depth, leaf.slot, rules) }
    return small === left ? [smaller, larger] : [larger, smaller]
  }

  /** Divides the rows of a node, and writes the split into the model. */
  #children(leaf: Leaf, split: Split, rules: SplitRules, units: Units): [Leaf, Leaf] {
    const { rows, places } = leaf
    const missingLeft = split.missingLeft ?? split.leftRows >= rows - split.leftRows
    this.#writeTable(split, missingLeft)
    const [leftPlaces, rightPlaces] = this.#partition(places, this.#data.columnAt(split.feature))
    const count = rowsOf(leftPlaces)
    const gain = split.gain * units.gain
    const { ask, threshold } = this.#question(split, missingLeft)
    const node = this.#builder.split(leaf.node, ask, threshold, gain, [count, rows - count])
    const none = { depth: leaf.depth + 1, slot: -1, split: null }
    const sums = sumsOfChildren(leaf, split, count)
    const [lower, upper] = boundsOfChildren(leaf, sums, this.#directions[split.feature]!, rules)
    return [
      { ...none, ...sums[0], ...lower, node, places: leftPlaces },
      { ...none, ...sums[1], ...upper, node: node + 1, places: rightPlaces },
    ]
  }

  /** @returns the places of the rows that go left, and of those that go right */
  #partition(places: readonly Place[], column: number): [Place[], Place[]] {
    const { list, pairs, table, spareList, sparePairs } = this.#space
    const run = (calls: readonly Call[]) => (isMuch(places) ? this.#team.run(calls) : this.#team.alone(calls))
    const lefts = run(
      places.map(({ start, rows }): Call => [
        'partition',
        list + start * 4,
        pairs + start * 8,
        rows,
        column,
        table,
        spareList + start * 4,
        sparePairs + start * 8,
      ]),
    )
    const held = places.some((place) => place.held > 0)
      ? run(
          places.map(({ heldStart, held: count }): Call => [
            'partitionList',
            list + heldStart * 4,
            count,
            column,
            table,
            spareList + heldStart * 4,
          ]),
        )
      : places.map(() => 0)
    const left = places.map((place, k) => ({ ...place, rows: lefts[k]!, held: held[k]! }))
    const right = places.map(({ start, rows, heldStart, held: count }, k) => ({
      start: start + lefts[k]!,
      rows: rows - lefts[k]!,
      heldStart: heldStart + held[k]!,
      held: count - held[k]!,
    }))
    return [left, right]
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
