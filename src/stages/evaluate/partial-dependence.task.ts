import { WITH_TARGET } from '../../core/dataset'
import type { CategoryColumn, Column, NumberColumn } from '../../core/column'
import type { TaskContext } from '../../core/context'
import { columns, integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import type { ColumnSelection } from '../../core/params'
import { scoreWidth } from '../../core/predictions'
import { describe } from '../../core/stage'
import { findColumn, withColumns, type Table } from '../../core/table'
import type { Model } from '../../core/lineage'
import type { Run } from '../../core/task'
import type { Series, View } from '../../core/view'
import { dependenceGrid } from '../../ml/dependence-grid'
import { rowsParam, rowsToLookAt } from '../shared/held-rows'
import { requireTarget } from '../shared/requires-target'

export const stage = describe({
  id: 'evaluate/partial-dependence',
  version: 1,
  title: 'Partial dependence',
  summary:
    'How the prediction changes with one column while all others stay as they are, in the mean and row by row.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  params: {
    columns: columns('Columns', {
      kinds: ['number', 'category'],
      among: 'any',
      help: 'Columns of the raw data; the first twelve that the model looks at are drawn.',
    }),
    on: rowsParam,
    points: integer('Points', 25, { min: 2, max: 200, help: 'Values of a number that are tried.' }),
    individual: integer('Single rows', 6, { min: 0, max: 9, help: 'So many rows get a curve of their own.' }),
    max_rows: integer('Most rows', 500, {
      min: 10,
      max: 100000,
      help: 'Of more rows so many are drawn, since every one is predicted once for each value.',
      advanced: true,
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

const MOST_COLUMNS = 12
const MOST_LEVELS = 30
const MOST_CLASSES = 6

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Partial dependence needs the raw rows behind the model')
  context.progress(0)
  requireTarget(model.predictions.target, 'Partial dependence')
  const { raw: rows, words } = rowsToLookAt(model, raw, params.on, params.max_rows, context)
  const chosen = chosenColumns(context.inputColumns(model.lineage, rows), params.columns, rows)
  const views: Record<string, View> = {}
  for (const [i, column] of chosen.entries()) {
    await Promise.resolve()
    context.progress(i / chosen.length, column.name)
    views[`column ${column.name}`] =
      column.kind === 'number'
        ? numberView(column, rows, model, params, words, context)
        : levelView(column, rows, model, words, context)
  }
  return { outputs: {}, views }
}

function chosenColumns(
  names: readonly string[],
  selection: ColumnSelection,
  rows: Table,
): (NumberColumn | CategoryColumn)[] {
  const wanted = names.filter((name) => {
    if (selection === 'all') return true
    return 'only' in selection ? selection.only.includes(name) : !selection.except.includes(name)
  })
  const found = wanted.flatMap((name) => {
    const column = findColumn(rows, name)
    return column?.kind === 'number' || column?.kind === 'category' ? [column] : []
  })
  if (found.length > 0) return found.slice(0, MOST_COLUMNS)
  throw new UserError(
    'None of these columns is a number or a category that the model looks at.',
    names.length > 0 ? `Choose among: ${names.slice(0, MOST_COLUMNS).join(', ')}.` : 'Ignore fewer columns.',
  )
}

/** What is looked at of a prediction: the positive class, each of several, or the value. */
function outputsOf({ predictions: { target } }: Model): { readonly label: string; readonly at: number }[] {
  if (target.task === 'regression') return [{ label: target.column, at: 0 }]
  const all = target.classes.map((label, at) => ({ label, at }))
  return target.task === 'binary' ? [all[target.positive]!] : all.slice(0, MOST_CLASSES)
}

/** Scores of all rows with one column replaced: rows x width. */
const scoresWith = (column: Column, rows: Table, model: Model, context: TaskContext): Float64Array =>
  scoresOf(context.predict(model, withColumns(rows, [column])).table)

function meanAt(scores: Float64Array, width: number, at: number): number {
  let sum = 0
  for (let k = at; k < scores.length; k += width) sum += scores[k]!
  return sum / (scores.length / width)
}

function numberView(
  column: NumberColumn,
  rows: Table,
  model: Model,
  { points, individual }: { readonly points: number; readonly individual: number },
  words: string,
  context: TaskContext,
): View {
  const grid = dependenceGrid(column.values, points)
  const width = scoreWidth(model.predictions.target)
  const said = Array.from(grid, (value) => {
    context.signal.throwIfAborted()
    return scoresWith(
      { ...column, values: new Float64Array(rows.ids.length).fill(value) },
      rows,
      model,
      context,
    )
  })
  const outputs = outputsOf(model)
  const lines = outputs.map(({ label, at }): Series => ({
    label: outputs.length > 1 ? label : 'Mean',
    points: said.map((scores, i) => [grid[i]!, meanAt(scores, width, at)] as const),
  }))
  const step = rows.ids.length / Math.max(1, individual)
  const single = outputs.length > 1 ? 0 : Math.min(individual, rows.ids.length)
  const each = Array.from({ length: single }, (_, k): Series => {
    const row = Math.floor(k * step)
    return {
      label: `Row ${rows.ids[row]! + 1}`,
      thin: true,
      points: said.map((scores, i) => [grid[i]!, scores[row * width + outputs[0]!.at]!] as const),
    }
  })
  return {
    kind: 'curve',
    title: `Prediction against ${column.name}, over ${words}`,
    x: column.name,
    y: yTitle(model),
    series: [...lines, ...each],
  }
}

function levelView(
  column: CategoryColumn,
  rows: Table,
  model: Model,
  words: string,
  context: TaskContext,
): View {
  const { levels, codes } = column
  const used = [...new Set(codes)].filter((code) => code >= 0).sort((a, b) => a - b)
  const width = scoreWidth(model.predictions.target)
  const outputs = outputsOf(model)
  const bars = used.slice(0, MOST_LEVELS).flatMap((code) => {
    context.signal.throwIfAborted()
    const scores = scoresWith(
      { ...column, codes: new Int32Array(codes.length).fill(code) },
      rows,
      model,
      context,
    )
    return outputs.map(({ label, at }) => ({
      label: outputs.length > 1 ? `${levels[code]!}: ${label}` : levels[code]!,
      value: meanAt(scores, width, at),
    }))
  })
  return {
    kind: 'bars',
    title: `Mean prediction for each level of ${column.name}, over ${words}`,
    x: yTitle(model),
    bars,
  }
}

function yTitle({ predictions: { target } }: Model): string {
  if (target.task === 'regression') return target.column
  return target.task === 'binary' ? `Probability of ${target.classes[target.positive]}` : 'Probability'
}
