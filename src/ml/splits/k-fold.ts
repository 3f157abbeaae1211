import { permutation, type Random } from '../../core/random'

/**
 * The fold in which each row is held out: folds of neighbours, the first ones one row longer, as scikit-learn's
 * KFold; with `random`, of rows in random order.
 * @throws RangeError for fewer than 2 folds or fewer rows than folds
 */
export function kFold(rows: number, folds: number, random?: Random): Int32Array {
  checkFolds(folds, rows, 'rows')
  const order = random ? permutation(rows, random) : undefined
  const out = new Int32Array(rows)
  let next = 0
  for (let fold = 0; fold < folds; fold++) {
    const end = next + Math.floor(rows / folds) + (fold < rows % folds ? 1 : 0)
    for (; next < end; next++) out[order ? order[next]! : next] = fold
  }
  return out
}

export function checkFolds(folds: number, count: number, what: string): void {
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError(`${folds} folds; there must be at least 2`)
  if (count < folds) throw new RangeError(`${folds} folds need at least as many ${what}; there are ${count}`)
}
