import { selectColumns } from '../../core/check-params'
import type { CategoryColumn, NumberColumn } from '../../core/column'
import { choice, columns, integer, number } from '../../core/declare-params'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit } from '../../core/stage-parts'
import { tableInfo, withColumns } from '../../core/table'
import { columnOf } from '../shared/columns'
import { applyOneHot, fitOneHot, REFUSED, unknownLevel, type OneHot } from '../shared/one-hot'

/** Past this many slots of one column the person hears of it. */
const MANY = 1000

interface Ordinal {
  readonly method: 'ordinal'
  readonly name: string
  readonly levels: readonly string[]
  readonly unknown: number
}
type Learned = readonly (OneHot | Ordinal)[]

const params = {
  columns: columns('Columns', { kinds: ['category'], help: 'The category columns to turn into numbers.' }),
  method: choice('Method', ['one-hot', 'ordinal'], {
    titles: { 'one-hot': 'One-hot', ordinal: 'Ordinal' },
    help: 'One-hot makes a column of zeros and ones for every level, which suits most models. Ordinal numbers the levels in sorted order, which suits trees. Ordinal leaves missing cells missing; one-hot gives them a column of their own when training rows have some.',
  }),
  handle_unknown: choice('Unknown levels', ['ignore', 'infrequent_if_exist', 'error'], {
    titles: { ignore: 'All zeros', infrequent_if_exist: 'As a rare level', error: 'Stop with an error' },
    help: 'What a level becomes that is not among the training rows. Without rare levels, "As a rare level" gives zeros.',
    when: { param: 'method', is: ['one-hot'] },
  }),
  handle_unknown_ordinal: choice('Unknown levels', ['use_encoded_value', 'error'], {
    titles: { use_encoded_value: 'The code -1', error: 'Stop with an error' },
    help: 'What a level becomes that is not among the training rows.',
    when: { param: 'method', is: ['ordinal'] },
  }),
  drop: choice('Drop a level', ['none', 'first', 'if_binary'], {
    titles: { none: 'None', first: 'The first', if_binary: 'The first of two' },
    help: 'Leaves out the first column of zeros and ones. A linear model without a penalty needs it; with a penalty it is better kept.',
    when: { param: 'method', is: ['one-hot'] },
    advanced: true,
  }),
  min_frequency: number('Rare below', 0, {
    min: 0,
    help: 'Levels with fewer training rows than this share one column. Below 1 it is a share of the training rows; 0 is off.',
    when: { param: 'method', is: ['one-hot'] },
    advanced: true,
  }),
  max_categories: integer('Most columns', 0, {
    min: 0,
    atZero: 'no limit',
    help: 'At most this many columns of zeros and ones for each column, the one for rare levels included; the least frequent levels are the rare ones. 0 is no limit.',
    when: { param: 'method', is: ['one-hot'] },
    advanced: true,
  }),
}

export const stage = describe({
  id: 'preprocess/encode',
  version: 1,
  title: 'Encode categories',
  summary: 'Turns levels such as "red" and "green" into numbers that a model can use.',
  kind: 'step',
  params,
  inputs: { data: 'dataset' },
  outputs: { data: 'dataset' },
  infer: ({ data = [] }, values) => {
    const chosen = new Set(selectColumns(params.columns, values.columns, data))
    const kind = values.method === 'one-hot' ? 'vector' : 'number'
    return data.map((one) => (chosen.has(one.name) ? { ...one, kind } : one))
  },
})

export const fit: Fit<typeof stage, Learned> = ({ data }, values, context) => {
  context.progress(0)
  const names = selectColumns(params.columns, values.columns, tableInfo(data.table))
  const learned = names.map((name, i) => {
    context.progress(i / names.length, name)
    const column = columnOf(data.table, name, 'category')
    if (values.method === 'one-hot') return fitOneHot(column, values)
    const unknown = values.handle_unknown_ordinal === 'error' ? REFUSED : -1
    return { method: 'ordinal', name, levels: column.levels, unknown } satisfies Ordinal
  })
  for (const one of learned) {
    if (one.method !== 'one-hot' || one.slots.length <= MANY) continue
    context.warn(
      `Column "${one.name}" has ${one.levels.length} levels, and each becomes a column.`,
      'Is it an identifier? Ignore it in Target and split, or set "Rare below".',
    )
  }
  return { learned }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => ({
  ...data,
  table: withColumns(
    data.table,
    learned.map((one) => {
      const column = columnOf(data.table, one.name, 'category')
      return one.method === 'one-hot'
        ? applyOneHot(one, column, data.table.ids)
        : applyOrdinal(one, column, data.table.ids)
    }),
  ),
})

function applyOrdinal(learned: Ordinal, column: CategoryColumn, ids: Uint32Array): NumberColumn {
  const known = new Map(learned.levels.map((level, code) => [level, code]))
  const codeOf = column.levels.map((level) => known.get(level) ?? learned.unknown)
  const values = Float64Array.from(column.codes, (code, i) => {
    if (code < 0) return Number.NaN
    if (codeOf[code] === REFUSED) throw unknownLevel(column, i, ids)
    return codeOf[code]!
  })
  return { kind: 'number', name: column.name, role: column.role, values }
}

export const explain: Explain<Learned> = (learned) => ({
  levels: {
    kind: 'table',
    title: 'What each column became',
    columns: ['Column', 'Levels', 'Columns made', 'Rare levels'],
    rows: learned.map((one) =>
      one.method === 'one-hot'
        ? [one.name, one.levels.length, one.slots.length, one.rare]
        : [one.name, one.levels.length, 1, null],
    ),
  },
})
