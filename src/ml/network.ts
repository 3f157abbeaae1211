import type { Matrix } from '../core/matrix'
import { sigmoid } from './link'

export type Activation = 'identity' | 'relu' | 'tanh' | 'logistic'

export interface DenseLayer {
  readonly inputs: number
  readonly outputs: number
  readonly activation: Activation
  /** inputs x outputs, row-major. */
  readonly weights: Float32Array
  readonly biases: Float32Array
}

/** A row of `width` numbers per level of a category. */
export interface EmbeddingTable {
  readonly levels: number
  readonly width: number
  /** levels x width, row-major. */
  readonly values: Float32Array
}

/** A multilayer perceptron as plain data. Its input is a row's numbers, then the rows of its tables. */
export interface Network {
  readonly tables: readonly EmbeddingTable[]
  readonly layers: readonly DenseLayer[]
}

/**
 * The raw outputs of a network: values, log odds, or what softmax turns into probabilities.
 * @param numbers rows x (inputs of the network without its tables)
 * @param codes per table, the level of every row
 * @returns rows x outputs, row-major. A row's bits do not hang on the rows beside it.
 */
export function predictNetwork(
  { tables, layers }: Network,
  numbers: Matrix,
  codes: readonly Int32Array[] = [],
): Float64Array {
  const widest = Math.max(...layers.map(({ inputs, outputs }) => Math.max(inputs, outputs)))
  const buffers: [Float64Array, Float64Array] = [new Float64Array(widest), new Float64Array(widest)]
  const width = layers.at(-1)!.outputs
  const out = new Float64Array(numbers.rows * width)
  for (let row = 0; row < numbers.rows; row++) {
    let [from, to] = buffers
    readRow(numbers, row, from)
    let at = numbers.cols
    tables.forEach(({ width: size, values }, t) => {
      const start = codes[t]![row]! * size
      for (let k = 0; k < size; k++) from[at++] = values[start + k]!
    })
    for (const layer of layers) {
      pass(layer, from, to)
      ;[from, to] = [to, from]
    }
    for (let j = 0; j < width; j++) out[row * width + j] = from[j]!
  }
  return out
}

function readRow(matrix: Matrix, row: number, to: Float64Array): void {
  const { cols, values } = matrix
  if (matrix.kind === 'dense') {
    for (let j = 0; j < cols; j++) to[j] = values[row * cols + j]!
    return
  }
  to.fill(0, 0, cols)
  for (let k = matrix.indptr[row]!; k < matrix.indptr[row + 1]!; k++) to[matrix.indices[k]!] = values[k]!
}

/** Zeros, which ReLU and one-hot columns are full of, cost nothing. */
function pass(layer: DenseLayer, from: Float64Array, to: Float64Array): void {
  const { inputs, outputs, weights, biases, activation } = layer
  for (let j = 0; j < outputs; j++) to[j] = biases[j]!
  for (let q = 0; q < inputs; q++) {
    const value = from[q]!
    if (value === 0) continue
    for (let j = 0, w = q * outputs; j < outputs; j++, w++) to[j]! += value * weights[w]!
  }
  const activate = ACTIVATIONS[activation]
  if (activate) for (let j = 0; j < outputs; j++) to[j] = activate(to[j]!)
}

const ACTIVATIONS: Readonly<Record<Activation, ((z: number) => number) | null>> = {
  identity: null,
  relu: (z) => (z > 0 ? z : 0),
  tanh: Math.tanh,
  logistic: sigmoid,
}
