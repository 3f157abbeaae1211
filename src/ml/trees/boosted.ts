import type { BoostedTrees } from './boost'
import type { FeatureColumn } from './columns'
import { addTrees } from './predict'

/** Scores before any link: rows x outputs, row-major. */
export function boostedScores(
  { trees, base, outputs }: BoostedTrees,
  columns: readonly FeatureColumn[],
  rows: number,
): Float64Array {
  const scores = Float64Array.from({ length: rows * outputs }, (_, i) => base[i % outputs]!)
  addTrees(trees, columns, rows, outputs, scores)
  return scores
}
