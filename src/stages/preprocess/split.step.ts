import { selectColumns } from '../../core/check-params'
import type { ColumnInfo, ColumnRole } from '../../core/column'
import type { Context } from '../../core/context'
import { EXCLUDED, rowsWithRole, TEST, TRAIN, type RowRoles } from '../../core/dataset'
import { choice, column, columns, number, text } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { ValuesOf } from '../../core/params'
import { describe } from '../../core/stage'
import type { Apply, AssignRoles, Explain, Fit } from '../../core/stage-parts'
import { findColumn, rowCount, tableInfo, type Table } from '../../core/table'
import type { View } from '../../core/view'
import { absentClasses, drawnRoles, filledRows, rolesFromColumn } from '../shared/row-roles'
import { learnTarget, noTarget, targetColumn, taskOf, type LearnedTarget } from '../shared/target'

interface Learned extends LearnedTarget {
  readonly ignored: readonly string[]
  /** The column of row weights; absent where every row counts the same. */
  readonly weight?: string
}

const random = ['stratified', 'random'] as const
const params = {
  target: column('Target', {
    kinds: ['number', 'category'],
    help: 'The column to predict. With no target it may be chosen all the same: no learner sees it, and Evaluate compares the clusters with it.',
  }),
  task: choice('Task', ['auto', 'binary', 'multiclass', 'regression', 'clustering'], {
    titles: {
      auto: 'By the target',
      binary: 'Two classes',
      multiclass: 'Several classes',
      regression: 'A number',
      clustering: 'No target',
    },
    help: 'By the target: categories and numbers with two values are classes, other numbers are predicted as numbers. No target: for learners that look for clusters or for odd rows.',
  }),
  positive: text('Positive class', '', {
    help: 'With two classes, the one that precision, recall and ROC curve ask about. Empty: the one that sounds like it (yes, true, 1, ...), otherwise the second.',
    levelOf: 'target',
    when: { param: 'task', is: ['auto', 'binary'] },
  }),
  ignore: columns('Ignore', {
    kinds: ['number', 'category', 'time', 'text', 'vector'],
    among: 'any',
    default: { only: [] },
    help: 'Columns that no stage after this one looks at: identifiers, and what is known only after the fact.',
  }),
  weight: column('Row weights', {
    kinds: ['number'],
    help: 'A column that says how much each row counts: to most learners a row that weighs 2 is as if it stood there twice, and one that weighs 0 as if it did not. The others say that they do not weigh rows. It is no feature, and scores count every row once.',
    advanced: true,
  }),
  method: choice('Split', ['stratified', 'random', 'column', 'none'], {
    titles: {
      stratified: 'At random, classes alike',
      random: 'At random',
      column: 'By a column',
      none: 'No split',
    },
    help: 'Who trains and who tests. Classes alike: every part has the same shares of classes (with a number as target it is the same as at random). No split: every row trains. With no target there are no classes to keep alike, so every row trains there too.',
  }),
  test_size: number('Test part', 0.25, {
    min: 0,
    max: 0.99,
    step: 0.05,
    help: 'The share of the rows that is kept for the last check.',
    when: { param: 'method', is: random },
  }),
  validation_size: number('Validation part', 0, {
    min: 0,
    max: 0.99,
    step: 0.05,
    help: 'The share of the rows that tuning and comparing look at. 0 is none.',
    when: { param: 'method', is: random },
  }),
  split_column: column('Split column', {
    kinds: ['category'],
    help: 'It holds train, validation or test. It is ignored afterwards.',
    when: { param: 'method', is: ['column'] },
  }),
}

export const stage = describe({
  id: 'preprocess/split',
  version: 1,
  title: 'Target and split',
  summary:
    'Chooses what to predict, and keeps rows apart to test on. What comes after learns from training rows only.',
  kind: 'step',
  params,
  inputs: { data: 'table' },
  outputs: { data: 'dataset' },
  infer: ({ data = [] }, values) => {
    const ignored = new Set(selectColumns(params.ignore, values.ignore, data))
    if (values.method === 'column') ignored.add(values.split_column)
    return data.map((one) => ({ ...one, role: roleOf(one, values.target, values.weight, ignored) }))
  },
})

function roleOf(
  { name, role }: Pick<ColumnInfo, 'name' | 'role'>,
  target: string,
  weight: string | undefined,
  ignored: ReadonlySet<string>,
): ColumnRole {
  if (name === target) return 'target'
  if (name === weight) return 'weight'
  return ignored.has(name) ? 'ignored' : role
}

