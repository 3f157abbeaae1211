import { randomStream } from '../../core/random'
import type { Activation, Network } from '../../ml/network'
import { initialNetwork } from '../initial'
import type { Loss, Objective, TrainingRows } from '../problem'

export interface Shape {
  readonly rows: number
  readonly numbers: number
  readonly hidden: readonly number[]
  /** 1, or the number of classes. */
  readonly outputs: number
  readonly loss: Loss
  readonly activation?: Activation
  /** Per table: levels and width. */
  readonly tables?: readonly (readonly [number, number])[]
  readonly weighted?: boolean
}

/** What backends have to agree on, together all that a network may be made of. */
export const backendShapes: Readonly<Record<string, Shape>> = {
  'a binary target': { rows: 200, numbers: 20, hidden: [16, 8], outputs: 1, loss: 'binary' },
  'a number, weights': { rows: 131, numbers: 5, hidden: [9, 7], outputs: 1, loss: 'squared', weighted: true },
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

/** Random rows whose targets can be learned from them, and a network to do so. */
export function makeProblem(shape: Shape, seed = 1): { rows: TrainingRows; network: Network } {
  const { rows: count, numbers: width, outputs, loss, tables = [], weighted = false } = shape
  const random = randomStream(seed, 'rows')
  const uniform = () => 2 * random() - 1
  const numbers = Float32Array.from({ length: count * width }, uniform)
  const codes = Int32Array.from({ length: count * tables.length }, (_, i) =>
    Math.floor(random() * tables[i % tables.length]![0]),
  )
  const plan = Array.from({ length: width * outputs }, uniform)
  const targets = Float32Array.from({ length: count }, (_, row) => {
    const scores = Array.from({ length: outputs }, (_o, k) => {
      const start = tables.length > 0 ? (codes[row * tables.length]! % 3) - 1 : 0
      return plan
        .slice(k * width, (k + 1) * width)
        .reduce((sum, p, j) => sum + p * numbers[row * width + j]!, start)
    })
    if (loss === 'softmax') return scores.indexOf(Math.max(...scores))
    return loss === 'binary' ? Number(scores[0]! > 0) : scores[0]!
  })
  const weights = weighted ? Float32Array.from({ length: count }, () => 0.5 + random()) : undefined
  const network = initialNetwork(
    {
      numbers: width,
      tables: tables.map(([levels, size]) => ({ levels, width: size })),
      hidden: shape.hidden,
      outputs,
      activation: shape.activation ?? 'relu',
    },
    randomStream(seed, 'network'),
  )
  return { rows: { count, width, numbers, codes, targets, ...(weights && { weights }) }, network }
}

export const objectiveFor = (loss: Loss, more: Partial<Objective> = {}): Objective => ({
  loss,
  solver: 'adam',
  momentum: 0.9,
  nesterov: true,
  alpha: 1e-4,
  dropout: 0,
  ...more,
})

export const inOrder = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i)
