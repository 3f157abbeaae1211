import { selectColumns } from '../../core/check-params'
import { sortedCategory, type CategoryColumn, type Column, type NumberColumn } from '../../core/column'
import { choice, columns, flag, number, text } from '../../core/declare-params'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit } from '../../core/stage-parts'
import { findColumn, tableInfo, withColumns, type Table } from '../../core/table'
import { median, mode, modeOfCodes, moments } from '../../ml/statistics'
import { columnOf, freeName } from '../shared/columns'
import { refuseInfinite } from '../shared/finite'

interface Fill {
  readonly column: string
  /** A number for a number column, a level for a category column. */
  readonly value: number | string
  /** Missing cells among the training rows. */
  readonly missing: number
  /** The name of the column that says where cells were missing. */
  readonly indicator: string | null
}
type Learned = readonly Fill[]

const params = {
  columns: columns('Columns', {
    kinds: ['number', 'category'],
    help: 'The columns whose missing cells are filled.',
  }),
  strategy: choice('Numbers', ['median', 'mean', 'most_frequent', 'constant'], {
    titles: { median: 'Median', mean: 'Mean', most_frequent: 'Most frequent', constant: 'A constant' },
    help: 'What missing numbers become, computed from the training rows. The median is not moved by outliers.',
  }),
  fill_value: number('Constant for numbers', 0, {
    help: 'The number that missing cells become.',
    when: { param: 'strategy', is: ['constant'] },
  }),
  categorical_strategy: choice('Categories', ['constant', 'most_frequent'], {
    titles: { constant: 'A level of its own', most_frequent: 'Most frequent' },
    help: 'What missing categories become. A level of its own keeps the information that the cell was missing.',
  }),
  categorical_fill_value: text('Level for missing', 'missing', {
    help: 'The level that missing cells become.',
    when: { param: 'categorical_strategy', is: ['constant'] },
  }),
  add_indicator: flag('Add indicators', false, {
    help: 'Adds a column missing_NAME of zeros and ones for every column with missing cells among the training rows.',
  }),
}
type Params = Parameters<typeof apply>[2]

export const stage = describe({
  id: 'preprocess/impute',
  version: 1,
  title: 'Impute missing values',
  summary: 'Fills empty cells with a typical value of the training rows, or with a constant.',
  kind: 'step',
  params,
  inputs: { data: 'dataset' },
  outputs: { data: 'dataset' },
  infer: ({ data = [] }, values) => {
    if (!values.add_indicator) return data
    const taken = new Set(data.map(({ name }) => name))
    const added = selectColumns(params.columns, values.columns, data)
    return [
      ...data,
      ...added.map(
        (name) => ({ name: freeName(`missing_${name}`, taken), kind: 'number', role: 'feature' }) as const,
      ),
    ]
  },
})

export const fit: Fit<typeof stage, Learned> = ({ data: { table } }, values, context) => {
  context.progress(0)
  const taken = new Set(table.columns.map(({ name }) => name))
  const names = selectColumns(params.columns, values.columns, tableInfo(table))
  const learned = names.map((name, i): Fill => {
    context.progress(i / names.length, name)
    const column = findColumn(table, name) as NumberColumn | CategoryColumn
    const missing = countMissing(column)
    const value = column.kind === 'number' ? numberFor(column, table.ids, values) : levelFor(column, values)
    const indicator = values.add_indicator && missing > 0 ? freeName(`missing_${name}`, taken) : null
    if (missing === table.ids.length && missing > 0) {
      const shown = typeof value === 'number' ? value : `"${value}"`
      context.warn(
        `Column "${name}" has no value in any training row and is filled with ${shown}.`,
        'Ignore it.',
      )
    }
    return { column: name, value, missing, indicator }
  })
  return { learned }
}

const countMissing = (column: NumberColumn | CategoryColumn): number =>
  column.kind === 'number'
    ? column.values.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0)
    : column.codes.reduce((count, code) => (code < 0 ? count + 1 : count), 0)

/** 0 where nothing is known, as scikit-learn fills an empty column that it keeps. */
function numberFor(column: NumberColumn, ids: Uint32Array, { strategy, fill_value }: Params): number {
  refuseInfinite(column, ids)
  if (strategy === 'constant') return fill_value
  const { values } = column
  const value =
    strategy === 'mean' ? moments(values).mean : strategy === 'median' ? median(values) : mode(values)
  return Number.isNaN(value) ? 0 : value
}

function levelFor({ codes, levels }: CategoryColumn, values: Params): string {
  const common =
    values.categorical_strategy === 'most_frequent' ? levels[modeOfCodes(codes, levels.length)] : undefined
  return common ?? values.categorical_fill_value
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => ({
  ...data,
  table: withColumns(data.table, [
    ...learned.map((fill) => filled(fill, data.table)),
    ...learned.flatMap((fill) =>
      fill.indicator === null ? [] : [indicatorOf(fill.indicator, fill, data.table)],
    ),
  ]),
})

function filled({ column: name, value }: Fill, table: Table): Column {
  if (typeof value === 'number') {
    const column = columnOf(table, name, 'number')
    return { ...column, values: column.values.map((one) => (Number.isNaN(one) ? value : one)) }
  }
  const { role, codes, levels } = columnOf(table, name, 'category')
  const known = levels.indexOf(value)
  const code = known < 0 ? levels.length : known
  const filledCodes = codes.map((one) => (one < 0 ? code : one))
  return sortedCategory(name, role, filledCodes, known < 0 ? [...levels, value] : levels)
}

function indicatorOf(name: string, { column, value }: Fill, table: Table): NumberColumn {
  const values =
    typeof value === 'number'
      ? columnOf(table, column, 'number').values.map((one) => (Number.isNaN(one) ? 1 : 0))
      : Float64Array.from(columnOf(table, column, 'category').codes, (code) => (code < 0 ? 1 : 0))
  return { kind: 'number', name, role: 'feature', values }
}

export const explain: Explain<Learned> = (learned) => ({
  fills: {
    kind: 'table',
    title: 'What missing cells become',
    columns: ['Column', 'Filled with', 'Missing in training rows'],
    rows: learned.map(({ column, value, missing }) => [column, value, missing]),
  },
})
