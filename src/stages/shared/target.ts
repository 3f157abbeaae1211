import { findColumn, type Table } from '../../core/table'
import type { Column } from '../../core/column'
import { labelled, type Target, type Task } from '../../core/dataset'
import { UserError } from '../../core/errors'

export type TaskChoice = 'auto' | Exclude<Task, 'clustering'>

/** More classes than this are no classes. */
const MOST_CLASSES = 1000

/** @throws UserError when no target is chosen, or one that cannot be predicted */
export function targetColumn(rows: Table, name: string): Column {
  if (name === '') throw new UserError('No target is chosen.', 'Choose the column to predict.')
  const column = findColumn(rows, name)
  if (!column) {
    throw new UserError(`There is no column "${name}" to predict.`, 'Choose the target again.', {
      column: name,
    })
  }
  if (column.kind === 'number' || column.kind === 'category') return column
  throw new UserError(
    `The target "${name}" is a ${column.kind} column, which cannot be predicted.`,
    'Read it as a category or a number in the source, or choose another target.',
    { column: name },
  )
}

/** The classes that occur, in order, with their rows. */
export interface ClassRows {
  readonly labels: readonly string[]
  readonly counts: readonly number[]
}

export function classRows(column: Column): ClassRows {
  const { codes, levels } = labelled(column)
  const counts = levels.map(() => 0)
  for (const code of codes) if (code >= 0) counts[code]!++
  const used = levels.map((_, code) => code).filter((code) => counts[code]! > 0)
  return { labels: used.map((code) => levels[code]!), counts: used.map((code) => counts[code]!) }
}

/** What the column asks for, where the person leaves it open. */
export function taskOf(column: Column, choice: TaskChoice): Exclude<Task, 'clustering'> {
  if (choice !== 'auto') return choice
  if (column.kind !== 'category' && !hasTwoValues(column)) return 'regression'
  return classRows(column).labels.length === 2 ? 'binary' : 'multiclass'
}

function hasTwoValues(column: Column): boolean {
  if (column.kind !== 'number') return false
  const seen = new Set<number>()
  for (const value of column.values) {
    if (!Number.isNaN(value)) seen.add(value)
    if (seen.size > 2) return false
  }
  return seen.size === 2
}

export interface LearnedTarget {
  readonly target: Target
  /** Training rows of each class. */
  readonly counts: readonly number[]
}

/** The target as the rows of `column` show it. @throws UserError when it cannot be learned from them */
export function learnTarget(column: Column, choice: TaskChoice, positive: string): LearnedTarget {
  const task = taskOf(column, choice)
  if (task === 'regression') return { target: numberTarget(column), counts: [] }
  const found = classRows(column)
  const { labels, counts } = found
  checkClasses(column.name, found)
  if (task === 'binary' && labels.length > 2) {
    const message = `The target "${column.name}" has ${labels.length} classes, and the task binary needs two.`
    throw new UserError(message, 'Choose the task multiclass.', { column: column.name })
  }
  const index = task === 'binary' ? positiveIndex(column.name, labels, positive) : -1
  return { target: { column: column.name, task, classes: labels, positive: index }, counts }
}

/** No target, but maybe a column to compare clusters with. @throws UserError when there is no such column */
export function noTarget(rows: Table, name: string): LearnedTarget {
  const none = { column: name, task: 'clustering', classes: [], positive: -1 } as const
  if (name === '') return { target: none, counts: [] }
  return { target: { ...none, labels: classRows(targetColumn(rows, name)).labels }, counts: [] }
}

function numberTarget(column: Column): Target {
  const { name: place } = column
  if (column.kind !== 'number') {
    const message = `The target "${place}" holds categories, and a regression predicts a number.`
    throw new UserError(message, 'Choose a classification task.', { column: place })
  }
  const known = column.values.filter((value) => !Number.isNaN(value))
  if (known.length === 0) throw noValue(place)
  if (known.every((value) => value === known[0])) {
    const message = `The target "${place}" is ${known[0]} in every training row: there is nothing to learn.`
    throw new UserError(message, 'Choose another target.', { column: place })
  }
  return { column: place, task: 'regression', classes: [], positive: -1 }
}

const noValue = (column: string) =>
  new UserError(`The target "${column}" has no value in any training row.`, 'Choose another target.', {
    column,
  })

function checkClasses(column: string, { labels, counts }: ClassRows): void {
  const rows = counts.reduce((sum, count) => sum + count, 0)
  if (rows === 0) throw noValue(column)
  if (labels.length === 1) {
    throw new UserError(
      `The target "${column}" has one class in the training rows, "${labels[0]}": there is nothing to learn.`,
      'Choose another target, or look at the split.',
      { column },
    )
  }
  if (labels.length > MOST_CLASSES || (labels.length > 20 && labels.length > rows / 2)) {
    throw new UserError(
      `The target "${column}" has ${labels.length} classes in ${rows} training rows: it looks like a number or an identifier.`,
      'Choose the task regression, read it as a number in the source, or choose another target.',
      { column },
    )
  }
}

const POSITIVE = new Set(
  'yes y true t 1 positive pos malignant churned churn default fraud spam sick disease survived success bad'.split(
    ' ',
  ),
)

/** The class that is asked about: the one that was named, the one that sounds like it, or the second. */
function positiveIndex(column: string, labels: readonly string[], positive: string): number {
  if (positive !== '') {
    const at = labels.indexOf(positive)
    if (at >= 0) return at
    const classes = labels.map((label) => `"${label}"`).join(' and ')
    const message = `The positive class "${positive}" is not a class of "${column}", which has ${classes}.`
    throw new UserError(message, 'Choose one of them.', { column })
  }
  const sounding = labels.flatMap((label, i) => (POSITIVE.has(label.toLowerCase()) ? [i] : []))
  return sounding.length === 1 ? sounding[0]! : 1
}
