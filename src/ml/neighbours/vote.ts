import type { Neighbours } from './nearest'

export type NeighbourWeights = 'uniform' | 'distance'

/**
 * The share of each class among the neighbours of every query, as scikit-learn's KNeighborsClassifier.
 * @param truth class codes of the rows
 * @returns queries x classes, row-major; NaN for a query without neighbours
 */
export function classVotes(
  found: Neighbours,
  truth: Float64Array,
  classes: number,
  weights: NeighbourWeights,
): Float64Array {
  const { count, indices } = found
  const queries = indices.length / count
  const out = new Float64Array(queries * classes)
  const shares = neighbourShares(found, weights)
  for (let query = 0; query < queries; query++) {
    for (let at = query * count; at < (query + 1) * count; at++) {
      if (indices[at]! < 0) out.fill(Number.NaN, query * classes, (query + 1) * classes)
      else out[query * classes + truth[indices[at]!]!]! += shares[at]!
    }
  }
  return out
}

/** The mean of the neighbours' values, as scikit-learn's KNeighborsRegressor; NaN for a query without neighbours. */
export function meanVotes(found: Neighbours, truth: Float64Array, weights: NeighbourWeights): Float64Array {
  const { count, indices } = found
  const shares = neighbourShares(found, weights)
  return Float64Array.from({ length: indices.length / count }, (_, query) => {
    let sum = 0
    for (let at = query * count; at < (query + 1) * count; at++)
      sum += shares[at]! * (truth[indices[at]!] ?? Number.NaN)
    return sum
  })
}

/**
 * What each neighbour counts, 1 in all for a query: the same, or the inverse of its distance. Where some are at distance
 * 0, those share it alone.
 */
function neighbourShares({ count, distances }: Neighbours, weights: NeighbourWeights): Float64Array {
  const shares = new Float64Array(distances.length).fill(1 / count)
  if (weights === 'uniform') return shares
  for (let from = 0; from < distances.length; from += count) {
    const here = distances.subarray(from, from + count)
    const own = here.includes(0)
      ? here.map((distance) => (distance === 0 ? 1 : 0))
      : here.map((distance) => 1 / distance)
    let sum = 0
    for (const one of own) sum += one
    own.forEach((one, k) => (shares[from + k] = one / sum))
  }
  return shares
}
