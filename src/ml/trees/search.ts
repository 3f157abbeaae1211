import type { BinnedRows } from './binned'
import type { Arena, Kernel } from './kernel'

/** What a split of a node has to fulfil. */
export interface SplitRules {
  /** Of l2_regularization, in units of hessians. */
  readonly lambda: number
  readonly minHessian: number
  readonly minRows: number
}

/** Sums over a node in quantised units, and the bounds of its value. */
export interface NodeSums {
  readonly gradient: number
  readonly hessian: number
  readonly rows: number
  readonly lower: number
  readonly upper: number
}

export interface Split {
  readonly gain: number
  readonly feature: number
  /** The last bin that goes left; -1 when `set` says which do. */
  readonly bin: number
  /** null when no row of the node misses the feature. */
  readonly missingLeft: boolean | null
  readonly leftGradient: number
  readonly leftHessian: number
  readonly leftRows: number
  readonly set: Uint32Array | null
}

const NUMBER = 0
const CATEGORY = 1
const LEFT_OUT = 2
const STRUCT_BYTES = 144
const SCRATCH_BYTES = 4096

/** Looks for splits in histograms: the host's side of the kernel's `findSplit`. */
export class SplitSearch {
  readonly #kernel: Kernel
  readonly #data: BinnedRows
  readonly #bounded: boolean
  readonly #info: number
  readonly #node: number
  readonly #scratch: number
  /** Views of the node that is searched, and of the kinds of features. */
  readonly #numbers: Float64Array
  readonly #found: Int32Array
  readonly #set: Uint32Array
  readonly #kinds: Uint8Array

  /**
   * The last to take from the arena: growing would detach its views.
   * @param directions by feature, 1 where predictions may only rise, -1 where they may only fall
   */
  constructor(kernel: Kernel, arena: Arena, data: BinnedRows, directions: Int8Array) {
    this.#kernel = kernel
    this.#data = data
    this.#bounded = directions.some((direction) => direction !== 0)
    const count = data.features.length
    this.#info = arena.take(20)
    const bins = arena.take(count)
    const kinds = arena.take(count)
    const directionsAt = arena.take(count)
    this.#node = arena.take(STRUCT_BYTES)
    this.#scratch = arena.take(SCRATCH_BYTES)
    const { buffer } = kernel.memory
    const info = [data.wide, count, bins, kinds, directionsAt]
    new Uint32Array(buffer, this.#info, 5).set(info)
    new Uint8Array(buffer, bins, count).set(data.features.map((feature) => feature.count))
    new Int8Array(buffer, directionsAt, count).set(directions)
    this.#numbers = new Float64Array(buffer, this.#node, STRUCT_BYTES / 8)
    this.#found = new Int32Array(buffer, this.#node + 72, 3)
    this.#set = new Uint32Array(buffer, this.#node + 112, 8)
    this.#kinds = new Uint8Array(buffer, kinds, count)
  }

  /** Which features may be asked from now on. */
  allow(allowed: (feature: number) => boolean): void {
    this.#data.features.forEach(({ category }, f) => {
      this.#kinds[f] = !allowed(f) ? LEFT_OUT : category ? CATEGORY : NUMBER
    })
  }

  /** @param counts the histogram of the number of rows; 0 to tell it from the hessians */
  best(histogram: number, counts: number, node: NodeSums, rules: SplitRules): Split | null {
    const numbers = this.#numbers
    const { gradient, hessian, rows, lower, upper } = node
    numbers.set([gradient, hessian, rows, rules.lambda, rules.minHessian, rules.minRows, lower, upper])
    this.#kernel.findSplit(histogram, counts, this.#info, this.#node, this.#bounded, this.#scratch)
    const [feature, bin, missing] = this.#found
    if (feature! < 0) return null
    return {
      gain: numbers[8]!,
      feature: feature!,
      bin: bin!,
      missingLeft: missing! < 0 ? null : missing === 1,
      leftGradient: numbers[11]!,
      leftHessian: numbers[12]!,
      leftRows: numbers[13]!,
      set: bin! < 0 ? this.#set.slice() : null,
    }
  }
}
