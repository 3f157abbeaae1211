import type { Context } from '../core/context'
import { TRAIN, VALIDATION, rowsWithRole, type RowRoles } from '../core/dataset'
import type { Matrix } from '../core/matrix'
import type { Random } from '../core/random'
import type { Activation, Network } from '../ml/network'
import { assignRoles } from '../ml/splits/roles'
import { engineChain, makeEngine } from './backends'
import { chooseBackend, possibleGpus, type Choice } from './choose'
import type { Backend } from './engine'
import type { Epoch } from './history'
import { initialNetwork, widthFor } from './initial'
import {
  freshState,
  parametersOf,
  type Loss,
  type Objective,
  type TrainingRows,
  type TrainingState,
} from './problem'
import type { Schedule } from './schedule'
import { resumed, toResume, type Resume } from './resume'
import { freshStanding, train, type Ending, type Plan, type Trained } from './train'

export interface NetworkData {
  readonly matrix: Matrix
  /** Per table, one of its rows for every row. */
  readonly codes: readonly Int32Array[]
  /** Rows of each table. */
  readonly tables: readonly number[]
  readonly loss: Loss
  readonly outputs: number
  /** Class indices, or values with mean 0 and deviation 1. */
  readonly targets: Float32Array
  readonly weights?: Float32Array
}

/** Named as scikit-learn's MLPClassifier and MLPRegressor name them, where those have them. */
export interface NetworkOptions {
  readonly hidden: readonly number[]
  readonly activation: Activation
  readonly max_iter: number
  readonly learning_rate_init: number
  readonly batch_size: number
  readonly alpha: number
  readonly dropout: number
  readonly early_stopping: boolean
  readonly validation_fraction: number
  readonly n_iter_no_change: number
  readonly tol: number
  readonly solver: 'adam' | 'sgd'
  readonly momentum: number
  readonly nesterovs_momentum: boolean
  readonly learning_rate: Schedule
  readonly power_t: number
  readonly backend: 'auto' | Backend
}

export interface FittedNetwork {
  readonly network: Network
  readonly history: readonly Epoch[]
  /** How it was trained, for people. */
  readonly trained: readonly (readonly [what: string, value: string | number])[]
  /** What training goes on with; nothing that predicts needs it. */
  readonly resume: Resume
  /** Why it ended before its time, when the person had enough. */
  readonly stopped?: string
}

/** What was fitted before, to go on from. */
export type Previous = Pick<FittedNetwork, 'network' | 'history' | 'resume'>

/** Trains a network on the training rows of a stage. */
export async function fitNetwork(
  data: NetworkData,
  options: NetworkOptions,
  context: Context,
  onEpoch: (history: readonly Epoch[], network: Network) => void,
  previous?: Previous,
): Promise<FittedNetwork> {
  const rows = rowsFor(data)
  const objective: Objective = {
    loss: data.loss,
    solver: options.solver,
    momentum: options.momentum,
    nesterov: options.nesterovs_momentum,
    alpha: options.alpha,
    dropout: options.dropout,
  }
  const shape = {
    numbers: rows.width,
    tables: data.tables.map((levels) => ({ levels, width: widthFor(levels - 1) })),
    hidden: options.hidden,
    outputs: data.outputs,
    activation: options.activation,
  }
  const fresh = freshStanding(freshState(initialNetwork(shape, context.random('weights'))))
  const start = (previous && resumed(previous, fresh, context)) ?? fresh
  const plan = planFor(data, options, start.history.length, context)
  const { backend, measured } = await backendFor(options.backend, rows, objective, plan, start.state)
  const result = await train(rows, objective, plan, start, {
    random: context.random,
    nextEngine: engineChain(backend, rows, objective, context.warn),
    progress: (fraction, epoch) => context.progress(fraction, `Epoch ${epoch} of ${plan.epochs}`),
    isFinishing: () => context.finish.aborted,
    onEpoch: ({ history, state }) => onEpoch(history, state.network),
  })
  sayEnding(result, options, context)
  return {
    network: result.best.network,
    history: result.history,
    trained: wordsFor(result, measured),
    resume: toResume(result),
    ...(result.ending === 'finished' && {
      stopped: `Stopped after epoch ${result.history.length} of ${plan.epochs}, with the weights of epoch ${result.best.epoch}.`,
    }),
  }
}

