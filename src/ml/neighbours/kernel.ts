import bytes from 'virtual:kernel/neighbours'
import { exportsOf } from '../kernel-exports'

/** What `src/ml/kernels/neighbours` exports; addresses are bytes into its memory, which the host lays out. */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  heapBase(): number
  startWith(
    rows: number,
    columns: number,
    wanted: number,
    measure: number,
    distances: number,
    indices: number,
    scale: number,
    offsets: number,
  ): void
  search(
    panels: number,
    bias: number,
    groups: number,
    depth: number,
    queries: number,
    queryRows: number,
    count: number,
    limits: number,
  ): void
}

let compiled: WebAssembly.Module | null | undefined

/** A new instance with memory of its own, or null where WebAssembly is not to be had; prediction can do without. */
export function newKernel(): Kernel | null {
  try {
    compiled ??= new WebAssembly.Module(bytes)
    return exportsOf(new WebAssembly.Instance(compiled, {}))
  } catch {
    return null
  }
}
