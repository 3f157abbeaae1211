import * as tf from '@tensorflow/tfjs-core'
import { makeEngine } from '../../src/neural/backends'
import type { Backend } from '../../src/neural/engine'
import { freshState, parametersOf, type Objective } from '../../src/neural/problem'
import { inOrder, makeProblem, objectiveFor, type Shape } from '../../src/neural/testing/problems'

export interface LossesQuestion {
  readonly kind: 'losses'
  readonly backend: Backend
  readonly shape: Shape
  readonly objective: Partial<Objective>
  readonly runs: number
}

export interface LossesAnswer {
  readonly kind: 'losses'
  readonly device: string
  /** Mean loss of each epoch, then of all rows after the last one. */
  readonly losses: number[]
  /** All weights, as bits. */
  readonly bits: number[]
  /** Tensors that are left after each run. */
  readonly tensors: number[]
}

/** Five epochs in batches of 32, from the same weights and in the same order on every backend. */
export async function losses({ backend, shape, objective, runs }: LossesQuestion): Promise<LossesAnswer> {
  const tensors: number[] = []
  let answer: LossesAnswer | undefined
  for (let run = 0; run < runs; run++) {
    const { rows, network } = makeProblem(shape)
    const order = inOrder(rows.count)
    const engine = await makeEngine(backend, rows, objectiveFor(shape.loss, objective), freshState(network))
    engine.seedDropout(1)
    const found: number[] = []
    for (let epoch = 0; epoch < 5; epoch++) found.push((await engine.train(order, 32, 0.005, 0)) / rows.count)
    found.push((await engine.evaluate(order)).loss / rows.count)
    const state = await engine.state()
    engine.dispose()
    tensors.push(backend === 'cpu' ? 0 : tf.memory().numTensors)
    const bits = parametersOf(state.network).flatMap((array) => [...new Uint32Array(array.slice().buffer)])
    answer = { kind: 'losses', device: engine.device, losses: found, bits, tensors }
  }
  return answer!
}
