import { median } from '../statistics'

/** 1 - residual over total squares. Of a constant truth: 1 when it is met, otherwise 0, as in scikit-learn. */
export function r2(truth: Float64Array, values: Float64Array): number {
  const mean = truth.reduce((total, value) => total + value, 0) / truth.length
  let residual = 0
  let total = 0
  for (let i = 0; i < truth.length; i++) {
    residual += (truth[i]! - values[i]!) ** 2
    total += (truth[i]! - mean) ** 2
  }
  if (truth.every((value) => value === truth[0])) return residual === 0 ? 1 : 0
  return 1 - residual / total
}

const errors = (truth: Float64Array, values: Float64Array) =>
  truth.map((value, i) => Math.abs(value - values[i]!))

export function meanAbsoluteError(truth: Float64Array, values: Float64Array): number {
  return errors(truth, values).reduce((total, error) => total + error, 0) / truth.length
}

export function rootMeanSquaredError(truth: Float64Array, values: Float64Array): number {
  return Math.sqrt(errors(truth, values).reduce((total, error) => total + error * error, 0) / truth.length)
}

export const medianAbsoluteError = (truth: Float64Array, values: Float64Array): number =>
  median(errors(truth, values))

export const maxError = (truth: Float64Array, values: Float64Array): number =>
  errors(truth, values).reduce((worst, error) => Math.max(worst, error), 0)
