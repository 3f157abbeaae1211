import { logSumExp, softplus } from '../ml/link'
import type { Loss, TrainingRows } from './problem'

/** The sum over the rows of `order` of weight x loss, from raw outputs, rows x outputs, in float64. */
export function lossOf(
  loss: Loss,
  outputs: Float32Array,
  order: Uint32Array,
  { targets, weights }: TrainingRows,
): number {
  const z = Float64Array.from(outputs)
  const width = z.length / order.length
  let total = 0
  order.forEach((row, i) => {
    const target = targets[row]!
    total += (weights?.[row] ?? 1) * LOSSES[loss](z, i * width, width, target)
  })
  return total
}

const LOSSES: Readonly<Record<Loss, (z: Float64Array, at: number, width: number, target: number) => number>> =
  {
    squared: (z, at, _, target) => (z[at]! - target) ** 2 / 2,
    binary: (z, at, _, target) => softplus(z[at]!) - z[at]! * target,
    softmax: (z, at, width, target) => logSumExp(z.subarray(at, at + width), 0, width) - z[at + target]!,
  }
