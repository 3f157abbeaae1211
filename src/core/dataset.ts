import { rebuildLevels, type CategoryColumn, type Column, type NumberColumn } from './column'
import { findColumn, rowCount, takeTable, type Table } from './table'
import { UserError } from './errors'

export const TASKS = ['binary', 'multiclass', 'regression', 'clustering'] as const
export type Task = (typeof TASKS)[number]
export const CLASSES: readonly Task[] = ['binary', 'multiclass']
export const NUMBERS: readonly Task[] = ['regression']
export const WITH_TARGET: readonly Task[] = [...CLASSES, ...NUMBERS]

/**
 * What is predicted. `classes` are labels in sorted order; `positive` is an index into them, -1 unless binary. Of a
 * clustering `classes` are the clusters, which its learner names, and `column` is what to compare them with, or empty.
 */
export interface Target {
  readonly column: string
  readonly task: Task
  readonly classes: readonly string[]
  readonly positive: number
  /** Of a binary task: the score from which on a row is taken for the positive class. Without it the larger wins. */
  readonly threshold?: number
  /** Of a clustering: the labels of `column`. */
  readonly labels?: readonly string[]
}

export type RowRole = 'train' | 'validation' | 'test' | 'excluded'
export const ROW_ROLES: readonly RowRole[] = ['train', 'validation', 'test', 'excluded']

/** One code per row: an index into ROW_ROLES. */
export type RowRoles = Uint8Array
export const TRAIN = 0
export const VALIDATION = 1
export const TEST = 2
export const EXCLUDED = 3

/** What a step is handed: rows, and the target once it is chosen. */
export interface Rows {
  readonly table: Table
  readonly target: Target | null
}

/** A table after Target and split. */
export interface Dataset extends Rows {
  readonly target: Target
  readonly roles: RowRoles
}

export function rowsWithRole(roles: RowRoles, role: number): Uint32Array {
  let count = 0
  for (const one of roles) if (one === role) count++
  const rows = new Uint32Array(count)
  for (let i = 0, next = 0; i < roles.length; i++) if (roles[i] === role) rows[next++] = i
  return rows
}

/** The rows that a `fit` may see: training rows only, with category levels rebuilt from them. */
export function trainingRows(rows: Rows, roles: RowRoles): Rows {
  const taken = takeTable(rows.table, rowsWithRole(roles, TRAIN))
  return { table: { ...taken, columns: taken.columns.map(rebuildLevels) }, target: rows.target }
}

/**
 * The truth of every row: an index into the target's classes, or a clustering's labels (-1 where the row's class was not among
 * the training rows), or the number itself. NaN where the cell is missing or there is no such column.
 */
export function truthOf(rows: Table, target: Target): Float64Array {
  const column = findColumn(rows, target.column)
  if (!column) return new Float64Array(rowCount(rows)).fill(Number.NaN)
  if (target.task === 'regression') return numbersOf(column)
  const labels = labelled(column)
  const known = target.task === 'clustering' ? (target.labels ?? []) : target.classes
  const index = new Map(known.map((label, i) => [label, i]))
  const map = labels.levels.map((level) => index.get(level) ?? -1)
  return Float64Array.from(labels.codes, (code) => (code < 0 ? Number.NaN : map[code]!))
}

function numbersOf(column: Column): Float64Array {
  if (column.kind === 'number' || column.kind === 'time') return column.values
  throw new UserError(
    `The target "${column.name}" is not a number, so it cannot be the target of a regression.`,
    'Choose a classification task in Target and split, or read the column as a number.',
    { column: column.name },
  )
}

/** A class target as codes and levels; numbers become their shortest text, in numeric order. */
export function labelled(column: Column): { codes: Int32Array; levels: readonly string[] } {
  if (column.kind === 'category') return column
  if (column.kind === 'number') return labelNumbers(column)
  throw new UserError(
    `The target "${column.name}" is a ${column.kind} column, which has no classes.`,
    'Read it as a category, or choose another target.',
    { column: column.name },
  )
}

function labelNumbers({ values }: NumberColumn): Pick<CategoryColumn, 'codes' | 'levels'> {
  const distinct = [...new Set(values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const index = new Map(distinct.map((value, i) => [value, i]))
  return { codes: Int32Array.from(values, (value) => index.get(value) ?? -1), levels: distinct.map(String) }
}
