import { describe, expect, it } from 'vitest'
import { randomStream } from '../core/random'
import { engineChain } from './backends'
import { makeCpuEngine } from './cpu/cpu-engine'
import type { Engine } from './engine'
import { freshState, parametersOf, type TrainingState } from './problem'
import { inOrder, makeProblem, objectiveFor } from './testing/problems'
import { freshStanding, train, type Plan, type Surroundings } from './train'

const { rows, network } = makeProblem({ rows: 400, numbers: 6, hidden: [16, 8], outputs: 1, loss: 'binary' })
const objective = objectiveFor('binary', { dropout: 0.1 })
const plan: Plan = {
  training: inOrder(400).subarray(0, 320),
  validation: inOrder(400).subarray(320),
  batch: 32,
  epochs: 8,
  rate: 0.003,
  schedule: 'constant',
  powerT: 0.5,
  patience: 10,
  tol: 1e-4,
}
const start = () => freshStanding(freshState(network))

const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  random: (name) => randomStream(0, name),
  nextEngine: engineChain('cpu', rows, objective, () => {}),
  progress: () => {},
  isFinishing: () => false,
  onEpoch: () => {},
  ...more,
})

describe('training', () => {
  it('lowers the loss, keeps the best network and tells every epoch', async () => {
    const told: number[] = []
    const fractions: number[] = []
    const { history, best, ending, backend } = await train(rows, objective, plan, start(), {
      ...around({ onEpoch: (standing) => told.push(standing.history.length) }),
      progress: (fraction) => fractions.push(fraction),
    })
    expect({ ending, backend, told }).toEqual({
      ending: 'epochs',
      backend: 'cpu',
      told: [1, 2, 3, 4, 5, 6, 7, 8],
    })
    expect(history[7]!.loss).toBeLessThan(history[0]!.loss * 0.8)
    expect(best.loss).toBe(Math.min(...history.map(({ validationLoss }) => validationLoss!)))
    expect(fractions.at(-1)).toBe(1)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  })

  it('gives the same bits when it is stopped, kept and continued', async () => {
    const whole = await train(rows, objective, plan, start(), around())
    const { ending, ...half } = await train(rows, objective, { ...plan, epochs: 3 }, start(), around())
    expect(ending).toBe('epochs')
    const rest = await train(rows, objective, plan, structuredClone(half), around())
    expect(rest).toEqual(whole)
  })

  it('ends after the epoch in which the person has enough', async () => {
    let epochs = 0
    const { ending, history } = await train(rows, objective, plan, start(), {
      ...around({ onEpoch: () => void epochs++ }),
      isFinishing: () => epochs === 2,
    })
    expect([ending, history.length]).toEqual(['finished', 2])
  })

  it('ends when nothing gets better, after cutting an adaptive rate', async () => {
    const stuck = { ...plan, epochs: 500, tol: 10, patience: 1 }
    const constant = await train(rows, objective, stuck, start(), around())
    expect([constant.ending, constant.history.length]).toEqual(['converged', 3])
    const adaptive = await train(rows, objective, { ...stuck, schedule: 'adaptive' }, start(), around())
    expect(adaptive.ending).toBe('converged')
    expect(adaptive.history.at(-1)!.rate).toBeCloseTo(0.003 / 5 ** 5, 12)
  })

  it('keeps the last sound network when the loss is no number any more', async () => {
    const wild = objectiveFor('squared', { solver: 'sgd' })
    const large = { ...rows, numbers: rows.numbers.map((one) => one * 1e6) }
    const nextEngine = engineChain('cpu', large, wild, () => {})
    const { ending, best } = await train(large, wild, { ...plan, rate: 10 }, start(), around({ nextEngine }))
    expect(ending).toBe('diverged')
    for (const array of parametersOf(best.network)) expect(array.every(Number.isFinite)).toBe(true)
  })

  it('begins a broken epoch again on the next engine, with the same result', async () => {
    const whole = await train(rows, objective, plan, start(), around())
    const failures: string[] = []
    const nextEngine = async (from: TrainingState, after?: { engine: Engine; error: unknown }) => {
      const engine = await makeCpuEngine(rows, objective, from)
      if (after) failures.push(String(after.error))
      return failures.length < 2 ? breaksAfter(5, engine) : engine
    }
    expect(await train(rows, objective, plan, start(), around({ nextEngine }))).toEqual(whole)
    expect(failures).toEqual(['Error: The device is lost', 'Error: The device is lost'])
  })

  it('throws what ends the work, and does not try another engine for it', async () => {
    const stop = new DOMException('Stopped', 'AbortError')
    const progress = () => {
      throw stop
    }
    await expect(train(rows, objective, plan, start(), around({ progress }))).rejects.toBe(stop)
  })
})

/** An engine whose device is lost in the middle of an epoch. */
function breaksAfter(groups: number, engine: Engine): Engine {
  let left = groups
  return {
    backend: engine.backend,
    device: engine.device,
    seedDropout: (seed) => engine.seedDropout(seed),
    train: (...given) =>
      left-- > 0 ? engine.train(...given) : Promise.reject(new Error('The device is lost')),
    evaluate: (order) => engine.evaluate(order),
    state: () => engine.state(),
    dispose: () => engine.dispose(),
  }
}
