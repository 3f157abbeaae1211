import { sortedCategory, type Column, type ColumnInfo } from '../../core/column'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { argmax, scoreWidth } from '../../core/predictions'
import { describe, type Run } from '../../core/stage'
import { rowCount, withColumns } from '../../core/table'
import type { Target } from '../../core/dataset'
import { freeName } from '../shared/columns'

export const stage = describe({
  id: 'deploy/predict',
  version: 1,
  title: 'Predict',
  summary: 'Lets a model predict new rows. The result is a table, which can be saved as CSV.',
  kind: 'task',
  params: {},
  inputs: { model: 'model', data: 'table' },
  outputs: { data: 'table' },
  infer: ({ data = [] }): readonly ColumnInfo[] => [
    ...data,
    {
      name: freeName('prediction', new Set(data.map(({ name }) => name))),
      kind: 'category',
      role: 'feature',
    },
  ],
})

export const run: Run<typeof stage> = ({ model, data }, _, context) => {
  context.progress(0)
  if (rowCount(data) === 0) throw new UserError('There are no rows to predict.', 'Give a table with rows.')
  const { table, target } = context.predict(model, data)
  if (!target) throw new Error('The model does not know its target')
  const scores = scoresOf(table)
  const taken = new Set(data.columns.map(({ name }) => name))
  const added = [decision(target, scores, taken), ...probabilities(target, scores, taken)]
  const silent = scores.filter(Number.isNaN).length / scoreWidth(target)
  if (silent > 0) {
    context.warn(
      `The model has no prediction for ${Math.ceil(silent)} of ${rowCount(data)} rows; their cells are empty.`,
      'They hold missing values: put Impute before the learner.',
    )
  }
  return { outputs: { data: withColumns(data, added) } }
}

/** The class with the largest probability, or the value. */
function decision(target: Target, scores: Float64Array, taken: Set<string>): Column {
  const name = freeName('prediction', taken)
  taken.add(name)
  if (target.task === 'regression') return { kind: 'number', name, role: 'feature', values: scores.slice() }
  const width = target.classes.length
  const codes = Int32Array.from({ length: scores.length / width }, (_, row) =>
    Number.isNaN(scores[row * width]!) ? -1 : argmax(scores, row, width),
  )
  return sortedCategory(name, 'feature', codes, target.classes)
}

function probabilities(target: Target, scores: Float64Array, taken: Set<string>): Column[] {
  if (target.task === 'regression') return []
  const width = target.classes.length
  return target.classes.map((label, k) => {
    const name = freeName(`probability_${label}`, taken)
    taken.add(name)
    const values = Float64Array.from({ length: scores.length / width }, (_, row) => scores[row * width + k]!)
    return { kind: 'number', name, role: 'feature', values }
  })
}
