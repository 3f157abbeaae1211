import { isAbort } from '../core/errors'
import { permutation, type Random } from '../core/random'
import type { Network } from '../ml/network'
import type { Backend, Engine } from './engine'
import { runEpoch, type Pace } from './epoch'
import { scoreOf, type Epoch } from './history'
import type { Objective, TrainingRows, TrainingState } from './problem'
import { canCut, rateOf, type Schedule } from './schedule'

export interface Plan {
  /** Rows to train on, and rows that only tell when to stop. */
  readonly training: Uint32Array
  readonly validation: Uint32Array
  /** Rows in a batch. */
  readonly batch: number
  /** Most epochs, those before a continuation included. */
  readonly epochs: number
  readonly rate: number
  readonly schedule: Schedule
  readonly powerT: number
  /** Epochs without an improvement of at least `tol` after which training ends or the rate is cut. */
  readonly patience: number
  readonly tol: number
}

/** Where training stands between two epochs; plain data, so that it can go on another day. */
export interface Standing {
  readonly state: TrainingState
  readonly history: readonly Epoch[]
  /** The network to keep: after the epoch with the lowest validation loss, or else the latest. */
  readonly best: { readonly network: Network; readonly epoch: number; readonly loss: number }
  /** Epochs since the watched loss became better, and how often the rate was cut for that. */
  readonly stale: number
  readonly cuts: number
}

/** `epochs`: as many as were planned; `converged`: nothing got better; `finished`: the person had enough. */
export type Ending = 'epochs' | 'converged' | 'finished' | 'diverged'

export interface Trained extends Standing {
  readonly ending: Ending
  readonly backend: Backend
  readonly device: string
}

export interface Surroundings {
  random(name: string): Random
  /** Makes an engine on the best backend that is left. Throws when there is none. */
  nextEngine(from: TrainingState, after?: { engine: Engine; error: unknown }): Promise<Engine>
  /** From 0 to 1, between groups of batches. Throws when the work was stopped. */
  progress(fraction: number, epoch: number): void
  /** Whether the person asked to end after this epoch with what there is. */
  isFinishing(): boolean
  onEpoch(standing: Standing): void
}

export const freshStanding = (state: TrainingState): Standing => ({
  state,
  history: [],
  best: { network: state.network, epoch: 0, loss: Infinity },
  stale: 0,
  cuts: 0,
})

/**
 * Trains until the epochs are over or nothing gets better. When a device is lost, the epoch is begun again from
 * its start on the next one; the order of rows hangs on the number of the epoch alone, not on what ran before.
 */
export async function train(
  rows: TrainingRows,
  objective: Objective,
  plan: Plan,
  from: Standing,
  around: Surroundings,
): Promise<Trained> {
  let standing = from
  let engine = await around.nextEngine(from.state)
  let pace: Pace = { batches: 1 }
  const end = (ending: Ending): Trained => ({
    ...standing,
    ending,
    backend: engine.backend,
    device: engine.device,
  })
  try {
    while (standing.history.length < plan.epochs) {
      if (around.isFinishing()) return end('finished')
      try {
        const next = await advance(engine, rows, objective, plan, standing, around, pace)
        if (!next) return end('diverged')
        standing = next
      } catch (error) {
        if (isAbort(error)) throw error
        engine.dispose()
        engine = await around.nextEngine(standing.state, { engine, error })
        pace = { batches: 1 }
        continue
      }
      around.onEpoch(standing)
      if (standing.stale > plan.patience) {
        if (!canCut(plan.schedule, standing.history.at(-1)!.rate)) return end('converged')
        standing = { ...standing, stale: 0, cuts: standing.cuts + 1 }
      }
    }
    return end('epochs')
  } finally {
    engine.dispose()
  }
}

/** One epoch. @returns undefined when the loss is no number any more */
async function advance(
  engine: Engine,
  rows: TrainingRows,
  objective: Objective,
  plan: Plan,
  before: Standing,
  around: Surroundings,
  pace: Pace,
): Promise<Standing | undefined> {
  const epoch = before.history.length + 1
  const { training, validation, batch } = plan
  const seen = (epoch - 1) * training.length
  const rate = rateOf(plan.schedule, plan.rate, plan.powerT, seen, before.cuts)
  const random = around.random(`epoch ${epoch}`)
  const order = permutation(training.length, random).map((i) => training[i]!)
  engine.seedDropout(Math.floor(random() * 2 ** 32) | 0)
  const sum = await runEpoch(engine, order, batch, rate, pace, (part) => {
    around.progress((epoch - 1 + part) / plan.epochs, epoch)
  })
  const loss = sum / totalWeight(training, rows.weights)
  const held = validation.length > 0 ? await validate(engine, rows, objective, validation) : undefined
  const watched = held ? held.validationLoss : loss
  if (!Number.isFinite(loss) || !Number.isFinite(watched)) return undefined
  const state = await engine.state()
  const isBetter = watched < before.best.loss
  const isClearlyBetter = watched <= before.best.loss - plan.tol
  return {
    state,
    history: [...before.history, { epoch, loss, rate, ...held }],
    best: {
      network: isBetter || !held ? state.network : before.best.network,
      epoch: isBetter || !held ? epoch : before.best.epoch,
      loss: Math.min(watched, before.best.loss),
    },
    stale: isClearlyBetter ? 0 : before.stale + 1,
    cuts: before.cuts,
  }
}

async function validate(engine: Engine, rows: TrainingRows, { loss }: Objective, validation: Uint32Array) {
  const evaluated = await engine.evaluate(validation)
  return {
    validationLoss: evaluated.loss / totalWeight(validation, rows.weights),
    validationScore: scoreOf(loss, evaluated.outputs, validation, rows),
  }
}

function totalWeight(order: Uint32Array, weights: Float32Array | undefined): number {
  return weights ? order.reduce((sum, row) => sum + weights[row]!, 0) : order.length
}
