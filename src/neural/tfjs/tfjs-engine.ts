import type * as Tf from '@tensorflow/tfjs-core'
import type { Engine, Evaluated, MakeEngine } from '../engine'
import { lossOf } from '../loss'
import {
  parametersOf,
  withParameters,
  type Objective,
  type TrainingRows,
  type TrainingState,
} from '../problem'
import { computeOn, type Compute } from './compute'
import { loadTfjs, type Loaded, type TfjsBackend } from './load'
import { advance, type Trained } from './optimiser'
import { Pass, type Batch } from './step'
import { within } from './time-limit'

/** Rows that are evaluated at once. */
const PART = 4096

export const makeTfjsEngine =
  (backend: TfjsBackend): MakeEngine =>
  async (rows, objective, from) =>
    new TfjsEngine(backend, await loadTfjs(backend), rows, objective, from)

class TfjsEngine implements Engine {
  readonly backend: TfjsBackend
  readonly device: string
  readonly #loaded: Loaded
  readonly #compute: Compute
  readonly #pass: Pass
  readonly #objective: Objective
  readonly #source: TrainingRows
  /** All rows, as one large batch. */
  readonly #rows: Batch
  #trained: Trained[]
  #steps: number
  #seed = 0

  constructor(
    backend: TfjsBackend,
    loaded: Loaded,
    rows: TrainingRows,
    objective: Objective,
    from: TrainingState,
  ) {
    const { tf } = loaded
    this.backend = backend
    this.device = loaded.device
    this.#loaded = loaded
    this.#compute = computeOn(tf, tf.getBackend())
    this.#pass = new Pass(tf, this.#compute, from.network, objective)
    this.#objective = objective
    this.#source = rows
    this.#rows = upload(tf, rows, from.network.layers.at(-1)!.outputs)
    this.#trained = uploadParameters(tf, from)
    this.#steps = from.steps
  }

  seedDropout(seed: number): void {
    this.#seed = seed
  }

