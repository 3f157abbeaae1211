import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { makeCpuEngine } from '../cpu/cpu-engine'
import { freshState, parametersOf } from '../problem'
import { backendShapes, inOrder, makeProblem, objectiveFor } from '../testing/problems'
import { makeTfjsEngine } from './tfjs-engine'

const solvers = {
  adam: {},
  sgd: { solver: 'sgd', nesterov: true },
  plain: { solver: 'sgd', nesterov: false },
} as const

describe.each(Object.entries(backendShapes))('TensorFlow.js and the kernel with %s', (_, shape) => {
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
  const { rows, network } = makeProblem(backendShapes['tables, logistic']!)
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
