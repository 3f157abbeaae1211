/** Who trains and who is held out, as row numbers. A row may train more than once, or be in neither list. */
export interface Fold {
  readonly train: Uint32Array
  readonly held: Uint32Array
}

/**
 * One fold per number from 0 up: its rows are held out and all others train, as scikit-learn's PredefinedSplit.
 * @param fold the fold in which each row is held out; rows below 0 always train
 * @param count how many folds there are; by default as many as are named
 */
export function foldsOf(
  fold: ArrayLike<number>,
  count = 1 + Math.max(-1, ...new Set(Array.from(fold))),
): Fold[] {
  const rows = Uint32Array.from({ length: fold.length }, (_, i) => i)
  return Array.from({ length: count }, (_, k) => ({
    train: rows.filter((row) => fold[row] !== k),
    held: rows.filter((row) => fold[row] === k),
  }))
}
