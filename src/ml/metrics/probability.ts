/**
 * The mean of -log of the probability of the true class, probabilities kept within 2.2e-16 of 0 and 1 as in
 * scikit-learn. A class that the model never saw (truth -1) had probability 0 and costs 36.04.
 * @param scores rows × classes, row-major
 */
export function logLoss(truth: Float64Array, scores: Float64Array, classes: number): number {
  const least = Number.EPSILON
  let total = 0
  for (let i = 0; i < truth.length; i++) {
    const code = truth[i]!
    const probability = code < 0 ? 0 : scores[i * classes + code]!
    total -= Math.log(Math.min(Math.max(probability, least), 1 - least))
  }
  return total / truth.length
}

/** The mean squared difference between the probability of a class and whether it came true. */
export function brier(isPositive: Uint8Array, scores: Float64Array): number {
  let total = 0
  for (let i = 0; i < scores.length; i++) total += (scores[i]! - isPositive[i]!) ** 2
  return total / scores.length
}
