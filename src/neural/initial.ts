import type { Random } from '../core/random'
import type { Activation, DenseLayer, Network } from '../ml/network'

export interface NetworkShape {
  /** Numbers in a row. */
  readonly numbers: number
  readonly tables: readonly { readonly levels: number; readonly width: number }[]
  /** Units of the hidden layers, all with the same activation. */
  readonly hidden: readonly number[]
  readonly outputs: number
  readonly activation: Activation
}

/**
 * Weights and biases as scikit-learn begins them: uniform within sqrt(6 / (inputs + outputs)), by Glorot and
 * Bengio (2010), with 2 in place of 6 for the logistic activation. Tables are uniform within 0.05, as in Keras;
 * their row 0 stands for levels that never came up, and is 0.
 */
export function initialNetwork(shape: NetworkShape, random: Random): Network {
  const { numbers, hidden, outputs, activation } = shape
  const within = (bound: number, length: number) =>
    Float32Array.from({ length }, () => (2 * random() - 1) * bound)
  const tables = shape.tables.map(({ levels, width }) => {
    const values = within(0.05, levels * width)
    return { levels, width, values: values.fill(0, 0, width) }
  })
  const sizes = [numbers + tables.reduce((sum, { width }) => sum + width, 0), ...hidden, outputs]
  const layers = sizes.slice(1).map((size, l): DenseLayer => {
    const inputs = sizes[l]!
    const bound = Math.sqrt((activation === 'logistic' ? 2 : 6) / (inputs + size))
    return {
      inputs,
      outputs: size,
      activation: l < hidden.length ? activation : 'identity',
      weights: within(bound, inputs * size),
      biases: within(bound, size),
    }
  })
  return { tables, layers }
}

/** How many numbers a level becomes, by a rule of thumb of fastai's, at most 50. */
export const widthFor = (levels: number): number => Math.min(50, Math.ceil(1.6 * levels ** 0.56))
