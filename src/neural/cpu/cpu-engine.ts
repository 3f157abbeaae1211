import type { Network } from '../../ml/network'
import type { Engine, MakeEngine } from '../engine'
import {
  parametersOf,
  withParameters,
  type Objective,
  type TrainingRows,
  type TrainingState,
} from '../problem'
import { kernelBytes, PART, type TrainingShape } from './memory'
import { ACTIVATION_CODES, BLOCKS, LOSS_CODES, newKernel, OPTIMISER_CODES, type Kernel } from './kernel'

/** Our own kernel: one thread, the same bits in every browser and in Node. */
export const makeCpuEngine: MakeEngine = async (rows, objective, from) => {
  const kernel = await newKernel()
  return new CpuEngine(kernel, rows, objective, from)
}

export class CpuEngine implements Engine {
  readonly backend = 'cpu'
  readonly device = 'CPU, WebAssembly SIMD, one thread'
  readonly #kernel: Kernel
  readonly #network: Network
  /** Addresses of what is handed over: numbers of rows, outputs, and one layer. */
  readonly #order: number
  readonly #outputs: number
  readonly #scratch: number

  constructor(kernel: Kernel, rows: TrainingRows, objective: Objective, from: TrainingState) {
    this.#kernel = kernel
    this.#network = from.network
    reserve(kernel, kernelBytes(shapeOf(rows, objective, from.network)))
    declare(kernel, from.network, objective, rows.width)
    kernel.makeRows(rows.count, rows.width, from.network.tables.length)
    const width = from.network.layers.at(-1)!.outputs
    this.#order = kernel.allocate(rows.count)
    this.#outputs = kernel.allocate(Math.min(rows.count, PART) * width)
    const largest = from.network.layers.map(({ weights, biases }) => weights.length + biases.length)
    this.#scratch = kernel.allocate(Math.max(...largest))
    writeRows(kernel, rows)
    this.#write(BLOCKS.parameters, parametersOf(from.network))
    this.#write(BLOCKS.first, from.first)
    this.#write(BLOCKS.second, from.second)
    kernel.turnWeights()
    kernel.setSteps(from.steps)
  }

  seedDropout(seed: number): void {
    this.#kernel.seedDropout(seed)
  }

  async train(order: Uint32Array, batch: number, rate: number, before: number): Promise<number> {
    this.#setOrder(order)
    return this.#kernel.train(this.#order, order.length, batch, rate, before)
  }

  async evaluate(order: Uint32Array) {
    const width = this.#network.layers.at(-1)!.outputs
    const outputs = new Float32Array(order.length * width)
    let loss = 0
    for (let start = 0; start < order.length; start += PART) {
      const part = order.subarray(start, start + PART)
      this.#setOrder(part)
      loss += this.#kernel.evaluate(this.#order, part.length, this.#outputs)
      outputs.set(this.#floats(this.#outputs, part.length * width), start * width)
    }
    return { loss, outputs }
  }

  async state(): Promise<TrainingState> {
    return {
      network: withParameters(this.#network, this.#read(BLOCKS.parameters)),
      first: this.#read(BLOCKS.first),
      second: this.#read(BLOCKS.second),
      steps: this.#kernel.getSteps(),
    }
  }

  /** The sum of the loss over a batch and its gradients, in the order of `parametersOf`; nothing is trained. */
  gradients(order: Uint32Array) {
    this.#setOrder(order)
    const loss = this.#kernel.gradients(this.#order, order.length)
    return { loss, gradients: this.#read(BLOCKS.gradients) }
  }

  /** The memory goes with the instance. */
  dispose(): void {}

  #floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#kernel.memory.buffer, at, length)
  }

  #setOrder(order: Uint32Array): void {
    new Uint32Array(this.#kernel.memory.buffer, this.#order, order.length).set(order)
  }

  #write(block: number, arrays: readonly Float32Array[]): void {
    const { tables, layers } = this.#network
    tables.forEach((_, t) => this.#floats(this.#kernel.tableAt(block, t), arrays[t]!.length).set(arrays[t]!))
    layers.forEach((_, l) => {
      const [weights, biases] = arrays.slice(tables.length + 2 * l)
      this.#floats(this.#scratch, weights!.length).set(weights!)
      this.#floats(this.#scratch + weights!.byteLength, biases!.length).set(biases!)
      this.#kernel.writeLayer(block, l, this.#scratch)
    })
  }

  #read(block: number): Float32Array[] {
    const { tables, layers } = this.#network
    return [
      ...tables.map(({ values }, t) => this.#floats(this.#kernel.tableAt(block, t), values.length).slice()),
      ...layers.flatMap(({ weights, biases }, l) => {
        this.#kernel.readLayer(block, l, this.#scratch)
        const both = this.#floats(this.#scratch, weights.length + biases.length)
        return [both.slice(0, weights.length), both.slice(weights.length)]
      }),
    ]
  }
}

const PAGE = 65536

/** All at once: a kernel that grows by itself doubles its memory. */
function reserve({ memory }: Kernel, bytes: number): void {
  memory.grow(Math.max(0, Math.ceil((bytes - memory.buffer.byteLength) / PAGE)))
}

const shapeOf = (rows: TrainingRows, { dropout }: Objective, { layers, tables }: Network): TrainingShape => ({
  rows: rows.count,
  width: rows.width,
  tables,
  layers,
  dropout: dropout > 0,
})

function declare(kernel: Kernel, network: Network, to: Objective, width: number): void {
  for (const { levels, width: size } of network.tables) kernel.addTable(levels, size)
  network.layers.forEach(({ inputs, outputs, activation }, l) => {
    const hidden = l < network.layers.length - 1
    kernel.addLayer(inputs, outputs, ACTIVATION_CODES[activation], hidden ? to.dropout : 0)
  })
  kernel.build(width)
  const optimiser = to.solver === 'sgd' && to.nesterov ? 'nesterov' : to.solver
  kernel.configure(LOSS_CODES[to.loss], OPTIMISER_CODES[optimiser], to.momentum, to.alpha)
}

/** A row of numbers begins at a multiple of 8. */
function writeRows(kernel: Kernel, { count, width, numbers, codes, targets, weights }: TrainingRows): void {
  const { buffer } = kernel.memory
  const padded = Math.ceil(width / 8) * 8
  const to = new Float32Array(buffer, kernel.numbersAt(), count * padded)
  for (let i = 0; i < count; i++) to.set(numbers.subarray(i * width, (i + 1) * width), i * padded)
  new Int32Array(buffer, kernel.codesAt(), codes.length).set(codes)
  new Float32Array(buffer, kernel.targetsAt(), count).set(targets)
  if (weights) new Float32Array(buffer, kernel.weightsAt(), count).set(weights)
}
