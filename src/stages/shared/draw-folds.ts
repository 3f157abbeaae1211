import type { Column } from '../../core/column'
import type { Context } from '../../core/context'
import { labelled, rowsWithRole, TRAIN, type RowRoles, type Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { findColumn, type Table } from '../../core/table'
import { bootstrapFolds } from '../../ml/splits/bootstrap'
import { foldsOf, type Fold } from '../../ml/splits/folds'
import { groupKFold } from '../../ml/splits/group-k-fold'
import { kFold } from '../../ml/splits/k-fold'
import { stratifiedKFold } from '../../ml/splits/stratified-k-fold'
import { timeSeriesFolds } from '../../ml/splits/time-series'
import type { FoldValues } from './fold-params'

/** A fold of raw rows, by position. */
export interface NamedFold extends Fold {
  readonly name: string
}

/** Raw rows, who trains among them, and the truth of each by position (class codes, or numbers). */
export interface FoldRows {
  readonly table: Table
  readonly roles: RowRoles
  readonly truth: Float64Array
  readonly target: Target
}

/** More fits than this would take longer than anybody waits. */
const MOST_FITS = 2000

/** Parts the training rows. All other rows are in no fold. @throws UserError when they cannot be parted so */
export function drawFolds(from: FoldRows, params: FoldValues, context: Context): NamedFold[] {
  const rows = rowsWithRole(from.roles, TRAIN)
  if (rows.length < 2)
    throw new UserError('There are not enough training rows for folds.', 'Look at the split.')
  try {
    const folds = METHODS[params.method](from, rows, params, context)
    if (folds.length > MOST_FITS) throw tooMany(folds.length)
    return folds.map(({ name, train, held }) => ({ name, train: pick(rows, train), held: pick(rows, held) }))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UserError(`${error.message}.`, 'Choose fewer folds.')
  }
}

type Method = (from: FoldRows, rows: Uint32Array, params: FoldValues, context: Context) => NamedFold[]

const METHODS: Readonly<Record<FoldValues['method'], Method>> = {
  stratified: (from, rows, params, context) => {
    if (from.target.task === 'regression' || from.target.task === 'clustering')
      return METHODS.random(from, rows, params, context)
    const labels = Array.from(rows, (row) => from.truth[row]!)
    warnOfRareClasses(labels, params.n_splits, from.target, context)
    return repeated(params, context, (random) => stratifiedKFold(labels, params.n_splits, random))
  },
  random: (_, rows, params, context) =>
    repeated(params, context, (random) => kFold(rows.length, params.n_splits, random)),
  group: ({ table }, rows, params, context) => {
    const groups = codesOf(columnNamed(table, params.group_column, 'group'), rows)
    const alone = groups.indexOf(-1)
    if (alone >= 0) throw withoutGroup(params.group_column, table.ids[rows[alone]!]!)
    const count = new Set(groups).size
    if (count < params.n_splits) throw fewGroups(params.group_column, count, params.n_splits)
    const random = params.shuffle ? context.random('folds') : undefined
    return named(foldsOf(groupKFold(groups, params.n_splits, random)))
  },
  time: ({ table }, rows, params) => {
    const order = inTime(table, rows, params.time_column)
    const held = Math.floor(rows.length / (params.n_splits + 1))
    const most = params.window === 'sliding' ? { most: held } : {}
    const folds = timeSeriesFolds(rows.length, params.n_splits, { gap: params.gap, ...most })
    return named(folds.map(({ train, held: out }) => ({ train: pick(order, train), held: pick(order, out) })))
  },
  column: ({ table }, rows, params) => {
    const codes = codesOf(columnNamed(table, params.fold_column, 'fold'), rows)
    const values = [...new Set(codes)].filter((code) => code >= 0).sort((a, b) => a - b)
    if (values.length < 2) throw fewValues(params.fold_column, values.length)
    if (values.length > MOST_FITS) throw tooMany(values.length)
    return named(
      foldsOf(
        codes.map((code) => values.indexOf(code)),
        values.length,
      ),
    )
  },
  leave_one_out: (_, rows) => {
    if (rows.length > MOST_FITS) throw tooMany(rows.length)
    return named(foldsOf(kFold(rows.length, rows.length)))
  },
  bootstrap: (_, rows, params, context) =>
    named(bootstrapFolds(rows.length, params.n_bootstraps, context.random('folds')), 'Draw'),
}

const named = (folds: readonly Fold[], word = 'Fold'): NamedFold[] =>
  folds.map((fold, k) => ({ ...fold, name: `${word} ${k + 1}` }))

function repeated(
  { n_repeats: repeats, shuffle }: FoldValues,
  context: Context,
  draw: (random?: () => number) => Int32Array,
): NamedFold[] {
  if (!shuffle) {
    if (repeats > 1) context.warn('Folds that are not shuffled are the same in every repeat: there is one.')
    return named(foldsOf(draw()))
  }
  const random = context.random('folds')
  return Array.from({ length: repeats }, (_, repeat) => {
    const folds = named(foldsOf(draw(random)))
    return repeats === 1 ? folds : folds.map((one) => ({ ...one, name: `Repeat ${repeat + 1}, ${one.name}` }))
  }).flat()
}

const pick = (from: Uint32Array, places: Uint32Array): Uint32Array => places.map((place) => from[place]!)

/** Positions among the training rows, the earliest first; rows of the same time stay in order. */
function inTime(table: Table, rows: Uint32Array, name: string): Uint32Array {
  const order = Uint32Array.from({ length: rows.length }, (_, i) => i)
  if (name === '') return order
  const column = columnNamed(table, name, 'time')
  if (column.kind !== 'time' && column.kind !== 'number') {
    const message = `Column "${name}" is a ${column.kind} column, which has no order in time.`
    throw new UserError(message, 'Choose a column of times or numbers, or other folds.', { column: name })
  }
  const times = Array.from(rows, (row) => column.values[row]!)
  const missing = times.findIndex(Number.isNaN)
  if (missing >= 0) {
    const row = table.ids[rows[missing]!]! + 1
    const message = `The time column "${name}" is missing in row ${row}.`
    throw new UserError(message, 'Leave those rows out before the split.', { column: name, row })
  }
  return order.sort((a, b) => times[a]! - times[b]! || a - b)
}

/** A number per row, the same for equal cells and rising with them; -1 where the cell is missing. */
function codesOf(column: Column, rows: Uint32Array): number[] {
  if (column.kind === 'text' || column.kind === 'vector')
    throw new UserError(
      `Column "${column.name}" is a ${column.kind} column, which has no groups.`,
      'Choose another.',
    )
  const { codes } = column.kind === 'time' ? labelled({ ...column, kind: 'number' }) : labelled(column)
  return Array.from(rows, (row) => codes[row]!)
}

function columnNamed(table: Table, name: string, what: string): Column {
  if (name === '') throw new UserError(`No ${what} column is chosen.`, 'Choose one, or other folds.')
  const column = findColumn(table, name)
  if (column) return column
  const message = `There is no column "${name}" among the rows that came to the split.`
  throw new UserError(message, `Choose the ${what} column again.`, { column: name })
}

function warnOfRareClasses(
  labels: readonly number[],
  folds: number,
  { classes }: Target,
  context: Context,
): void {
  const counts = classes.map((_, code) => labels.filter((label) => label === code).length)
  counts.forEach((count, code) => {
    if (count >= folds || count === 0) return
    const rows = `${count} training row${count === 1 ? '' : 's'}`
    context.warn(
      `Class "${classes[code]}" has ${rows}, fewer than the ${folds} folds, so some of them hold none of it out.`,
      'Choose fewer folds, or give more rows of it.',
    )
  })
}

const tooMany = (fits: number) =>
  new UserError(
    `This needs ${fits.toLocaleString('en-US')} fits, and ${MOST_FITS.toLocaleString('en-US')} are the most.`,
    'Choose other folds.',
  )

const fewGroups = (column: string, groups: number, folds: number) =>
  new UserError(
    `Column "${column}" has ${groups} group${groups === 1 ? '' : 's'} in the training rows, and ${folds} folds need at least as many.`,
    'Choose fewer folds, or another column.',
    { column },
  )

const fewValues = (column: string, count: number) =>
  new UserError(
    `Column "${column}" names ${count === 0 ? 'no fold' : 'one fold only'} in the training rows.`,
    'Choose a column with at least two values.',
    { column },
  )

function withoutGroup(column: string, id: number): UserError {
  const message = `The group column "${column}" is missing in row ${id + 1}.`
  return new UserError(message, 'Leave those rows out before the split, or fill them.', {
    column,
    row: id + 1,
  })
}
