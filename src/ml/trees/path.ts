import { compared, type FeatureColumn } from './columns'
import { featureOf } from './importance'
import { MISSING_BIN, type Trees } from './model'

/** A node's question, and where it sends a value. */
export interface Question {
  readonly feature: number
  /** Numbers up to this go left; null where levels are asked for. */
  readonly threshold: number | null
  /** The bins of levels that go left. */
  readonly bins: readonly number[] | null
  readonly missingLeft: boolean
}

export function questionAt(trees: Trees, node: number): Question {
  const ask = trees.asks[node]!
  const threshold = trees.thresholds[node]!
  if (ask >= 0) return { feature: featureOf(ask), threshold, bins: null, missingLeft: (ask & 1) === 0 }
  const words = trees.sets.subarray(threshold * 8, threshold * 8 + 8)
  const goesLeft = (bin: number) => ((words[bin >> 5]! >>> (bin & 31)) & 1) === 1
  return {
    feature: featureOf(ask),
    threshold: null,
    bins: Array.from({ length: MISSING_BIN }, (_, bin) => bin).filter(goesLeft),
    missingLeft: goesLeft(MISSING_BIN),
  }
}

/** The nodes that a row passes in one tree, from the root to its leaf. */
export function pathOf(
  trees: Trees,
  tree: number,
  columns: readonly FeatureColumn[],
  row: number,
): readonly number[] {
  const cell = new Float64Array(1)
  const path = [trees.roots[tree]!]
  for (;;) {
    const node = path.at(-1)!
    const left = trees.left[node]!
    if (left === node) return path
    const { feature, threshold, bins, missingLeft } = questionAt(trees, node)
    columns[feature]!.read(row, row + 1, cell, 0, 1)
    const value = cell[0]!
    const goesLeft = Number.isNaN(value)
      ? missingLeft
      : threshold === null
        ? bins!.includes(value)
        : compared(value) <= threshold
    path.push(goesLeft ? left : left + 1)
  }
}
