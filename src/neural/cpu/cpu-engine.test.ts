import { beforeAll, describe, expect, it } from 'vitest'
import { dense } from '../../core/matrix'
import { predictNetwork } from '../../ml/network'
import { freshState, parametersOf } from '../problem'
import { hashBits, knownHash, knownObjective, knownShape } from '../testing/known-bits'
import { inOrder, makeProblem, objectiveFor, type Shape } from '../testing/problems'
import { referenceNetwork } from '../testing/reference-network'
import { CpuEngine, makeCpuEngine } from './cpu-engine'
import { newKernel } from './kernel'

const shapes: Readonly<Record<string, Shape>> = {
  'two hidden layers': { rows: 300, numbers: 20, hidden: [64, 64], outputs: 1, loss: 'binary' },
  'odd sizes': { rows: 131, numbers: 13, hidden: [21, 9], outputs: 1, loss: 'squared' },
  'classes and weights': {
    rows: 201,
    numbers: 7,
    hidden: [30, 17],
    outputs: 3,
    loss: 'softmax',
    weighted: true,
  },
  'ten classes': { rows: 97, numbers: 4, hidden: [12], outputs: 10, loss: 'softmax' },
  'no hidden layer': { rows: 50, numbers: 5, hidden: [], outputs: 3, loss: 'softmax' },
  tanh: { rows: 90, numbers: 6, hidden: [11, 5], outputs: 1, loss: 'squared', activation: 'tanh' },
  'the logistic function': {
    rows: 90,
    numbers: 6,
    hidden: [11, 5],
    outputs: 2,
    loss: 'softmax',
    activation: 'logistic',
  },
  identity: { rows: 40, numbers: 3, hidden: [4], outputs: 1, loss: 'binary', activation: 'identity' },
  tables: {
    rows: 150,
    numbers: 3,
    hidden: [16],
    outputs: 1,
    loss: 'binary',
    tables: [
      [5, 3],
      [40, 7],
    ],
    weighted: true,
  },
  'tables alone': { rows: 60, numbers: 0, hidden: [8], outputs: 3, loss: 'softmax', tables: [[6, 2]] },
}

