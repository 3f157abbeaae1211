import type { Trees } from './model'

/** What the splits of each feature gained, as shares of 1; all zero when nothing was split. */
export function gainShares(trees: Trees, features: number): Float64Array {
  const sums = new Float64Array(features)
  let total = 0
  trees.asks.forEach((ask, node) => {
    if (trees.left[node] === node) return
    sums[featureOf(ask)]! += trees.gains[node]!
    total += trees.gains[node]!
  })
  return total > 0 ? sums.map((sum) => sum / total) : sums
}

/** The feature that a node asks for. */
export const featureOf = (ask: number): number => (ask < 0 ? -1 - ask : ask >> 1)
