import { permutation, type Random } from '../../core/random'
import { checkFolds } from './k-fold'

/**
 * The fold in which each row is held out, every class spread evenly over the folds, as scikit-learn's
 * StratifiedKFold; with `random`, the rows of a class are dealt in random order.
 * @param labels any numbers, one per class
 * @throws RangeError for fewer than 2 folds, or when no class has as many rows as there are folds
 */
export function stratifiedKFold(labels: ArrayLike<number>, folds: number, random?: Random): Int32Array {
  const rowsOf = new Map<number, number[]>()
  for (let i = 0; i < labels.length; i++) {
    const rows = rowsOf.get(labels[i]!)
    if (rows) rows.push(i)
    else rowsOf.set(labels[i]!, [i])
  }
  const largest = Math.max(0, ...Array.from(rowsOf.values(), (rows) => rows.length))
  checkFolds(folds, largest, 'rows of some class')
  const out = new Int32Array(labels.length)
  let dealt = 0
  // Classes in order of appearance; all rows, sorted by class, are counted off fold by fold.
  for (const rows of rowsOf.values()) {
    const counts = new Uint32Array(folds)
    for (let i = 0; i < rows.length; i++) counts[dealt++ % folds]!++
    const order = random ? permutation(rows.length, random) : undefined
    let next = 0
    counts.forEach((count, fold) => {
      for (const end = next + count; next < end; next++) out[rows[order ? order[next]! : next]!] = fold
    })
  }
  return out
}
