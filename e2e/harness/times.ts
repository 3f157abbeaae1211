import * as tf from '@tensorflow/tfjs-core'
import { permutation, randomStream } from '../../src/core/random'
import { makeEngine } from '../../src/neural/backends'
import type { Backend } from '../../src/neural/engine'
import { freshState } from '../../src/neural/problem'
import { makeProblem, objectiveFor, type Shape } from '../../src/neural/testing/problems'
import { runEpoch } from '../../src/neural/epoch'
import { loadTfjs } from '../../src/neural/tfjs/load'

export interface TimesQuestion {
  readonly kind: 'times'
  readonly backend: Backend
  readonly shape: Shape
  readonly batch: number
  readonly epochs: number
  /** TensorFlow.js's own `model.fit` instead of our engines. */
  readonly layers: boolean
}

export interface TimesAnswer {
  readonly kind: 'times'
  readonly device: string
  /** Milliseconds of each epoch after the first. */
  readonly milliseconds: number[]
}

/** Epochs as the trainer runs them: shuffled, in groups of batches. */
export async function times({ backend, shape, batch, epochs }: TimesQuestion): Promise<TimesAnswer> {
  const { rows, network } = makeProblem(shape)
  const engine = await makeEngine(backend, rows, objectiveFor(shape.loss), freshState(network))
  const milliseconds: number[] = []
  const pace = { batches: 1 }
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const start = performance.now()
    const order = permutation(rows.count, randomStream(0, `epoch ${epoch}`))
    await runEpoch(engine, order, batch, 0.001, pace, () => {})
    milliseconds.push(performance.now() - start)
  }
  engine.dispose()
  return { kind: 'times', device: engine.device, milliseconds: milliseconds.slice(1) }
}

/** The same network, data and batches by the layers API. */
export async function layersTimes({ backend, shape, batch, epochs }: TimesQuestion): Promise<TimesAnswer> {
  if (backend === 'cpu') throw new Error('The layers API has no such backend')
  const { device } = await loadTfjs(backend)
  const layers = await import('@tensorflow/tfjs-layers')
  const { rows } = makeProblem(shape)
  const model = layers.sequential()
  shape.hidden.forEach((units, l) =>
    model.add(
      layers.layers.dense({ units, activation: 'relu', ...(l === 0 && { inputShape: [rows.width] }) }),
    ),
  )
  const classes = shape.outputs > 1
  model.add(layers.layers.dense({ units: shape.outputs, activation: classes ? 'softmax' : 'sigmoid' }))
  model.compile({ optimizer: 'adam', loss: classes ? 'categoricalCrossentropy' : 'binaryCrossentropy' })
  const x = tf.tensor2d(rows.numbers, [rows.count, rows.width])
  const y = classes
    ? tf.cast(tf.oneHot(Int32Array.from(rows.targets), shape.outputs), 'float32')
    : tf.tensor2d(rows.targets, [rows.count, 1])
  const milliseconds: number[] = []
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const start = performance.now()
    await model.fit(x, y, { batchSize: batch, epochs: 1, shuffle: true })
    milliseconds.push(performance.now() - start)
  }
  return { kind: 'times', device, milliseconds: milliseconds.slice(1) }
}
