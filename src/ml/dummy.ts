import { type Random } from '../core/random'
import { median } from './statistics'

/** What scikit-learn's DummyClassifier does without looking at features. */
export type DummyStrategy = 'most_frequent' | 'prior' | 'stratified'

/** The share of every class among the labels, rows weighted when asked. @param labels codes, one per row */
export function classShares(
  labels: ArrayLike<number>,
  classes: number,
  weights?: Float64Array,
): Float64Array {
  const shares = new Float64Array(classes)
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weights ? weights[i]! : 1
    shares[labels[i]!]! += weight
    total += weight
  }
  return shares.map((share) => share / total)
}

/**
 * The same probabilities for every row, or, stratified, all on a class drawn by the shares, one number of `random`
 * per row.
 * @param shares from `classShares`
 * @returns rows × classes, row-major
 */
export function dummyProbabilities(
  shares: Float64Array,
  strategy: DummyStrategy,
  rows: number,
  random: Random,
): Float64Array {
  const classes = shares.length
  const out = new Float64Array(rows * classes)
  const most = shares.reduce((best, share, k) => (share > shares[best]! ? k : best), 0)
  for (let i = 0; i < rows; i++) {
    if (strategy === 'prior') out.set(shares, i * classes)
    else out[i * classes + (strategy === 'most_frequent' ? most : drawn(shares, random()))] = 1
  }
  return out
}

function drawn(shares: Float64Array, uniform: number): number {
  let below = 0
  let last = 0
  for (let k = 0; k < shares.length; k++) {
    if (shares[k] === 0) continue
    below += shares[k]!
    last = k
    if (uniform < below) return k
  }
  return last
}

/** What scikit-learn's DummyRegressor predicts for every row. */
export function dummyValue(y: Float64Array, strategy: 'mean' | 'median'): number {
  return strategy === 'median' ? median(y) : y.reduce((total, value) => total + value, 0) / y.length
}
