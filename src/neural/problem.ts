import type { Network } from '../ml/network'

/** Half the squared error of one output; minus the log of the probability by logistic or by softmax. */
export type Loss = 'squared' | 'binary' | 'softmax'

/** The rows to learn from, training and validation alike; order arrays say which are meant. */
export interface TrainingRows {
  readonly count: number
  /** Numbers in a row. */
  readonly width: number
  /** count x width, row-major. */
  readonly numbers: Float32Array
  /** count x tables, row-major: levels of the network's tables. */
  readonly codes: Int32Array
  /** Values, or class indices. */
  readonly targets: Float32Array
  /** How much each row counts; all the same when it is absent. */
  readonly weights?: Float32Array
}

/** What is made small, and how. The names are scikit-learn's. */
export interface Objective {
  readonly loss: Loss
  readonly solver: 'adam' | 'sgd'
  readonly momentum: number
  readonly nesterov: boolean
  /** Strength of L2 on the weights; a batch adds alpha / (2 x its rows) x their sum of squares to its mean loss. */
  readonly alpha: number
  /** The share of hidden units that a training row does without; 0 for none. */
  readonly dropout: number
}

/** All that training hangs on, so that another engine can go on where one has stopped. */
export interface TrainingState {
  readonly network: Network
  /** Per array of `parametersOf`: Adam's first moment, or the velocity of momentum. */
  readonly first: readonly Float32Array[]
  /** Adam's second moment; zeros under momentum. */
  readonly second: readonly Float32Array[]
  /** Steps of the optimiser until now. */
  readonly steps: number
}

/** Every array that is trained: tables, then weights and biases layer by layer. */
export function parametersOf({ tables, layers }: Network): Float32Array[] {
  return [
    ...tables.map(({ values }) => values),
    ...layers.flatMap(({ weights, biases }) => [weights, biases]),
  ]
}

/** The same network with other arrays, in the order of `parametersOf`. */
export function withParameters({ tables, layers }: Network, arrays: readonly Float32Array[]): Network {
  return {
    tables: tables.map((table, t) => ({ ...table, values: arrays[t]! })),
    layers: layers.map((layer, l) => ({
      ...layer,
      weights: arrays[tables.length + 2 * l]!,
      biases: arrays[tables.length + 2 * l + 1]!,
    })),
  }
}

/** The state before the first step. */
export function freshState(network: Network): TrainingState {
  const zeros = () => parametersOf(network).map(({ length }) => new Float32Array(length))
  return { network, first: zeros(), second: zeros(), steps: 0 }
}
