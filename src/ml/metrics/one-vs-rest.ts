import { rocAuc } from './roc-curve'
import { isClass, scoresOfClass, undefinedBecause, type ClassificationScored, type Result } from './scored'

/**
 * ROC AUC of every class against the others, averaged plainly or by the number of rows of each class, as
 * scikit-learn's roc_auc_score with `multi_class="ovr"`. Rows of an unseen class are among the others.
 * Not defined unless every class is in the truth, with rows of others.
 */
export function rocAucOneVsRest(scored: ClassificationScored, average: 'macro' | 'weighted'): Result {
  let total = 0
  let weights = 0
  for (let code = 0; code < scored.classes.length; code++) {
    const isThis = isClass(scored, code)
    const support = isThis.reduce((sum, one) => sum + one, 0)
    const name = scored.classes[code]!
    if (support === 0) return undefinedBecause(`No row here is "${name}", so that class cannot be ranked.`)
    if (support === isThis.length) return undefinedBecause(`Every row here is "${name}".`)
    const weight = average === 'macro' ? 1 : support
    total += weight * rocAuc(isThis, scoresOfClass(scored, code))
    weights += weight
  }
  return { value: total / weights }
}
