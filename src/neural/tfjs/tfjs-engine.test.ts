import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { makeCpuEngine } from '../cpu/cpu-engine'
import { freshState, parametersOf } from '../problem'
import { inOrder, makeProblem, objectiveFor, type Shape } from '../testing/problems'
import { makeTfjsEngine } from './tfjs-engine'

const shapes: Readonly<Record<string, Shape>> = {
  'a binary target': { rows: 200, numbers: 20, hidden: [16, 8], outputs: 1, loss: 'binary' },
  'a number, weights': { rows: 131, numbers: 5, hidden: [9], outputs: 1, loss: 'squared', weighted: true },
  'classes, tanh': {
    rows: 150,
    numbers: 7,
    hidden: [12, 5],
    outputs: 3,
    loss: 'softmax',
    activation: 'tanh',
  },
  'tables, logistic': {
    rows: 150,
    numbers: 3,
    hidden: [16],
    outputs: 1,
    loss: 'binary',
    tables: [
      [5, 3],
      [40, 7],
    ],
    activation: 'logistic',
  },
}
const solvers = {
  adam: {},
  sgd: { solver: 'sgd', nesterov: true },
  plain: { solver: 'sgd', nesterov: false },
} as const

describe.each(Object.entries(shapes))('TensorFlow.js and the kernel with %s', (_, shape) => {
  const { rows, network } = makeProblem(shape)
  const order = inOrder(rows.count)

  it.each(Object.entries(solvers))(
    'agree after five epochs of %s, from the same weights and batches',
    async (_s, more) => {
      const objective = objectiveFor(shape.loss, { ...more, alpha: 0.01 })
      const own = await makeCpuEngine(rows, objective, freshState(network))
      const other = await makeTfjsEngine('tfjs-cpu')(rows, objective, freshState(network))
      for (let epoch = 0; epoch < 5; epoch++) {
        const [a, b] = [await own.train(order, 32, 0.005, 0), await other.train(order, 32, 0.005, 0)]
        expect(Math.abs(a - b) / rows.count).toBeLessThan(1e-3)
      }
      const [a, b] = [await own.evaluate(order), await other.evaluate(order)]
      expect(Math.abs(a.loss - b.loss) / rows.count).toBeLessThan(1e-3)
      expect(Math.max(...a.outputs.map((z, i) => Math.abs(z - b.outputs[i]!)))).toBeLessThan(1e-3)
      other.dispose()
    },
  )
})

describe('TensorFlow.js', () => {
  const { rows, network } = makeProblem(shapes['tables, logistic']!)
  const objective = objectiveFor('binary', { dropout: 0.2 })
  const order = inOrder(rows.count)

  it('keeps no tensor over ten runs', async () => {
    const run = async () => {
      const engine = await makeTfjsEngine('tfjs-cpu')(rows, objective, freshState(network))
      await engine.train(order, 32, 0.01, 0)
      await engine.evaluate(order)
      engine.dispose()
      return tf.memory().numTensors
    }
    const first = await run()
    for (let i = 0; i < 10; i++) expect(await run()).toBe(first)
  })

  it('goes on from a state of the kernel, and the kernel from its state', async () => {
    const own = await makeCpuEngine(rows, objectiveFor('binary'), freshState(network))
    await own.train(order, 32, 0.01, 0)
    const other = await makeTfjsEngine('tfjs-cpu')(rows, objectiveFor('binary'), await own.state())
    const next = await other.train(order, 32, 0.01, 0)
    expect(Math.abs(next - (await own.train(order, 32, 0.01, 0))) / rows.count).toBeLessThan(1e-4)
    const [a, b] = [await own.state(), await other.state()]
    expect(b.steps).toBe(a.steps)
    const arrays = parametersOf(b.network)
    parametersOf(a.network).forEach((array, p) =>
      array.forEach((value, i) => expect(Math.abs(value - arrays[p]![i]!)).toBeLessThan(1e-3)),
    )
    other.dispose()
  })

  it('says in words that a backend is not there', async () => {
    const make = (backend: 'webgpu' | 'webgl') =>
      makeTfjsEngine(backend)(rows, objective, freshState(network))
    await expect(make('webgpu')).rejects.toThrow(/WebGPU/)
    await expect(make('webgl')).rejects.toThrow(/no canvas/)
  })
})
