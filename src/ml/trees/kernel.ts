import { UserError } from '../../core/errors'

/** What `src/ml/kernels/trees` exports; addresses are bytes into its memory, which the host lays out. */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  sortNumbers(values: number, count: number, spare: number, counts: number): number
  binNumbers(
    values: number,
    count: number,
    edges: number,
    wide: boolean,
    column: number,
    rows: number,
    stride: number,
  ): void
  binLevels(values: number, count: number, wide: boolean, column: number, rows: number, stride: number): void
  spanBins(values: number, count: number, column: number, lows: number, highs: number): void
  /** @returns how many nodes it wrote */
  growTree(plan: number, seedHigh: number, seedLow: number): number
  writeGradients(
    loss: number,
    scores: number,
    truth: number,
    weights: number,
    normalisers: number,
    rows: number,
    option: number,
    pairs: number,
    sums: number,
  ): void
  writeNormalisers(scores: number, classes: number, padded: number, rows: number, to: number): void
  quantise(pairs: number, rows: number, gradientScale: number, hessianScale: number): void
  writeHistogram(
    bins: number,
    stride: number,
    wide: number,
    narrow: number,
    list: number,
    pairs: number,
    count: number,
    histogram: number,
  ): void
  subtractHistogram(histogram: number, other: number, wide: number, narrow: number): void
  findSplit(
    histogram: number,
    counts: number,
    info: number,
    node: number,
    bounded: boolean,
    scratch: number,
  ): void
  partition(
    list: number,
    pairs: number,
    count: number,
    column: number,
    table: number,
    spareList: number,
    sparePairs: number,
  ): number
  partitionList(list: number, count: number, column: number, table: number, spareList: number): number
  addToScores(scores: number, list: number, count: number, value: number): void
  keepPairs(pairs: number, list: number, count: number): void
  sumLoss(
    loss: number,
    scores: number,
    classes: number,
    padded: number,
    truth: number,
    weights: number,
    list: number,
    count: number,
    option: number,
  ): number
  logarithm(x: number): number
}

let compiled: Promise<WebAssembly.Module> | undefined

/** A new instance with memory of its own; the module is compiled once. */
export async function newKernel(): Promise<Kernel> {
  compiled ??= import('virtual:kernel/trees').then(({ default: bytes }) => WebAssembly.compile(bytes))
  const { exports } = await WebAssembly.instantiate(await compiled, {})
  return exports as unknown as Kernel
}

const PAGE = 65536
/** What one WebAssembly memory can hold, less than 4 GiB by a margin. */
const MOST_BYTES = 4_000_000_000

/** Hands out a kernel's memory, zeroed, in pieces that begin at multiples of 64. Nothing is given back. */
export class Arena {
  readonly #memory: WebAssembly.Memory
  #top: number

  constructor(kernel: Kernel) {
    this.#memory = kernel.memory
    this.#top = kernel.heapBase()
  }

  /**
   * Growing detaches the views that were taken before.
   * @throws UserError when that is more than there is
   */
  take(bytes: number): number {
    const at = Math.ceil(this.#top / 64) * 64
    this.#top = at + bytes + 64
    const missing = this.#top - this.#memory.buffer.byteLength
    if (this.#top > MOST_BYTES) throw this.#full()
    try {
      if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE))
    } catch {
      throw this.#full()
    }
    return at
  }

  #full(): UserError {
    return new UserError(
      `Training these trees needs more than ${Math.round(this.#top / 1e6)} MB, which cannot be had.`,
      'Take fewer rows or fewer features.',
    )
  }
}
