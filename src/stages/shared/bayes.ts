import { CLASSES, type Rows, type Target } from '../../core/dataset'
import { flag, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { View } from '../../core/view'
import { classWeights } from '../../ml/bayes/class-sums'
import { weighedTruth, type WeighedTruth } from './weighed-truth'

/** What the naive Bayes learners of counts share. */
export const alphaParam = () =>
  number('Smoothing', 1, {
    min: 1e-10,
    help: 'Added to every count, so that what never came up with a class does not rule it out.',
  })

export const fitPriorParam = () =>
  flag('Weigh classes by their rows', true, {
    help: 'Otherwise every class is as likely from the start as the others.',
  })

/** @throws UserError for what cannot be learned: a number, one class, or a class whose rows weigh nothing */
export function bayesTruth(data: Rows, learner: string): WeighedTruth {
  const weighed = weighedTruth(data, learner, false, CLASSES)
  const { target, truth, weights } = weighed
  const empty = classWeights(truth, target.classes.length, weights).indexOf(0)
  if (empty < 0) return weighed
  throw new UserError(
    `All training rows of the class "${target.classes[empty]}" weigh 0.`,
    'Give some of them weight, or leave them out.',
    { column: target.column },
  )
}

const MOST_FEATURES = 1000

/** A number per feature and class, as a table. @param cells classes x features, row-major */
export function classTable(
  title: string,
  features: readonly string[],
  classes: Target['classes'],
  cells: Float64Array,
): View {
  const limit = features.length > MOST_FEATURES ? ` (the first ${MOST_FEATURES} of ${features.length})` : ''
  return {
    kind: 'table',
    title: `${title}${limit}`,
    columns: ['Feature', ...classes],
    rows: features
      .slice(0, MOST_FEATURES)
      .map((name, k) => [name, ...classes.map((_, code) => cells[code * features.length + k]!)]),
  }
}
