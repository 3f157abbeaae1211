import { truthOf, WITH_TARGET } from '../../core/dataset'
import { choice, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { rowCount } from '../../core/table'
import type { View } from '../../core/view'
import { classShares, dummyProbabilities, dummyValue } from '../../ml/dummy'
import { rowDraws } from '../shared/row-draws'
import { requireFiniteTruth } from '../shared/learner'
import { rowWeights } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

interface Learned {
  /** The share of each class, or the value that every row is given. */
  readonly scores: Float64Array
  /** What each of them is for. */
  readonly labels: readonly string[]
  /** The columns whose cells a draw hangs on, and its seed. */
  readonly columns: readonly string[]
  readonly seed: number
}

export const stage = describe({
  id: 'train/dummy',
  version: 1,
  title: 'Baseline',
  summary: 'Predicts without learning anything from the features. A model should do better than this.',
  kind: 'step',
  tasks: WITH_TARGET,
  params: {
    strategy: choice('With classes', ['prior', 'most_frequent', 'stratified', 'uniform'], {
      titles: {
        prior: 'Share of each class',
        most_frequent: 'Most frequent class',
        stratified: 'Drawn by the shares',
        uniform: 'Drawn, all alike',
      },
      help: 'The first two predict the most frequent class: one with the shares of the training rows as probabilities, the other for sure. A draw hangs on the cells of its row, so that the same row is given the same class everywhere.',
    }),
    regression_strategy: choice('With a number', ['mean', 'median', 'quantile'], {
      titles: { mean: 'Mean', median: 'Median', quantile: 'Quantile' },
      help: 'What is predicted, of the training rows.',
    }),
    quantile: number('Quantile', 0.5, {
      min: 0,
      max: 1,
      help: 'The share of the training rows that lie below it.',
      when: { param: 'regression_strategy', is: ['quantile'] },
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { classes, vector, weighted } = needsOf(data)
  return ((classes > 0 ? 2.5 : 2) + (weighted ? 0.75 : 0)) * vector
}

export const fit: Fit<typeof stage, Learned> = ({ data }, params, context) => {
  context.progress(0)
  const { table, target } = data
  if (!target) throw new UserError('No target is chosen.', 'Choose one in Target and split.')
  if (target.task === 'clustering') {
    throw new UserError(
      'A baseline predicts a target, and there is none.',
      'Choose a target in Target and split.',
    )
  }
  const all = truthOf(table, target)
  const known = Uint32Array.from(all.keys()).filter((row) => !Number.isNaN(all[row]!))
  const truth = Float64Array.from(known, (row) => all[row]!)
  requireFiniteTruth(
    truth,
    target,
    known.map((row) => table.ids[row]!),
  )
  const given = rowWeights(data)
  const weights = given && Float64Array.from(known, (row) => given[row]!)
  if (truth.length === 0) {
    throw new UserError(
      'There are no training rows.',
      'Look at the split and at the filters before this stage.',
    )
  }
  const columns = table.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
  const seed = Math.floor(context.random('baseline')() * 2 ** 32)
  const { regression_strategy: strategy, quantile } = params
  return target.task === 'regression'
    ? {
        learned: {
          scores: Float64Array.of(dummyValue(truth, strategy, quantile, weights)),
          labels: [target.column],
          columns,
          seed,
        },
      }
    : {
        learned: {
          scores: classShares(truth, target.classes.length, weights),
          labels: target.classes,
          columns,
          seed,
        },
      }
}

export const apply: Apply<typeof stage, Learned> = ({ scores, columns, seed }, { data }, { strategy }) => {
  const rows = rowCount(data.table)
  if (data.target!.task === 'regression')
    return { ...data, table: withScores(data.table, data.target!, new Float64Array(rows).fill(scores[0]!)) }
  const draws =
    strategy === 'stratified' || strategy === 'uniform'
      ? rowDraws(data.table, columns, seed)
      : new Float64Array(rows)
  return { ...data, table: withScores(data.table, data.target!, dummyProbabilities(scores, strategy, draws)) }
}

export const explain: Explain<Learned> = ({ scores, labels }): Record<string, View> => ({
  scores: {
    kind: 'table',
    title: labels.length > 1 ? 'Shares of the training rows' : 'What every row is given',
    columns: labels.length > 1 ? ['Class', 'Share'] : ['Target', 'Value'],
    rows: labels.map((label, k) => [label, scores[k]!]),
  },
})
