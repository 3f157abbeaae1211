import { rowsWithRole, TEST, TRAIN, type Rows, type Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { decide } from '../../core/predictions'
import { permutation, type Random } from '../../core/random'
import { findColumn, takeTable, type Table } from '../../core/table'
import type { Look, Subject } from '../../core/task'
import type { SurfaceAxis, SurfacePoint } from '../../core/view'
import { quantile } from '../../ml/statistics'
import { axisColumns, axisOf, isKnown } from './surface-axes'
import { surfaceRows } from './surface-rows'

interface Options {
  readonly x: string
  readonly y: string
  readonly steps: number
  readonly max_points: number
}

/** So many training rows decide on columns, ranges and middles. */
const MOST_ROWS = 20_000

/** All of a surface that does not hang on what the model has learned. @throws UserError for columns that are no axes */
export function surfaceOf(subject: Subject, options: Options, random: Random): Look {
  const { table, roles, truth, target } = subject
  const rows = drawn(rowsWithRole(roles, TRAIN), MOST_ROWS, random)
  if (rows.length === 0) throw new UserError('There are no training rows.', 'Look at the split.')
  const training = { table: takeTable(table, rows), truth: Float64Array.from(rows, (row) => truth[row]!) }
  const [xColumn, yColumn] = axisColumns(subject, training, [options.x, options.y])
  const [x, y] = [axisOf(xColumn, options.steps), axisOf(yColumn, options.steps)]
  const points = [TRAIN, TEST].flatMap((role) =>
    pointsOf(subject, drawn(rowsWithRole(roles, role), options.max_points, random), x, y),
  )
  const isNumber = target.task === 'regression'
  const known = training.truth.filter(Number.isFinite)
  return {
    rows: surfaceRows(training.table, x, y),
    views: (said) => ({
      surface: {
        kind: 'surface',
        title: `${isNumber ? 'Fitted' : 'Decision'} surface over ${x.column} and ${y.column}`,
        x,
        y,
        target: target.column,
        classes: target.classes,
        ...cellsOf(said, target),
        range: isNumber ? [quantile(known, 0.02), quantile(known, 0.98)] : [0, 1],
        points,
        note: 'All other columns stand at their median or their most frequent level of the training rows.',
      },
    }),
  }
}

/** Up to `most` of them, in order. */
function drawn(rows: Uint32Array, most: number, random: Random): Uint32Array {
  if (rows.length <= most) return rows
  return permutation(rows.length, random)
    .subarray(0, most)
    .map((at) => rows[at]!)
    .sort()
}

/** The rows that lie on both axes. */
function pointsOf(
  { table, roles, truth, target }: Subject,
  rows: Uint32Array,
  x: SurfaceAxis,
  y: SurfaceAxis,
): SurfacePoint[] {
  const [xOf, yOf] = [placesOn(x, table), placesOn(y, table)]
  return Array.from(rows, (row) => ({
    x: xOf(row),
    y: yOf(row),
    truth: truth[row]!,
    role: roles[row] === TEST ? ('test' as const) : ('train' as const),
  })).filter(
    (point) =>
      !Number.isNaN(point.x) && !Number.isNaN(point.y) && isKnown(point.truth, target.classes.length),
  )
}

/** Where a row lies on an axis: a number, or the index of its level; NaN beside it. */
function placesOn(axis: SurfaceAxis, table: Table): (row: number) => number {
  const column = findColumn(table, axis.column)
  if (axis.kind === 'number' && column?.kind === 'number') {
    return (row) => {
      const value = column.values[row]!
      return value >= axis.low && value <= axis.high ? value : Number.NaN
    }
  }
  if (axis.kind === 'level' && column?.kind === 'category') {
    const index = new Map(axis.levels.map((level, i) => [level, i]))
    const places = column.levels.map((level) => index.get(level) ?? Number.NaN)
    return (row) => places[column.codes[row]!] ?? Number.NaN
  }
  return () => Number.NaN
}

/** The decision of every cell and its probability, or the number. */
function cellsOf(said: Rows, before: Target): { said: Float64Array; certainty: Float64Array } {
  const scores = scoresOf(said.table)
  // A wrapper may have changed where the decision falls.
  const target = said.target ?? before
  if (target.task === 'regression') return { said: scores, certainty: new Float64Array(0) }
  const width = target.classes.length
  const decided = Float64Array.from(said.table.ids, (_, cell) =>
    Number.isNaN(scores[cell * width]!) ? Number.NaN : decide(scores, cell, target),
  )
  const certainty = decided.map((one, cell) => (Number.isNaN(one) ? Number.NaN : scores[cell * width + one]!))
  return { said: decided, certainty }
}
