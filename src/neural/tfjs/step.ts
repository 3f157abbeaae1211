import type * as Tf from '@tensorflow/tfjs-core'
import type { Activation, Network } from '../../ml/network'
import type { Objective } from '../problem'
import type { Compute } from './compute'
import * as formulas from './formulas'

/** A batch on the device: rows x numbers, codes per table, rows x outputs, and weights of that shape if any. */
export type Batch = {
  numbers: Tf.Tensor2D
  codes: Tf.Tensor1D[]
  targets: Tf.Tensor2D
  weights?: Tf.Tensor2D
}

/** What a layer was given and what it made of it, with the factors of dropout. */
interface Passed {
  readonly input: Tf.Tensor2D
  readonly output: Tf.Tensor2D
  readonly factors?: Tf.Tensor2D
}

const FUSED: Readonly<Record<Activation, Tf.fused.Activation>> = {
  identity: 'linear',
  relu: 'relu',
  tanh: 'linear',
  logistic: 'sigmoid',
}

/** Forward and back by hand: no tape, and one program for each formula. */
export class Pass {
  readonly tf: typeof Tf
  readonly compute: Compute
  readonly network: Network
  readonly objective: Objective
  readonly #ones = new Map<string, Tf.Tensor2D>()

  constructor(tf: typeof Tf, compute: Compute, network: Network, objective: Objective) {
    this.tf = tf
    this.compute = compute
    this.network = network
    this.objective = objective
  }

  /** Made once for each shape, since an upload for every batch would cost more than the batch. */
  ones(rows: number, columns: number): Tf.Tensor2D {
    const key = `${rows} ${columns}`
    const known = this.#ones.get(key)
    if (known) return known
    const made = this.tf.keep(this.tf.ones([rows, columns])) as Tf.Tensor2D
    this.#ones.set(key, made)
    return made
  }

  dispose(): void {
    this.tf.dispose([...this.#ones.values()])
    this.#ones.clear()
  }

  /** @param seed of dropout; without one there is none. @returns per layer what went in and came out */
  forward(
    parameters: readonly Tf.Tensor[],
    batch: Pick<Batch, 'numbers' | 'codes'>,
    seed?: number,
  ): Passed[] {
    const { tf, network, objective } = this
    const { tables, layers } = network
    const embedded = batch.codes.map((codes, t) => tf.gather(parameters[t] as Tf.Tensor2D, codes))
    let input = embedded.length > 0 ? tf.concat2d([batch.numbers, ...embedded], 1) : batch.numbers
    return layers.map(({ activation }, l) => {
      const [weights, bias] = parameters.slice(tables.length + 2 * l) as [Tf.Tensor2D, Tf.Tensor]
      const given = {
        a: input,
        b: weights,
        bias: tf.reshape(bias, [-1]) as Tf.Tensor1D,
        activation: FUSED[activation],
      }
      const linear = tf.fused.matMul(given) as Tf.Tensor2D
      const active = activation === 'tanh' ? tf.tanh(linear) : linear
      const drops = seed !== undefined && objective.dropout > 0 && l < layers.length - 1
      const factors = drops ? this.#dropout(active, seed + l) : undefined
      const passed = { input, output: active, ...(factors && { factors }) }
      input = factors ? tf.mul(active, factors) : active
      return passed
    })
  }

  #dropout(like: Tf.Tensor2D, seed: number): Tf.Tensor2D {
    const { tf, objective } = this
    const drawn = tf.randomUniform(like.shape, 0, 1, 'float32', seed)
    return tf.mul(tf.cast(tf.greaterEqual(drawn, objective.dropout), 'float32'), 1 / (1 - objective.dropout))
  }

  /**
   * @param before losses to add those of the batch to, of the shape of its targets
   * @returns those, and the gradients of the mean loss in the order of `parametersOf`. Sums over rows are products
   *   with a row of ones, since the sums of TensorFlow.js take several programs each.
   */
  gradients(parameters: readonly Tf.Tensor[], batch: Batch, before: Tf.Tensor2D, seed?: number) {
    const { tf, compute, network } = this
    const passed = this.forward(parameters, batch, seed)
    const { losses, delta: last } = this.#loss(passed.at(-1)!.output, batch, before)
    const ones = this.ones(1, batch.targets.shape[0])
    const found: Tf.Tensor[] = []
    let delta = last
    for (let l = passed.length - 1; l >= 0; l--) {
      const { input } = passed[l]!
      const [weights, bias] = parameters.slice(network.tables.length + 2 * l) as [Tf.Tensor2D, Tf.Tensor]
      const ofBias = tf.reshape(tf.matMul(ones, delta), bias.shape)
      found.unshift(tf.matMul(input, delta, true, false), ofBias)
      if (l === 0 && batch.codes.length === 0) break
      delta = tf.matMul(delta, weights, false, true)
      const below = passed[l - 1]
      if (!below) continue
      if (below.factors) delta = tf.mul(delta, below.factors)
      const { activation } = network.layers[l - 1]!
      if (activation !== 'identity')
        delta = compute(formulas.SLOPES[activation], [delta, below.output]) as Tf.Tensor2D
    }
    return { losses, gradients: [...this.#tableGradients(delta, batch), ...found] }
  }

  #loss(z: Tf.Tensor2D, { targets, weights }: Batch, before: Tf.Tensor2D) {
    const { tf, compute, objective } = this
    const [rows, outputs] = targets.shape
    const counted = weights ?? this.ones(rows, outputs)
    const [out, loss, delta] = {
      squared: () => [z, formulas.squaredLoss, formulas.differenceDelta] as const,
      binary: () => [z, formulas.binaryLoss, formulas.binaryDelta] as const,
      softmax: () => [tf.softmax(z), formulas.softmaxLoss, formulas.differenceDelta] as const,
    }[objective.loss]()
    return {
      losses: compute(loss, [before, out, targets, counted]) as Tf.Tensor2D,
      delta: compute(delta, [out, targets, counted], [1 / rows]) as Tf.Tensor2D,
    }
  }

  /** Products with one-hot codes add up what came back to each row of a table. */
  #tableGradients(delta: Tf.Tensor2D, { numbers, codes }: Batch): Tf.Tensor[] {
    const { tf } = this
    let at = numbers.shape[1]
    return this.network.tables.map(({ levels, width }, t) => {
      const part = tf.slice2d(delta, [0, at], [-1, width])
      at += width
      const chosen = tf.cast(tf.oneHot(codes[t]!, levels), 'float32') as Tf.Tensor2D
      return tf.matMul(chosen, part, true, false)
    })
  }
}
