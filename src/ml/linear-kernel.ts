import bytes from 'virtual:kernel/linear'
import { type DenseMatrix } from '../core/matrix'
import { exportsOf } from './kernel-exports'
import { eachRun, sampleSize } from './sampled-rows'

/** What `src/ml/kernels/linear` exports; addresses are bytes into its memory, which the host lays out. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  scores(rows: number, count: number, cols: number, coef: number, intercept: number, to: number): void
  addRows(rows: number, count: number, cols: number, factors: number, sums: number): void
  addGram(
    rows: number,
    count: number,
    cols: number,
    weights: number,
    weighted: number,
    products: number,
  ): void
  logLoss(
    scores: number,
    signs: number,
    weights: number,
    count: number,
    first: number,
    second: number,
    slope: number,
  ): number
}

let compiled: WebAssembly.Module | undefined

/** A new instance, or undefined where WebAssembly is not to be had. */
function newKernel(): Kernel | undefined {
  try {
    compiled ??= new WebAssembly.Module(bytes)
    return exportsOf(new WebAssembly.Instance(compiled, {}))
  } catch {
    return undefined
  }
}

/** A kernel with memory for a block of a matrix's rows, and for numbers beside it. */
export interface Blocks<Name extends string> {
  readonly kernel: Kernel
  /** Addresses. */
  readonly at: Readonly<Record<Name | 'block', number>>
  readonly view: Readonly<Record<Name, Float64Array>>
  /** Copies the rows in, block by block; `count` is a multiple of four, with rows of zeros at the end. */
  each(work: (first: number, count: number) => void): void
}

/** Bytes of a block that stays in the processor's second cache. */
const BLOCK_BYTES = 131072
/** Fewer numbers are not worth an instance. */
const LEAST_VALUES = 16384

export const isWorthKernel = (rows: number, cols: number): boolean => rows * cols >= LEAST_VALUES

/** With a kernel dense rows are faster than sparse ones down to this share of numbers that are not 0. */
export const DENSE_SHARE = 0.15

const PAGE = 65536

/** Rows of a block. */
export const blockRows = (cols: number) => 4 * Math.max(1, Math.floor(BLOCK_BYTES / (cols * 32)))

/**
 * @param rooms how many numbers are to have room, by name
 * @param stride takes a sample of one row in so many only
 * @returns undefined for small matrices, and where there is no WebAssembly or not enough memory
 */
export function blocksOf<Name extends string>(
  { rows, cols, values }: DenseMatrix,
  rooms: Readonly<Record<Name, number>>,
  stride = 1,
): Blocks<Name> | undefined {
  const taken = sampleSize(rows, stride)
  if (!isWorthKernel(taken, cols)) return undefined
  const kernel = newKernel()
  if (!kernel) return undefined
  const most = blockRows(cols)
  const lengths = { ...rooms, block: most * cols }
  let top = kernel.heapBase()
  const at = mapValues(lengths, (length) => {
    const start = Math.ceil(top / 64) * 64
    // The kernel may read as many bytes beyond.
    top = start + length * 8 + 64
    return start
  })
  try {
    kernel.memory.grow(Math.max(0, Math.ceil((top - kernel.memory.buffer.byteLength) / PAGE)))
  } catch {
    return undefined
  }
  const view = mapValues(lengths, (length, name) => new Float64Array(kernel.memory.buffer, at[name], length))
  return {
    kernel,
    at,
    view,
    each(work) {
      for (let first = 0; first < taken; first += most) {
        const end = Math.min(taken, first + most)
        const count = Math.ceil((end - first) / 4) * 4
        if (stride === 1) view.block.set(values.subarray(first * cols, end * cols))
        else {
          eachRun(first, end, stride, (row, place, length) => {
            view.block.set(values.subarray(row * cols, (row + length) * cols), (place - first) * cols)
          })
        }
        if (end - first < count) view.block.fill(0, (end - first) * cols, count * cols)
        work(first, count)
      }
    },
  }
}

function mapValues<Name extends string, Out>(
  from: Readonly<Record<Name, number>>,
  to: (value: number, name: Name) => Out,
): Record<Name, Out> {
  const out = {} as Record<Name, Out>
  for (const name of Object.keys(from) as Name[]) out[name] = to(from[name], name)
  return out
}