export const assignRoles: AssignRoles<typeof stage> = (table, values, context) => {
  context.progress(0)
  if (values.task === 'clustering') return rolesWithoutTarget(table, values, context)
  const target = targetColumn(table, values.target)
  const filled = filledRows(target)
  if (filled.length === 0) throw withoutValues(target.name)
  if (filled.length < rowCount(table)) context.warn(leftOut(rowCount(table) - filled.length, target.name))
  const classes = taskOf(target, values.task) !== 'regression'
  const roles =
    values.method === 'column'
      ? columnRoles(table, values.split_column, filled, context)
      : drawnRoles(rowCount(table), filled, {
          test: values.method === 'none' ? 0 : values.test_size,
          validation: values.method === 'none' ? 0 : values.validation_size,
          random: context.random('split'),
          stratify: classes && values.method === 'stratified' ? target : null,
        })
  const untrained = classes && absentClasses(target, roles, TRAIN)
  if (untrained)
    context.warn(`No training row is ${untrained}, so that is never predicted.`, 'Give more rows of it.')
  const untested = classes && absentClasses(target, roles, TEST)
  if (untested)
    context.warn(`No test row is ${untested}, so the test says nothing of it.`, 'Enlarge the test part.')
  return roles
}

const rolesWithoutTarget: AssignRoles<typeof stage> = (table, values, context) => {
  const all = Uint32Array.from(table.ids.keys())
  if (values.method === 'column') return columnRoles(table, values.split_column, all, context)
  if (values.method !== 'random') return new Uint8Array(all.length).fill(TRAIN)
  const shares = { test: values.test_size, validation: values.validation_size }
  return drawnRoles(all.length, all, { ...shares, random: context.random('split'), stratify: null })
}

const withoutValues = (name: string) =>
  new UserError(`The target "${name}" has no value in any row.`, 'Choose another target.', { column: name })

const leftOut = (rows: number, name: string): string =>
  rows === 1
    ? `1 row has no value in "${name}" and is left out.`
    : `${rows.toLocaleString('en-US')} rows have no value in "${name}" and are left out.`

function columnRoles(table: Table, name: string, filled: Uint32Array, context: Context): RowRoles {
  if (name === '') throw new UserError('No split column is chosen.', 'Choose one, or split at random.')
  const split = findColumn(table, name)
  if (!split) {
    const message = `There is no column "${name}" to split by.`
    throw new UserError(message, 'Choose the split column again.', { column: name })
  }
  const said = rolesFromColumn(split, table.ids)
  const silent = rowsWithRole(said, EXCLUDED).length
  if (silent > 0) context.warn(leftOut(silent, name))
  const roles = new Uint8Array(said.length).fill(EXCLUDED)
  for (const row of filled) roles[row] = said[row]!
  if (roles.includes(TRAIN)) return roles
  const message = `The split column "${name}" names no training row with a target.`
  throw new UserError(message, 'Name some of them "train".', { column: name })
}

export const fit: Fit<typeof stage, Learned> = ({ data: { table } }, values, context) => {
  context.progress(0)
  const { target, counts } =
    values.task === 'clustering'
      ? noTarget(table, values.target)
      : learnTarget(targetColumn(table, values.target), values.task, values.positive)
  const ignored = new Set(selectColumns(params.ignore, values.ignore, tableInfo(table)))
  if (values.method === 'column') ignored.add(values.split_column)
  ignored.delete(values.target)
  const { weight } = values
  if (weight === '') return { learned: { target, ignored: [...ignored], counts } }
  requireWeight(table, weight, values)
  return { learned: { target, ignored: [...ignored], counts, weight } }
}

function requireWeight(
  table: Table,
  weight: string,
  { target, method, split_column }: Pick<ValuesOf<typeof params>, 'target' | 'method' | 'split_column'>,
): void {
  const other =
    weight === target ? 'target' : method === 'column' && weight === split_column ? 'split column' : ''
  if (other)
    throw new UserError(
      `"${weight}" cannot be both the ${other} and the row weights.`,
      'Choose another column for one of them.',
      { column: weight },
    )
  if (findColumn(table, weight)) return
  const message = `There is no column "${weight}" to weigh rows by.`
  throw new UserError(message, 'Choose the row weights again, or none.', { column: weight })
}

export const apply: Apply<typeof stage, Learned> = ({ target, ignored, weight }, { data: { table } }) => {
  const out = new Set(ignored)
  const marked = table.columns.map((one) => {
    const role = roleOf(one, target.column, weight, out)
    return role === one.role ? one : { ...one, role }
  })
  return { table: { columns: marked, ids: table.ids }, target }
}

export const explain: Explain<Learned> = ({ target, counts }): Record<string, View> => {
  if (target.task === 'regression' || target.task === 'clustering') return {}
  const rows = counts.reduce((sum, count) => sum + count, 0)
  return {
    target: {
      kind: 'table',
      title: `Classes of "${target.column}"`,
      columns: ['Class', 'Training rows', 'Share'],
      rows: target.classes.map((label, i) => [
        i === target.positive ? `${label} (positive)` : label,
        counts[i]!,
        counts[i]! / rows,
      ]),
    },
  }
}
