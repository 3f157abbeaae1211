import { exportsOf } from '../../ml/kernel-exports'

/** What `src/ml/kernels/mlp` exports; addresses are bytes into its memory. */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  addTable(levels: number, width: number): void
  addLayer(inputs: number, outputs: number, activation: number, dropout: number): void
  build(numbers: number): void
  makeRows(rows: number, width: number, tables: number): void
  configure(loss: number, optimiser: number, momentum: number, alpha: number): void
  allocate(floats: number): number
  numbersAt(): number
  codesAt(): number
  targetsAt(): number
  weightsAt(): number
  seedDropout(seed: number): void
  train(order: number, rows: number, batch: number, rate: number, before: number): number
  gradients(order: number, rows: number): number
  evaluate(order: number, rows: number, to: number): number
  readLayer(block: number, layer: number, to: number): void
  writeLayer(block: number, layer: number, from: number): void
  turnWeights(): void
  tableAt(block: number, table: number): number
  getSteps(): number
  setSteps(steps: number): void
}

export const BLOCKS = { parameters: 0, gradients: 1, first: 2, second: 3 }
export const ACTIVATION_CODES = { identity: 0, relu: 1, tanh: 2, logistic: 3 }
export const LOSS_CODES = { squared: 0, binary: 1, softmax: 2 }
export const OPTIMISER_CODES = { adam: 0, sgd: 1, nesterov: 2 }

let compiled: Promise<WebAssembly.Module> | undefined

/** A new instance with memory of its own; the module is compiled once. */
export async function newKernel(): Promise<Kernel> {
  compiled ??= import('virtual:kernel/mlp').then(({ default: bytes }) => WebAssembly.compile(bytes))
  return exportsOf(await WebAssembly.instantiate(await compiled, { env: { abort: outOfMemory } }))
}

/** The stub runtime aborts for one reason only. */
function outOfMemory(): never {
  throw new RangeError('The network and its rows do not fit into the memory of a WebAssembly kernel')
}
