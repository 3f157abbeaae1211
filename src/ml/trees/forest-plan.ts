import type { BinnedRows } from './binned'
import type { Arena, Kernel, Room } from './kernel'

/** The fields of the kernel's `ForestPlan`, in their order; each has 32 bits. */
const FIELDS = [
  'bins',
  'features',
  'rows',
  'classes',
  'missing',
  'lows',
  'highs',
  'truth',
  'weights',
  'pairs',
  'entropy',
  'randomSplits',
  'bootstrap',
  'tries',
  'minSplit',
  'minLeaf',
  'maxDepth',
  'copies',
  'list',
  'spareList',
  'own',
  'sparePairs',
  'stack',
  'order',
  'local',
  'localRows',
  'origin',
  'histograms',
  'counts',
  'flags',
  'sums',
  'best',
  'here',
  'asks',
  'lefts',
  'thresholds',
  'gains',
  'sizes',
  'values',
  'weightsOf',
] as const

type Plan = Readonly<Record<(typeof FIELDS)[number], number>>

/** A forest's target as the kernel reads it. */
export interface ForestTarget {
  /** Numbers, or codes of classes. */
  readonly truth: Float64Array
  readonly weights: Float64Array | undefined
  /** 0 for numbers and for the share of the second of two classes. */
  readonly classes: number
  /** Weight below weighted value, or weight below class; see the kernel's `ForestPlan`. */
  readonly pairs: Int32Array
}

export interface GrowOptions {
  readonly entropy: boolean
  readonly randomSplits: boolean
  readonly bootstrap: boolean
  readonly tries: number
  readonly minSplit: number
  readonly minLeaf: number
  /** 0 is no limit. */
  readonly maxDepth: number
}

/** The nodes of one tree, as parts of `Trees`. */
export interface TreePart {
  readonly asks: Int32Array
  readonly left: Uint32Array
  readonly thresholds: Float64Array
  readonly gains: Float32Array
  readonly rows: Uint32Array
  readonly values: Float32Array
}

/** Subtrees with no more rows than this, and bins than that, have them copied side by side. */
const MOST_LOCAL = 8192
const LOCAL_BYTES = 2 ** 24
const UNLIMITED = 2 ** 31 - 1

export interface PlanShape {
  readonly rows: number
  readonly features: number
  /** Values of a node. */
  readonly width: number
  readonly weighted: boolean
  /** 0 is no limit. */
  readonly maxDepth: number
}

/** The room that growing a tree takes. */
export function takePlan(arena: Room, { features, maxDepth, rows, weighted, width }: PlanShape) {
  const depth = maxDepth || UNLIMITED
  const nodes = Math.min(2 * rows, depth < 30 ? 2 ** (depth + 1) : Infinity) + 2
  const localRows = Math.min(rows, MOST_LOCAL, Math.floor(LOCAL_BYTES / features))
  return {
    missing: arena.take(features),
    truth: arena.take(rows * 8),
    weights: weighted ? arena.take(rows * 8) : 0,
    pairs: arena.take(rows * 8),
    copies: arena.take(rows),
    list: arena.take(rows * 4),
    spareList: arena.take(rows * 4),
    own: arena.take(rows * 8),
    sparePairs: arena.take(rows * 8),
    stack: arena.take((rows + 2) * 24),
    order: arena.take(features * 4),
    local: arena.take(localRows * features),
    localRows,
    origin: arena.take(localRows * 4),
    histograms: arena.take(256 * 8 * width),
    counts: arena.take(256 * 4),
    flags: arena.take(256),
    sums: arena.take(3 * width * 8),
    best: arena.take(64),
    here: arena.take(64),
    asks: arena.take(nodes * 4),
    lefts: arena.take(nodes * 4),
    thresholds: arena.take(nodes * 8),
    gains: arena.take(nodes * 4),
    sizes: arena.take(nodes * 4),
    values: arena.take(nodes * width * 4),
    weightsOf: arena.take(nodes * 8),
  }
}

/** The room that trees are grown in, one after the other. */
export class ForestRoom {
  readonly #kernel: Kernel
  readonly #at: number
  readonly #plan: Plan
  readonly #width: number

  constructor(
    kernel: Kernel,
    arena: Arena,
    data: BinnedRows,
    spans: { readonly lows: number; readonly highs: number },
    target: ForestTarget,
    options: GrowOptions,
  ) {
    const { rows, features } = data
    const width = Math.max(1, target.classes)
    const shape = {
      rows,
      features: features.length,
      width,
      weighted: target.weights !== undefined,
      maxDepth: options.maxDepth,
    }
    this.#kernel = kernel
    this.#width = width
    this.#at = arena.take(FIELDS.length * 4)
    this.#plan = {
      ...takePlan(arena, shape),
      ...spans,
      bins: data.columnAt(0),
      features: features.length,
      rows,
      classes: target.classes,
      entropy: options.entropy ? 1 : 0,
      randomSplits: options.randomSplits ? 1 : 0,
      bootstrap: options.bootstrap ? 1 : 0,
      tries: options.tries,
      minSplit: options.minSplit,
      minLeaf: options.minLeaf,
      maxDepth: options.maxDepth || UNLIMITED,
    }
    this.#write(data, target)
  }

  #write(data: BinnedRows, { truth, weights, pairs }: ForestTarget): void {
    const { buffer } = this.#kernel.memory
    const plan = this.#plan
    new Float64Array(buffer, plan.truth, truth.length).set(truth)
    if (weights) new Float64Array(buffer, plan.weights, weights.length).set(weights)
    new Int32Array(buffer, plan.pairs, pairs.length).set(pairs)
    const missing = new Uint8Array(buffer, plan.missing, data.features.length)
    data.features.forEach((feature, f) => (missing[f] = feature.missing))
    new Int32Array(buffer, this.#at, FIELDS.length).set(FIELDS.map((field) => plan[field]))
  }

  /** Grows one tree in this thread; its nodes count from 0. */
  grow(seedHigh: number, seedLow: number): TreePart {
    const count = this.#kernel.growTree(this.#at, seedHigh, seedLow)
    const { buffer } = this.#kernel.memory
    return this.part(this.#reads().map(({ at, size }) => buffer.slice(at, at + count * size)))
  }

  /** Asks a helper that has a copy for a tree, which comes as `part` takes it. */
  request(id: number, seedHigh: number, seedLow: number) {
    const values = [this.#at, seedHigh, seedLow]
    return { kind: 'call' as const, id, name: 'growTree', values, reads: this.#reads() }
  }

  /** The memory as it is. */
  copy(): ArrayBuffer {
    return this.#kernel.memory.buffer.slice(0)
  }

  /** Where a tree's nodes are written, and the bytes of one. */
  #reads() {
    const { asks, lefts, thresholds, gains, sizes, values } = this.#plan
    return [
      { at: asks, size: 4 },
      { at: lefts, size: 4 },
      { at: thresholds, size: 8 },
      { at: gains, size: 4 },
      { at: sizes, size: 4 },
      { at: values, size: 4 * this.#width },
    ]
  }

  part([asks, left, thresholds, gains, rows, values]: readonly ArrayBuffer[]): TreePart {
    return {
      asks: new Int32Array(asks!),
      left: new Uint32Array(left!),
      thresholds: new Float64Array(thresholds!),
      gains: new Float32Array(gains!),
      rows: new Uint32Array(rows!),
      values: new Float32Array(values!),
    }
  }
}