  /**
   * The rows of the group are put in order once, and batches are cut from them on the device. Losses are added up
   * place by place, and summed when the group is read.
   */
  async train(order: Uint32Array, batch: number, rate: number, before: number): Promise<number> {
    const { tf, check } = this.#loaded
    check()
    const group = tf.tidy(() => this.#take(order))
    const sums: Tf.Tensor2D[] = []
    for (let start = 0; start < order.length; start += batch) {
      const size = Math.min(batch, order.length - start)
      if (sums.at(-1)?.shape[0] !== size) sums.push(tf.zeros([size, group.targets.shape[1]]))
      this.#step(group, start, size, rate, sums)
    }
    dispose(tf, group)
    const read = Promise.all(sums.map((sum) => sum.data<'float32'>()))
    const losses = await within(read, this.backend)
    tf.dispose(sums)
    check()
    return losses.reduce((total, part) => part.reduce((sum, loss) => sum + loss, total), before)
  }

  /** Trains on one batch, and puts the losses with those of it in the place of the last of `sums`. */
  #step(group: Batch, start: number, size: number, rate: number, sums: Tf.Tensor2D[]): void {
    const { tf } = this.#loaded
    const old = this.#trained
    const before = sums.pop()!
    this.#steps++
    this.#seed += 64
    const next = tf.tidy(() => {
      const part = cut(tf, group, start, size)
      const values = old.map(({ value }) => value)
      const { losses, gradients } = this.#pass.gradients(values, part, before, this.#seed)
      const trained = old.map((one, p) =>
        advance(this.#compute, one, gradients[p]!, this.#objective, rate, size, this.#steps),
      )
      return { losses, arrays: trained.map(({ value, first, second }) => ({ value, first, second })) }
    })
    this.#trained = next.arrays.map((one, p) => ({ ...one, penalised: old[p]!.penalised }))
    const kept = new Set(this.#trained.map(({ second }) => second))
    for (const { value, first, second } of old) {
      tf.dispose(kept.has(second) ? [value, first] : [value, first, second])
    }
    before.dispose()
    sums.push(next.losses)
  }

  async evaluate(order: Uint32Array): Promise<Evaluated> {
    const { tf, check } = this.#loaded
    check()
    const width = this.#rows.targets.shape[1]
    const outputs = new Float32Array(order.length * width)
    for (let start = 0; start < order.length; start += PART) {
      const part = order.subarray(start, start + PART)
      const z = tf.tidy(() => {
        const values = this.#trained.map(({ value }) => value)
        return this.#pass.forward(values, this.#take(part)).at(-1)!.output
      })
      outputs.set(await within(z.data(), this.backend), start * width)
      z.dispose()
    }
    check()
    return { loss: lossOf(this.#objective.loss, outputs, order, this.#source), outputs }
  }

  async state(): Promise<TrainingState> {
    const { check } = this.#loaded
    check()
    const read = (tensors: readonly Tf.Tensor[]) =>
      within(Promise.all(tensors.map((one) => one.data() as Promise<Float32Array>)), this.backend)
    const [values, first, second] = await Promise.all([
      read(this.#trained.map(({ value }) => value)),
      read(this.#trained.map((one) => one.first)),
      read(this.#trained.map((one) => one.second)),
    ])
    check()
    const copy = (arrays: readonly Float32Array[]) => arrays.map((one) => one.slice())
    return {
      network: withParameters(this.#pass.network, copy(values)),
      first: copy(first),
      second: copy(second),
      steps: this.#steps,
    }
  }

  dispose(): void {
    const { tf } = this.#loaded
    dispose(tf, this.#rows)
    this.#pass.dispose()
    tf.dispose(this.#trained.flatMap(({ value, first, second }) => [value, first, second]))
  }

  #take(order: Uint32Array): Batch {
    const { tf } = this.#loaded
    const { numbers, codes, targets, weights } = this.#rows
    const rows = tf.tensor1d(Int32Array.from(order), 'int32')
    return {
      numbers: tf.gather(numbers, rows),
      codes: codes.map((one) => tf.gather(one, rows)),
      targets: tf.gather(targets, rows),
      ...(weights && { weights: tf.gather(weights, rows) }),
    }
  }
}

function cut(tf: typeof Tf, { numbers, codes, targets, weights }: Batch, start: number, size: number): Batch {
  return {
    numbers: tf.slice2d(numbers, [start, 0], [size, -1]),
    codes: codes.map((one) => tf.slice1d(one, start, size)),
    targets: tf.slice2d(targets, [start, 0], [size, -1]),
    ...(weights && { weights: tf.slice2d(weights, [start, 0], [size, -1]) }),
  }
}

const dispose = (tf: typeof Tf, { numbers, codes, targets, weights }: Batch) =>
  tf.dispose([numbers, targets, ...codes, ...(weights ? [weights] : [])])

/** Class indices become one-hot rows where there are several outputs. */
function upload(tf: typeof Tf, rows: TrainingRows, outputs: number): Batch {
  const { count, width, codes, weights } = rows
  const tables = codes.length / count
  const spread = (value: (row: number, k: number) => number) =>
    Float32Array.from({ length: count * outputs }, (_, i) => value(Math.floor(i / outputs), i % outputs))
  const target = (row: number, k: number) =>
    outputs === 1 ? rows.targets[row]! : Number(rows.targets[row] === k)
  return {
    numbers: tf.tensor2d(rows.numbers, [count, width]),
    codes: Array.from({ length: tables }, (_, t) =>
      tf.tensor1d(
        Int32Array.from({ length: count }, (_row, row) => codes[row * tables + t]!),
        'int32',
      ),
    ),
    targets: tf.tensor2d(spread(target), [count, outputs]),
    ...(weights && {
      weights: tf.tensor2d(
        spread((row) => weights[row]!),
        [count, outputs],
      ),
    }),
  }
}

/** Biases are rows on a GPU, whose programs then need no other shape of them; wasm takes them as lists only. */
function uploadParameters(tf: typeof Tf, { network, first, second }: TrainingState): Trained[] {
  const isGpu = tf.getBackend().startsWith('webg')
  const { tables, layers } = network
  const shapes = [
    ...tables.map(({ levels, width }) => [levels, width]),
    ...layers.flatMap(({ inputs, outputs }) => [[inputs, outputs], isGpu ? [1, outputs] : [outputs]]),
  ]
  return parametersOf(network).map((values, p) => ({
    value: tf.tensor(values.slice(), shapes[p]!),
    first: tf.tensor(first[p]!.slice(), shapes[p]!),
    second: tf.tensor(second[p]!.slice(), shapes[p]!),
    penalised: p >= tables.length && (p - tables.length) % 2 === 0,
  }))
}
