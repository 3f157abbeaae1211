import type { Activation, Network } from '../../ml/network'
import type { Objective, TrainingRows } from '../problem'
import { parametersOf } from '../problem'

/** The same training in float64 and in the plainest words: what the engines are held against. */
export interface Reference {
  /** As `parametersOf`, in float64. */
  readonly parameters: Float64Array[]
  gradients(order: ArrayLike<number>): { loss: number; gradients: Float64Array[] }
  /** One pass over the rows in batches; the summed loss. */
  train(order: Uint32Array, batch: number, rate: number): number
}

const SLOPES: Readonly<Record<Activation, (a: number) => number>> = {
  identity: () => 1,
  relu: (a) => (a > 0 ? 1 : 0),
  tanh: (a) => 1 - a * a,
  logistic: (a) => a * (1 - a),
}
const FUNCTIONS: Readonly<Record<Activation, (z: number) => number>> = {
  identity: (z) => z,
  relu: (z) => Math.max(z, 0),
  tanh: Math.tanh,
  logistic: (z) => 1 / (1 + Math.exp(-z)),
}

export function referenceNetwork(network: Network, rows: TrainingRows, objective: Objective): Reference {
  const { tables, layers } = network
  const parameters = parametersOf(network).map((array) => Float64Array.from(array))
  const weightsOf = (l: number) => parameters[tables.length + 2 * l]!
  const biasesOf = (l: number) => parameters[tables.length + 2 * l + 1]!
  const zeros = () => parameters.map(({ length }) => new Float64Array(length))
  const [first, second] = [zeros(), zeros()]
  let steps = 0

  const inputOf = (row: number): number[] => [
    ...rows.numbers.subarray(row * rows.width, (row + 1) * rows.width),
    ...tables.flatMap(({ width }, t) => {
      const level = rows.codes[row * tables.length + t]!
      return [...parameters[t]!.subarray(level * width, (level + 1) * width)]
    }),
  ]

  function forward(row: number): number[][] {
    const values = [inputOf(row)]
    layers.forEach(({ inputs, outputs, activation }, l) => {
      const from = values.at(-1)!
      const sum = (j: number) => {
        let z = biasesOf(l)[j]!
        for (let q = 0; q < inputs; q++) z += from[q]! * weightsOf(l)[q * outputs + j]!
        return FUNCTIONS[activation](z)
      }
      values.push(Array.from({ length: outputs }, (_, j) => sum(j)))
    })
    return values
  }

  function gradients(order: ArrayLike<number>) {
    const found = zeros()
    let loss = 0
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      const weight = rows.weights?.[row] ?? 1
      const values = forward(row)
      const end = lossOf(objective.loss, values.at(-1)!, rows.targets[row]!)
      loss += weight * end.loss
      let delta = end.delta.map((d) => weight * d)
      for (let l = layers.length - 1; l >= 0; l--) {
        const { inputs, outputs } = layers[l]!
        const from = values[l]!
        const down = Array.from({ length: inputs }, () => 0)
        for (let j = 0; j < outputs; j++) {
          found[tables.length + 2 * l + 1]![j]! += delta[j]!
          for (let q = 0; q < inputs; q++) {
            found[tables.length + 2 * l]![q * outputs + j]! += from[q]! * delta[j]!
            down[q]! += weightsOf(l)[q * outputs + j]! * delta[j]!
          }
        }
        const below = layers[l - 1]?.activation
        delta = below ? down.map((d, q) => d * SLOPES[below](from[q]!)) : down
      }
      let at = rows.width
      tables.forEach(({ width }, t) => {
        const level = rows.codes[row * tables.length + t]!
        for (let k = 0; k < width; k++) found[t]![level * width + k]! += delta[at++]!
      })
    }
    return { loss, gradients: found }
  }

  function step(found: Float64Array[], size: number, rate: number): void {
    steps++
    const length = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps)
    parameters.forEach((values, p) => {
      const penalised = p >= tables.length && (p - tables.length) % 2 === 0
      const [m, v] = [first[p]!, second[p]!]
      values.forEach((value, i) => {
        const g = (found[p]![i]! + (penalised ? objective.alpha * value : 0)) / size
        if (objective.solver === 'adam') {
          m[i] = 0.9 * m[i]! + 0.1 * g
          v[i] = 0.999 * v[i]! + 0.001 * g * g
          values[i]! -= (length * m[i]) / (Math.sqrt(v[i]) + 1e-8)
        } else {
          m[i] = objective.momentum * m[i]! - rate * g
          values[i]! += objective.nesterov ? objective.momentum * m[i] - rate * g : m[i]
        }
      })
    })
  }

  function train(order: Uint32Array, batch: number, rate: number): number {
    let total = 0
    for (let start = 0; start < order.length; start += batch) {
      const part = order.subarray(start, start + batch)
      const { loss, gradients: found } = gradients(part)
      total += loss
      step(found, part.length, rate)
    }
    return total
  }

  return { parameters, gradients, train }
}

function lossOf(loss: Objective['loss'], z: number[], target: number): { loss: number; delta: number[] } {
  if (loss === 'squared') return { loss: (z[0]! - target) ** 2 / 2, delta: [z[0]! - target] }
  if (loss === 'binary') {
    const p = 1 / (1 + Math.exp(-z[0]!))
    return { loss: -Math.log(target === 1 ? p : 1 - p), delta: [p - target] }
  }
  const sum = z.reduce((total, one) => total + Math.exp(one), 0)
  const delta = z.map((one, k) => Math.exp(one) / sum - (k === target ? 1 : 0))
  return { loss: Math.log(sum) - z[target]!, delta }
}
