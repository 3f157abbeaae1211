import type { FeatureColumn } from './columns'
import { featureOf } from './importance'
import type { Trees } from './model'
import { addTrees } from './predict'

/** The mean of what all trees say: rows x width, row-major. */
export function meanOfTrees(trees: Trees, columns: readonly FeatureColumn[], rows: number): Float64Array {
  const sums = new Float64Array(rows * trees.width)
  addTrees(trees, columns, rows, trees.width, sums)
  const count = trees.roots.length
  return sums.map((sum) => sum / count)
}

/** What the splits of each feature gained, as shares of 1 within each tree, in the mean over trees. */
export function meanGainShares(trees: Trees, features: number): Float64Array {
  const { roots, asks, gains, left } = trees
  const shares = new Float64Array(features)
  roots.forEach((root, tree) => {
    const end = roots[tree + 1] ?? asks.length
    let total = 0
    for (let node = root; node < end; node++) total += gains[node]!
    if (total === 0) return
    for (let node = root; node < end; node++) {
      if (left[node] !== node) shares[featureOf(asks[node]!)]! += gains[node]! / total / roots.length
    }
  })
  return shares
}
