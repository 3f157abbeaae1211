import { UserError } from '../../core/errors'
import { bytesInWords } from '../../core/memory'
import { exportsOf } from '../kernel-exports'

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
    block: number,
    histogram: number,
    fresh: number,
  ): void
  addHistogram(histogram: number, other: number, wide: number, narrow: number): void
  subtractHistogram(histogram: number, other: number, wide: number, narrow: number): void
  findSplit(
    histogram: number,
    counts: number,
    info: number,
    node: number,
    bounded: boolean,
    scratch: number,
  ): void
  partition(list: number, pairs: number, count: number, column: number, table: number, spare: number): number
  partitionList(list: number, count: number, column: number, table: number, spare: number): number
  addSplit(
    scores: number,
    list: number,
    count: number,
    column: number,
    table: number,
    left: number,
    right: number,
  ): number
  addLeaves(scores: number, list: number, leaves: number, count: number): void
  keepPairs(pairs: number, list: number, count: number, to: number): void
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
let compiledShared: Promise<WebAssembly.Module> | undefined

/** The kernel for a memory of its own, compiled once. */
export function kernelModule(): Promise<WebAssembly.Module> {
  compiled ??= import('virtual:kernel/trees').then(({ default: bytes }) => WebAssembly.compile(bytes))
  return compiled
}

/** A new instance with memory of its own. */
export async function newKernel(): Promise<Kernel> {
  return exportsOf(await WebAssembly.instantiate(await kernelModule(), {}))
}

export interface SharedKernel {
  readonly kernel: Kernel
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}

/** A new instance over memory that helpers can share; undefined where a page may not share any, or none is left. */
export async function sharedKernel(): Promise<SharedKernel | undefined> {
  if (!canShare()) return undefined
  compiledShared ??= import('virtual:kernel/trees?shared').then(({ default: bytes }) =>
    WebAssembly.compile(bytes),
  )
  const module = await compiledShared
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
    const kernel = exportsOf<Kernel>(await WebAssembly.instantiate(module, { env: { memory } }))
    return { kernel, module, memory }
  } catch {
    return undefined
  }
}

/** A page that is not isolated from others has no shared memory, and a browser's main thread may not wait for it. */
const canShare = (): boolean =>
  typeof SharedArrayBuffer === 'function' &&
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false

const MOST_PAGES = 65536
const PAGE = 65536
/** What one WebAssembly memory can hold, less than 4 GiB by a margin. */
const MOST_BYTES = 4_000_000_000

/** Whatever hands out memory in pieces. */
export interface Room {
  /** @returns the address */
  take(bytes: number): number
}

/** Hands out a kernel's memory, zeroed, in pieces that begin at multiples of 64. Nothing is given back. */
export class Arena implements Room {
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
    this.#growTo(this.#top)
    return at
  }

  /**
   * Makes sure that so much more can be taken, so that work does not begin that cannot end.
   * @throws UserError when that is more than there is
   */
  reserve(bytes: number): void {
    this.#growTo(this.#top + bytes)
  }

  #growTo(bytes: number): void {
    if (bytes > MOST_BYTES) throw full(bytes)
    const missing = bytes - this.#memory.buffer.byteLength
    try {
      if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE))
    } catch {
      throw full(bytes)
    }
  }
}

const full = (bytes: number): UserError =>
  new UserError(
    bytes > MOST_BYTES
      ? `Training these trees needs about ${bytesInWords(bytes)}, and ${bytesInWords(MOST_BYTES)} is all that they can have.`
      : `Training these trees needs about ${bytesInWords(bytes)} of memory, which cannot be had.`,
    'Take fewer rows or fewer features.',
  )