async function backendFor(
  wanted: NetworkOptions['backend'],
  rows: TrainingRows,
  objective: Objective,
  plan: Plan,
  from: TrainingState,
): Promise<Choice> {
  if (wanted !== 'auto') return { backend: wanted, measured: [] }
  const gpus = possibleGpus()
  if (gpus.length === 0) return { backend: 'cpu', measured: [] }
  return chooseBackend((backend) => makeEngine(backend, rows, objective, from), plan, gpus)
}

/** Dense float32, as all engines read them. */
function rowsFor({ matrix, codes, targets, weights }: NetworkData): TrainingRows {
  const count = targets.length
  const width = matrix.cols
  const all = new Int32Array(count * codes.length)
  codes.forEach((column, t) => column.forEach((code, row) => (all[row * codes.length + t] = code)))
  return { count, width, numbers: denseFloats(matrix), codes: all, targets, ...(weights && { weights }) }
}

function denseFloats(matrix: Matrix): Float32Array {
  if (matrix.kind === 'dense') return Float32Array.from(matrix.values)
  const out = new Float32Array(matrix.rows * matrix.cols)
  for (let row = 0; row < matrix.rows; row++) {
    for (let k = matrix.indptr[row]!; k < matrix.indptr[row + 1]!; k++) {
      out[row * matrix.cols + matrix.indices[k]!] = matrix.values[k]!
    }
  }
  return out
}

/** @param done epochs before a continuation, which goes on to the end of the plan, or once more as long */
function planFor(data: NetworkData, options: NetworkOptions, done: number, context: Context): Plan {
  const roles = heldBack(data, options, context.random('validation'))
  if (options.early_stopping && !roles) {
    context.warn(
      'There are too few training rows to hold some back, so it trains until the loss no longer falls.',
    )
  }
  return {
    training: roles ? rowsWithRole(roles, TRAIN) : Uint32Array.from(data.targets, (_, i) => i),
    validation: roles ? rowsWithRole(roles, VALIDATION) : new Uint32Array(0),
    batch: options.batch_size,
    epochs: done < options.max_iter ? options.max_iter : done + options.max_iter,
    rate: options.learning_rate_init,
    schedule: options.learning_rate,
    powerT: options.power_t,
    patience: options.n_iter_no_change,
    tol: options.tol,
  }
}

/** Fewer training rows than this are all trained on. */
const FEWEST_ROWS = 10

/** The rows that only tell when to stop: a seeded part, every class in proportion. */
function heldBack(
  { targets, loss }: NetworkData,
  { early_stopping, validation_fraction }: NetworkOptions,
  random: Random,
): RowRoles | undefined {
  const count = targets.length
  const left = count - Math.ceil(validation_fraction * count)
  if (!early_stopping || count < FEWEST_ROWS || left < 1) return undefined
  const labels = loss === 'squared' ? undefined : targets
  return assignRoles(count, { test: 0, validation: validation_fraction }, random, labels)
}

function sayEnding(
  { ending, history, best }: Trained,
  { early_stopping }: NetworkOptions,
  context: Context,
): void {
  if (ending === 'diverged') {
    context.warn(
      `The loss grew beyond all numbers in epoch ${history.length + 1}, so the weights from ${
        best.epoch === 0 ? 'before training' : `after epoch ${best.epoch}`
      } are kept.`,
      'Lower the learning rate, or scale the numbers before it.',
    )
  } else if (ending === 'epochs' && early_stopping && best.epoch === history.length) {
    context.warn('It was still getting better when the epochs were over.', 'Allow more epochs.')
  }
}

const ENDINGS: Readonly<Record<Ending, string>> = {
  epochs: 'after as many epochs as were allowed',
  converged: 'when the loss no longer fell',
  finished: 'when it was asked to',
  diverged: 'when the loss grew beyond all numbers',
}

function wordsFor(
  { ending, history, best, backend, device }: Trained,
  measured: Choice['measured'],
): FittedNetwork['trained'] {
  return [
    ['Backend', backend],
    ['Device', device],
    ['Epochs', history.length],
    ['Weights kept from epoch', best.epoch],
    ['Stopped', ENDINGS[ending]],
    ...measured.map(([name, time]) => [`A batch on ${name}, ms`, Number(time.toPrecision(3))] as const),
    ['Trained numbers', parametersOf(best.network).reduce((sum, { length }) => sum + length, 0)],
  ]
}
