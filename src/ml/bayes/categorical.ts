import { classWeights, logPriors } from './class-sums'
import type { DiscreteOptions } from './discrete'

/** What one feature says: the log probability of each of its levels within each class. */
export interface CategoricalFeature {
  /** levels x classes, row-major */
  readonly logProbability: Float64Array
  /** The same for a level that never came up. */
  readonly unseen: Float64Array
}

export interface CategoricalBayes {
  readonly logPrior: Float64Array
  readonly features: readonly CategoricalFeature[]
}

/** Level codes of every row; -1 is missing, and tells nothing. */
export interface Levels {
  readonly codes: Int32Array
  readonly count: number
}

/**
 * scikit-learn's CategoricalNB. A missing cell is left out, which scikit-learn refuses.
 * @param least how many levels a feature has at least: those that never came up count as seen 0 times
 */
export function fitCategoricalBayes(
  given: readonly Levels[],
  truth: Float64Array,
  classes: number,
  { alpha, fitPrior, least }: DiscreteOptions & { readonly least: number },
  weights?: Float64Array,
): CategoricalBayes {
  const features = given.map(({ codes, count }): CategoricalFeature => {
    const counts = new Float64Array(count * classes)
    const totals = new Float64Array(classes).fill(alpha * Math.max(count, least))
    codes.forEach((level, row) => {
      if (level < 0) return
      const weight = weights?.[row] ?? 1
      counts[level * classes + truth[row]!]! += weight
      totals[truth[row]!]! += weight
    })
    return {
      logProbability: counts.map((one, at) => Math.log(one + alpha) - Math.log(totals[at % classes]!)),
      unseen: totals.map((total) => Math.log(alpha) - Math.log(total)),
    }
  })
  return { logPrior: logPriors(classWeights(truth, classes, weights), fitPrior), features }
}

/** A level that never came up in training. */
export const UNSEEN = -2

/**
 * The joint log likelihood of every row and class: rows x classes, row-major.
 * @param codes of each feature: a level, -1 for a missing cell, or UNSEEN
 */
export function categoricalScores(
  { logPrior, features }: CategoricalBayes,
  codes: readonly Int32Array[],
  rows: number,
): Float64Array {
  const classes = logPrior.length
  const out = new Float64Array(rows * classes)
  for (let row = 0; row < rows; row++) out.set(logPrior, row * classes)
  features.forEach(({ logProbability, unseen }, k) => {
    for (let row = 0; row < rows; row++) {
      const level = codes[k]![row]!
      if (level === -1) continue
      const from = level === UNSEEN ? unseen : logProbability
      const at = level === UNSEEN ? 0 : level * classes
      for (let code = 0; code < classes; code++) out[row * classes + code]! += from[at + code]!
    }
  })
  return out
}
