import { MOST_SAMPLED, type BoostingOptions } from './boost'
import { needsOf, type BoosterOptions, type BoostingShape } from './booster'
import type { FeatureColumn } from './columns'
import { lanesOf } from './lanes'
import { boostingBytes, treesBytes } from './memory'

/**
 * About how many bytes `fitBoosting` takes at most: its memory, lists of rows beside it, and all trees while they are joined.
 * @param held how many rows are held back to tell when to stop
 */
export function boostingNeeds(
  columns: readonly FeatureColumn[],
  shape: BoostingShape,
  options: Pick<BoostingOptions, 'max_iter' | 'max_bins'> & BoosterOptions,
  held: number,
  helpers: number,
): number {
  const { rows } = shape
  const needs = needsOf(
    shape,
    options,
    lanesOf(rows, 1 + helpers).length,
    Math.max(held, Math.min(rows - held, MOST_SAMPLED)),
  )
  // How soon it stops early nobody knows before.
  const iterations = held > 0 ? 0 : options.max_iter
  const leaves = Math.min(
    options.max_leaf_nodes || Infinity,
    2 ** (options.max_depth || Infinity),
    rows / options.min_samples_leaf,
  )
  return (
    boostingBytes(columns, rows, options.max_bins, needs) +
    rows * LIST_BYTES +
    treesBytes(2 * leaves, 1, iterations * needs.outputs)
  )
}

/** Of a row, in lists of those that are learned from. */
const LIST_BYTES = 16
