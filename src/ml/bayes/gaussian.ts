import type { DenseMatrix } from '../../core/matrix'
import { classSums, classWeights, logPriors } from './class-sums'

/** scikit-learn's GaussianNB; `theta` (means) and `variance` are classes x features, row-major. */
export interface GaussianBayes {
  readonly logPrior: Float64Array
  readonly theta: Float64Array
  readonly variance: Float64Array
}

/**
 * @param codes class of each row; every class has rows that weigh something
 * @param smoothing the share of the largest variance of a feature that is added to all
 */
export function fitGaussianBayes(
  matrix: DenseMatrix,
  codes: Float64Array,
  classes: number,
  smoothing: number,
  weights?: Float64Array,
): GaussianBayes {
  const { rows, cols, values } = matrix
  const ofClass = classWeights(codes, classes, weights)
  const theta = classSums(matrix, codes, classes, weights).map(
    (sum, at) => sum / ofClass[Math.floor(at / cols)]!,
  )
  const variance = new Float64Array(classes * cols)
  for (let row = 0; row < rows; row++) {
    const to = codes[row]! * cols
    for (let k = 0; k < cols; k++) {
      const apart = values[row * cols + k]! - theta[to + k]!
      variance[to + k]! += ((weights?.[row] ?? 1) * apart * apart) / ofClass[codes[row]!]!
    }
  }
  const added = smoothing * largestVariance(matrix)
  return { logPrior: logPriors(ofClass, true), theta, variance: variance.map((one) => one + added) }
}

/** Of all rows alike, as scikit-learn does it. */
function largestVariance({ rows, cols, values }: DenseMatrix): number {
  let largest = 0
  for (let k = 0; k < cols; k++) {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += values[row * cols + k]!
    const mean = sum / rows
    let squares = 0
    for (let row = 0; row < rows; row++) squares += (values[row * cols + k]! - mean) ** 2
    largest = Math.max(largest, squares / rows)
  }
  return largest
}

/** The joint log likelihood of every row and class: rows x classes, row-major. Its softmax is the probability. */
export function gaussianScores(
  { logPrior, theta, variance }: GaussianBayes,
  { rows, cols, values }: DenseMatrix,
): Float64Array {
  const classes = logPrior.length
  const out = new Float64Array(rows * classes)
  for (let code = 0; code < classes; code++) {
    const from = code * cols
    let base = logPrior[code]!
    for (let k = 0; k < cols; k++) base -= Math.log(2 * Math.PI * variance[from + k]!) / 2
    for (let row = 0; row < rows; row++) {
      let squares = 0
      for (let k = 0; k < cols; k++) {
        const apart = values[row * cols + k]! - theta[from + k]!
        squares += (apart * apart) / variance[from + k]!
      }
      out[row * classes + code] = base - squares / 2
    }
  }
  return out
}
