/** By how much the score falls when a column's cells are dealt out to the rows anew. */
export interface Importance {
  /** Per repeat. */
  readonly falls: readonly number[]
  readonly mean: number
  /** Population deviation over the repeats, as scikit-learn's. */
  readonly std: number
}

/**
 * Permutation importance of one column (Breiman 2001; Fisher, Rudin and Dominici 2019), as scikit-learn's.
 * @param baseline the score with all columns as they are, so turned that more is better
 * @param orders per repeat, which row each row takes its cell from
 * @param scoreOf the score with the column in that order
 */
export function permutationImportance(
  baseline: number,
  orders: readonly Uint32Array[],
  scoreOf: (order: Uint32Array) => number,
): Importance {
  const falls = orders.map((order) => baseline - scoreOf(order))
  const mean = falls.reduce((sum, one) => sum + one, 0) / falls.length
  const squares = falls.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return { falls, mean, std: Math.sqrt(squares / falls.length) }
}
