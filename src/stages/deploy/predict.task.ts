import type { Column, ColumnInfo } from '../../core/column'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { scoreWidth } from '../../core/predictions'
import { predictedColumns } from '../../core/predictions-table'
import { describe } from '../../core/stage'
import { rowCount, withColumns } from '../../core/table'
import type { Run } from '../../core/task'
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
  // In a table of its own a prediction is a column like others, which further stages can use.
  const added = predictedColumns(target, scores, taken).map((one): Column => ({ ...one, role: 'feature' }))
  const silent = scores.filter(Number.isNaN).length / scoreWidth(target)
  if (silent > 0) {
    context.warn(
      `The model has no prediction for ${Math.ceil(silent)} of ${rowCount(data)} rows; their cells are empty.`,
      'They hold missing values: put Impute before the learner.',
    )
  }
  return { outputs: { data: withColumns(data, added) } }
}
