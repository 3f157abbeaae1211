import type { CategoryColumn } from '../../core/column'
import type { Context } from '../../core/context'
import type { Rows } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { featureMatrix, requireFinite } from '../../core/features'
import type { Matrix } from '../../core/matrix'
import { findColumn, rowCount, type Table } from '../../core/table'
import { columnOf } from './columns'
import { frequentLevels } from './frequent-levels'
import { featuresOf, noFeatures, type FittedOn } from './learner'

/** A category column that a network reads through a table of its own. */
export interface Embedded {
  readonly column: string
  /** Level k has row k + 1 of the table; row 0 is for what is missing, too rare, or never came up. */
  readonly levels: readonly string[]
}

/** What a network reads: numbers and vectors as they are, raw categories through tables. */
export interface NetworkInputs {
  readonly on: FittedOn
  readonly embedded: readonly Embedded[]
}

export interface InputValues {
  readonly matrix: Matrix
  /** Per table, one row of it per row. */
  readonly codes: readonly Int32Array[]
}

/** The most cells of training data that a kernel's memory takes. */
const MOST_CELLS = 250_000_000

/** Levels of a column with a row of their own: every step of training goes over all rows of a table. */
const MOST_LEVELS = 5000

/**
 * The features of training rows.
 * @throws UserError when there are none, when a number is missing or infinite, or when they are too many
 */
export function readInputs({ table }: Rows, context: Pick<Context, 'warn'>): NetworkInputs & InputValues {
  const features = table.columns.filter(({ role }) => role === 'feature')
  const categories = features.filter((one): one is CategoryColumn => one.kind === 'category')
  const others = features.filter(({ kind }) => kind !== 'category')
  const numeric = featureMatrix({ ids: table.ids, columns: others })
  if (features.length === 0 || numeric.names.length + categories.length === 0) throw noFeatures()
  requireFinite(numeric, table.ids)
  if (rowCount(table) * numeric.names.length > MOST_CELLS)
    throw tooLarge(rowCount(table), numeric.names.length)
  const embedded = categories.map((one) => embeddedOf(one, context))
  return {
    on: { columns: others.map(({ name }) => name), features: numeric.names },
    embedded,
    matrix: numeric.matrix,
    codes: embedded.map((one) => codesOf(table, one)),
  }
}

function embeddedOf({ name, codes, levels }: CategoryColumn, context: Pick<Context, 'warn'>): Embedded {
  if (levels.length <= MOST_LEVELS) return { column: name, levels }
  const most = MOST_LEVELS.toLocaleString('en-US')
  context.warn(
    `"${name}" has ${levels.length.toLocaleString('en-US')} levels: the ${most} most frequent are learned one by one, and all others as one.`,
    'Leave the column out if its levels are names of single rows.',
  )
  return {
    column: name,
    levels: frequentLevels(codes, levels.length, MOST_LEVELS).map((code) => levels[code]!),
  }
}

function tooLarge(rows: number, features: number): UserError {
  return new UserError(
    `${rows} rows of ${features} features do not fit into the memory of a training network.`,
    'Select fewer features or rows, or leave columns with many levels out of Encode: the network learns them as they are.',
  )
}

/** How many levels of each category have a row of their own. */
export const levelsIn = ({ table }: Rows): number[] =>
  table.columns.flatMap((one) =>
    one.role === 'feature' && one.kind === 'category' ? [Math.min(MOST_LEVELS, one.levels.length)] : [],
  )

/** The same of any rows, for `apply`. */
export const inputsOf = ({ on, embedded }: NetworkInputs, rows: Table): InputValues => ({
  matrix: featuresOf(rows, on),
  codes: embedded.map((one) => codesOf(rows, one)),
})

function codesOf(rows: Table, { column, levels }: Embedded): Int32Array {
  const found = findColumn(rows, column)
  // A column without a single known cell is read as numbers.
  if (found?.kind === 'number' && found.values.every(Number.isNaN)) return new Int32Array(rowCount(rows))
  const { codes, levels: own } = columnOf(rows, column, 'category')
  const index = new Map(levels.map((level, k) => [level, k + 1]))
  const map = own.map((level) => index.get(level) ?? 0)
  return codes.map((code) => (code < 0 ? 0 : map[code]!))
}
