import type { Loss, TrainingRows } from './problem'

/** One pass over the training rows. */
export interface Epoch {
  /** From 1. */
  readonly epoch: number
  /** Mean loss over the training rows, each before its batch's step, without the penalty. */
  readonly loss: number
  readonly rate: number
  /** Mean loss of the validation rows after the epoch. */
  readonly validationLoss?: number
  /** Accuracy or R2 of the validation rows after the epoch. */
  readonly validationScore?: number
}

/** Accuracy, or R2 (NaN where all values are the same), from raw outputs, rows x outputs. */
export function scoreOf(
  loss: Loss,
  outputs: Float32Array,
  order: Uint32Array,
  { targets }: TrainingRows,
): number {
  if (loss === 'squared') return r2(outputs, order, targets)
  const width = outputs.length / order.length
  let right = 0
  order.forEach((row, i) => {
    const code = width === 1 ? Number(outputs[i]! > 0) : argmax(outputs.subarray(i * width, (i + 1) * width))
    if (code === targets[row]) right++
  })
  return right / order.length
}

function argmax(values: Float32Array): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k
  return best
}

function r2(outputs: Float32Array, order: Uint32Array, targets: Float32Array): number {
  const mean = order.reduce((sum, row) => sum + targets[row]!, 0) / order.length
  let residual = 0
  let total = 0
  order.forEach((row, i) => {
    residual += (targets[row]! - outputs[i]!) ** 2
    total += (targets[row]! - mean) ** 2
  })
  return total > 0 ? 1 - residual / total : Number.NaN
}
