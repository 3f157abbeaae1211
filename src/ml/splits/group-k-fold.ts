import { permutation, type Random } from '../../core/random'
import { checkFolds } from './k-fold'

/**
 * The fold in which each row is held out, no group in two folds, as scikit-learn's GroupKFold: groups from the
 * largest to the smallest, each to the fold with the fewest rows. Of equally large groups the one with the higher
 * number goes first; with `random`, in random order.
 * @param groups any numbers, one per group
 * @throws RangeError for fewer than 2 folds or fewer groups than folds
 */
export function groupKFold(groups: ArrayLike<number>, folds: number, random?: Random): Int32Array {
  const sizes = new Map<number, number>()
  for (let i = 0; i < groups.length; i++) sizes.set(groups[i]!, (sizes.get(groups[i]!) ?? 0) + 1)
  checkFolds(folds, sizes.size, 'groups')
  const names = [...sizes.keys()].sort((a, b) => b - a)
  const order = random ? Array.from(permutation(names.length, random), (at) => names[at]!) : names
  order.sort((a, b) => sizes.get(b)! - sizes.get(a)!)
  const rows = new Float64Array(folds)
  const foldOf = new Map<number, number>()
  for (const name of order) {
    const lightest = rows.indexOf(Math.min(...rows))
    rows[lightest]! += sizes.get(name)!
    foldOf.set(name, lightest)
  }
  return Int32Array.from(groups, (name) => foldOf.get(name)!)
}
