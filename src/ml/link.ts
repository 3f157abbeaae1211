/** 1 / (1 + exp(-z)), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z))
  const e = Math.exp(z)
  return e / (1 + e)
}

/** log(1 + exp(z)), without overflow and without losing small values. */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))
}

/**
 * Probabilities of two classes.
 * @param scores one linear score per row, for the second class
 * @returns rows × 2, row-major
 */
export function binaryProbabilities(scores: Float64Array): Float64Array {
  const out = new Float64Array(scores.length * 2)
  for (let i = 0; i < scores.length; i++) {
    out[i * 2] = sigmoid(-scores[i]!)
    out[i * 2 + 1] = sigmoid(scores[i]!)
  }
  return out
}

/**
 * Probabilities of many classes: exp(score) over the sum of its row.
 * @param scores rows × classes, row-major
 * @returns the same shape
 */
export function softmax(scores: Float64Array, classes: number): Float64Array {
  const out = new Float64Array(scores.length)
  for (let row = 0; row < scores.length; row += classes) {
    const top = rowMax(scores, row, classes)
    let total = 0
    for (let k = row; k < row + classes; k++) total += out[k] = Math.exp(scores[k]! - top)
    for (let k = row; k < row + classes; k++) out[k]! /= total
  }
  return out
}

/** log Σ exp of the `classes` scores that begin at `row`. */
export function logSumExp(scores: Float64Array, row: number, classes: number): number {
  const top = rowMax(scores, row, classes)
  let total = 0
  for (let k = row; k < row + classes; k++) total += Math.exp(scores[k]! - top)
  return top + Math.log(total)
}

function rowMax(scores: Float64Array, row: number, classes: number): number {
  let top = scores[row]!
  for (let k = row + 1; k < row + classes; k++) if (scores[k]! > top) top = scores[k]!
  return top
}