/** The first one is compiled, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const largest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(0, ...Array.from(a, (value, i) => Math.abs(value - b[i]!)))

describe.each(Object.entries(shapes))('the kernel with %s', (_, shape) => {
  const { rows, network } = makeProblem(shape)
  const order = inOrder(rows.count)

  it('has the loss and the gradients of the reference and of finite differences', async () => {
    const objective = objectiveFor(shape.loss)
    const reference = referenceNetwork(network, rows, objective)
    const engine = new CpuEngine(await newKernel(), rows, objective, freshState(network))
    const own = engine.gradients(order)
    const right = reference.gradients(order)
    expect(Math.abs(own.loss - right.loss) / rows.count).toBeLessThan(1e-5)
    own.gradients.forEach((array, p) => {
      const scale = Math.max(1e-3, ...right.gradients[p]!.map(Math.abs))
      expect(largest(array, right.gradients[p]!) / scale).toBeLessThan(1e-4)
      const values = reference.parameters[p]!
      const at = (7919 * (p + 1)) % values.length
      const kept = values[at]!
      const lossAt = (value: number) => {
        values[at] = value
        return reference.gradients(order).loss
      }
      const difference = (lossAt(kept + 1e-6) - lossAt(kept - 1e-6)) / 2e-6
      values[at] = kept
      expect(Math.abs(array[at]! - difference) / scale).toBeLessThan(1e-3)
    })
  })

  it.each([
    ['adam', { solver: 'adam' }, 1e-3],
    ['momentum', { solver: 'sgd', nesterov: false }, 1e-2],
    ["Nesterov's momentum", { solver: 'sgd', nesterov: true }, 1e-2],
  ] as const)('trains five epochs as the reference, with %s', async (_name, more, rate) => {
    const objective = objectiveFor(shape.loss, { ...more, alpha: 0.01 })
    const reference = referenceNetwork(network, rows, objective)
    const engine = await makeCpuEngine(rows, objective, freshState(network))
    for (let epoch = 0; epoch < 5; epoch++) {
      const own = await engine.train(order, 32, rate, 0)
      expect(Math.abs(own - reference.train(order, 32, rate)) / rows.count).toBeLessThan(1e-5)
    }
    const { network: trained } = await engine.state()
    parametersOf(trained).forEach((array, p) => {
      expect(largest(array, reference.parameters[p]!)).toBeLessThan(1e-3)
    })
  })

  it('predicts what the plain predictor does', async () => {
    const engine = await makeCpuEngine(rows, objectiveFor(shape.loss), freshState(network))
    await engine.train(order, 64, 1e-3, 0)
    const { outputs } = await engine.evaluate(order)
    const tables = shape.tables ?? []
    const codes = tables.map((_table, t) =>
      Int32Array.from(order, (row) => rows.codes[row * tables.length + t]!),
    )
    const numbers = dense(rows.count, rows.width, Float64Array.from(rows.numbers))
    expect(largest(outputs, predictNetwork((await engine.state()).network, numbers, codes))).toBeLessThan(
      1e-5,
    )
  })
})

describe('the kernel', () => {
  const { rows, network } = makeProblem({
    rows: 500,
    numbers: 9,
    hidden: [24, 12],
    outputs: 1,
    loss: 'binary',
    tables: [[7, 3]],
  })
  const order = inOrder(rows.count)
  const objective = objectiveFor('binary', { dropout: 0.3 })
  const start = () => makeCpuEngine(rows, objective, freshState(network))

  it('gives the same bits however an epoch is cut, and when another goes on from its state', async () => {
    const whole = await start()
    whole.seedDropout(5)
    const sum = await whole.train(order, 50, 1e-3, 0)
    whole.seedDropout(6)
    const next = await whole.train(order, 50, 1e-3, 0)

    const parts = await start()
    parts.seedDropout(5)
    let before = 0
    for (let at = 0; at < 500; at += 100)
      before = await parts.train(order.subarray(at, at + 100), 50, 1e-3, before)
    expect(before).toBe(sum)
    const other = await makeCpuEngine(rows, objective, await parts.state())
    other.seedDropout(6)
    expect(await other.train(order, 50, 1e-3, 0)).toBe(next)
    expect(await other.state()).toEqual(await whole.state())
  })

  it('drops units while it trains, never while it predicts, and keeps their mean', async () => {
    const [one, other] = [await start(), await start()]
    one.seedDropout(1)
    other.seedDropout(2)
    expect(await one.evaluate(order)).toEqual(await other.evaluate(order))
    expect(await one.train(order, 50, 1e-3, 0)).not.toBe(await other.train(order, 50, 1e-3, 0))
  })

  it('takes a batch that is larger than the data, and a single row', async () => {
    const engine = await start()
    expect(await engine.train(order, 10_000, 1e-3, 0)).toBeGreaterThan(0)
    expect(await engine.train(order.subarray(3, 4), 32, 1e-3, 0)).toBeGreaterThan(0)
    expect((await engine.state()).steps).toBe(2)
  })

  it('has the bits that it has in a browser', async () => {
    const known = makeProblem(knownShape)
    const engine = await makeCpuEngine(
      known.rows,
      objectiveFor(knownShape.loss, knownObjective),
      freshState(known.network),
    )
    engine.seedDropout(1)
    for (let epoch = 0; epoch < 5; epoch++) await engine.train(inOrder(knownShape.rows), 32, 0.005, 0)
    const arrays = parametersOf((await engine.state()).network)
    expect(hashBits(arrays.flatMap((array) => [...new Uint32Array(array.buffer)]))).toBe(knownHash)
  })
})
