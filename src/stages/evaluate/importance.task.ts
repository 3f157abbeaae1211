import { takeColumn } from '../../core/column'
import { TEST, type Target, WITH_TARGET } from '../../core/dataset'
import { integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { permutation } from '../../core/random'
import { describe } from '../../core/stage'
import { findColumn, withColumns, type Table } from '../../core/table'
import type { Run } from '../../core/task'
import type { View } from '../../core/view'
import { permutationImportance } from '../../ml/permutation-importance'
import { scoreOf } from '../shared/fold-scores'
import { rowsParam, rowsToLookAt } from '../shared/held-rows'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { requireTarget } from '../shared/requires-target'

export const stage = describe({
  id: 'evaluate/importance',
  version: 1,
  title: 'Permutation importance',
  summary:
    'How much the score falls when one column of the raw data is shuffled: which columns the model leans on.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  params: {
    on: rowsParam,
    metric: metricParam,
    n_repeats: integer('Repeats', 10, { min: 2, max: 100, help: 'Each column is shuffled so many times.' }),
    max_rows: integer('Most rows', 2000, {
      min: 10,
      max: 1000000,
      help: 'Of more rows so many are drawn, since every one is predicted once for each column and repeat.',
      advanced: true,
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

interface Row {
  readonly name: string
  readonly mean: number
  readonly std: number
}

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Importance needs the raw rows behind the model')
  context.progress(0)
  requireTarget(model.predictions.target, 'Permutation importance')
  const { target } = model.predictions
  const metric = chosenMetric(params.metric, target)
  const { raw: held, truth, words } = rowsToLookAt(model, raw, params.on, params.max_rows, context)
  const sign = metric.greaterIsBetter ? 1 : -1
  const scored = (rows: Table): number => {
    const predicted = context.predict(model, rows)
    return (
      sign *
      scoreOf(metric, predictionsFor(predicted.target ?? target, rows, truth, scoresOf(predicted.table)))
        .value
    )
  }
  const baseline = scored(held)
  if (Number.isNaN(baseline)) {
    throw new UserError(
      `${metric.title} is not defined on these ${words}: they have one class, or no prediction.`,
      'Choose another metric or other rows.',
    )
  }
  const names = context.inputColumns(model.lineage, held)
  const found: Row[] = []
  for (const [i, name] of names.entries()) {
    // Let other work of the page be heard between columns.
    await Promise.resolve()
    context.progress(i / names.length, name)
    const column = findColumn(held, name)!
    const random = context.random(`shuffles of ${name}`)
    const orders = Array.from({ length: params.n_repeats }, () => permutation(truth.length, random))
    const { mean, std } = permutationImportance(baseline, orders, (order) =>
      scored(withColumns(held, [takeColumn(column, order)])),
    )
    found.push({ name, mean, std })
  }
  found.sort((a, b) => b.mean - a.mean)
  return { outputs: {}, views: importanceViews(found, metric.title, sign * baseline, words) }
}

const predictionsFor = (target: Target, { ids }: Table, truth: Float64Array, scores: Float64Array) => ({
  target,
  ids,
  truth,
  scores,
  roles: new Uint8Array(ids.length).fill(TEST),
})

const SHOWN = 30

function importanceViews(
  found: readonly Row[],
  metric: string,
  baseline: number,
  words: string,
): Record<string, View> {
  return {
    importance: {
      kind: 'bars',
      title: `What shuffling a column costs, on ${words}`,
      x: `Loss of ${metric}`,
      bars: found.slice(0, SHOWN).map(({ name, mean, std }) => ({
        label: name,
        value: mean,
        off: std,
      })),
      note: `${metric} is ${Number(baseline.toPrecision(4))} as the columns stand. Columns that say the same share the cost; the lines on the bars are the deviation over the repeats.`,
    },
    table: {
      kind: 'table',
      title: `Permutation importance of ${found.length} columns`,
      columns: ['Column', `Loss of ${metric}`, 'Deviation', 'More than chance'],
      rows: found.map(({ name, mean, std }) => [name, mean, std, mean - 2 * std > 0 ? 'yes' : 'no']),
    },
  }
}
