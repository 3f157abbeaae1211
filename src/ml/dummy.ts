import { quantile as plainQuantile } from './statistics'

/** What scikit-learn's DummyClassifier does without looking at features. */
export type DummyStrategy = 'prior' | 'most_frequent' | 'stratified' | 'uniform'

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

/** What a uniform draw adds to the class that it falls on: too little for any metric of probabilities. */
const DRAWN = 1e-9

/**
 * The same probabilities for every row (`prior`, `most_frequent`), all on a class drawn by the shares (`stratified`), or
 * the same for all classes (`uniform`). There the class that is predicted is drawn too, so its probability is a hair larger.
 * @param shares from `classShares`
 * @param draws a number in [0, 1) for each row
 * @returns rows × classes, row-major
 */
export function dummyProbabilities(
  shares: Float64Array,
  strategy: DummyStrategy,
  draws: Float64Array,
): Float64Array {
  const classes = shares.length
  const out = new Float64Array(draws.length * classes)
  const most = shares.reduce((best, share, k) => (share > shares[best]! ? k : best), 0)
  draws.forEach((draw, row) => {
    const own = out.subarray(row * classes, (row + 1) * classes)
    if (strategy === 'prior') own.set(shares)
    else if (strategy === 'most_frequent') own[most] = 1
    else if (strategy === 'stratified') own[drawn(shares, draw)] = 1
    else {
      own.fill((1 - DRAWN) / classes)
      own[Math.floor(draw * classes)]! += DRAWN
    }
  })
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

/** What scikit-learn's DummyRegressor predicts for every row. @param share of the rows below it, for `quantile` */
export function dummyValue(
  y: Float64Array,
  strategy: 'mean' | 'median' | 'quantile',
  share = 0.5,
  weights?: Float64Array,
): number {
  if (strategy !== 'mean') {
    const wanted = strategy === 'median' ? 0.5 : share
    return weights ? weightedQuantile(y, wanted, weights) : plainQuantile(y.toSorted(), wanted)
  }
  let sum = 0
  let total = 0
  y.forEach((value, row) => {
    sum += value * (weights?.[row] ?? 1)
    total += weights?.[row] ?? 1
  })
  return sum / total
}

/** The first value from which on the weights of it and all below reach the share, as scikit-learn's. */
function weightedQuantile(y: Float64Array, share: number, weights: Float64Array): number {
  const order = Uint32Array.from(y.keys()).sort((a, b) => y[a]! - y[b]! || a - b)
  const wanted = share * weights.reduce((sum, weight) => sum + weight, 0)
  let below = 0
  const at = order.findIndex((row) => {
    below += weights[row]!
    return weights[row]! > 0 && below >= wanted
  })
  return y[order[at < 0 ? order.length - 1 : at]!]!
}
