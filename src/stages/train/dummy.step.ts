import { scoreWidth } from '../../core/predictions'
import { truthOf } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import { choice } from '../../core/params'
import { describe, type Apply, type Explain, type Fit } from '../../core/stage'
import { rowCount } from '../../core/table'
import type { View } from '../../core/view'
import { classShares, dummyValue } from '../../ml/dummy'

interface Learned {
  /** What every row is given: a probability for each class, or a value. */
  readonly scores: readonly number[]
  /** What each of them is for. */
  readonly labels: readonly string[]
}

export const stage = describe({
  id: 'train/dummy',
  version: 1,
  title: 'Baseline',
  summary:
    'Predicts the same for every row, without a look at the features. A model should do better than this.',
  kind: 'step',
  params: {
    strategy: choice('With classes', ['prior', 'most_frequent'], {
      titles: { prior: 'Share of each class', most_frequent: 'Most frequent class' },
      help: 'Both predict the most frequent class: one with the shares of the training rows as probabilities, the other for sure.',
    }),
    regression_strategy: choice('With a number', ['mean', 'median'], {
      titles: { mean: 'Mean', median: 'Median' },
      help: 'What is predicted, of the training rows.',
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const fit: Fit<typeof stage, Learned> = ({ data }, params, context) => {
  context.progress(0)
  const { table, target } = data
  if (!target) throw new UserError('No target is chosen.', 'Choose one in Target and split.')
  const truth = truthOf(table, target).filter((value) => !Number.isNaN(value))
  if (truth.length === 0) {
    throw new UserError(
      'There are no training rows.',
      'Look at the split and at the filters before this stage.',
    )
  }
  if (target.task === 'regression') {
    return { learned: { scores: [dummyValue(truth, params.regression_strategy)], labels: [target.column] } }
  }
  const shares = [...classShares(truth, target.classes.length)]
  const most = shares.indexOf(Math.max(...shares))
  const sure = shares.map((_, k) => (k === most ? 1 : 0))
  return { learned: { scores: params.strategy === 'prior' ? shares : sure, labels: target.classes } }
}

export const apply: Apply<typeof stage, Learned> = ({ scores }, { data }) => {
  const width = scoreWidth(data.target!)
  const values = Float64Array.from({ length: rowCount(data.table) * width }, (_, k) => scores[k % width]!)
  return { ...data, table: withScores(data.table, data.target!, values) }
}

export const explain: Explain<Learned> = ({ scores, labels }): Record<string, View> => ({
  scores: {
    kind: 'table',
    title: 'What every row is given',
    columns: labels.length > 1 ? ['Class', 'Probability'] : ['Target', 'Value'],
    rows: labels.map((label, k) => [label, scores[k]!]),
  },
})
