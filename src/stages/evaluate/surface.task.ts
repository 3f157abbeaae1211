import { WITH_TARGET } from '../../core/dataset'
import { column, integer } from '../../core/declare-params'
import { describe } from '../../core/stage'
import { takeTable } from '../../core/table'
import type { Run, Watch } from '../../core/task'
import { foldRowsOf } from '../shared/fold-rows'
import { surfaceOf } from '../shared/surface'
import { requireTarget } from '../shared/requires-target'

export const stage = describe({
  id: 'evaluate/surface',
  version: 1,
  title: 'Decision surface',
  summary:
    'What the model says for every pair of values of two columns, with training and test rows on it. Behind a network or trees it moves while those learn.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  watches: true,
  params: {
    x: column('Across', {
      kinds: ['number', 'category'],
      help: 'A column of the raw data. Empty takes the number that tells most of the target.',
    }),
    y: column('Upwards', {
      kinds: ['number', 'category'],
      help: 'Another one. Empty takes the number that tells most after the first.',
    }),
    max_points: integer('Most points', 300, {
      min: 0,
      max: 5000,
      help: 'Of more training rows, and of more test rows, so many are drawn at random.',
    }),
    steps: integer('Steps', 48, {
      min: 4,
      max: 200,
      help: 'Into how many cells a number is cut; each is predicted.',
      advanced: true,
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

export const watch: Watch<typeof stage> = (subject, params, context) =>
  surfaceOf(subject, params, context.random('rows'))

export const run: Run<typeof stage> = ({ model, raw }, params, context) => {
  if (!raw) throw new Error('A surface needs the raw rows behind the model')
  context.progress(0)
  requireTarget(model.predictions.target, 'A surface')
  const one = takeTable(raw.table, new Uint32Array(Math.min(1, raw.table.ids.length)))
  const subject = { ...foldRowsOf(model, raw), columns: context.inputColumns(model.lineage, one) }
  const { rows, views } = watch(subject, params, context)
  return { outputs: {}, views: views(context.predict(model, rows)) }
}
