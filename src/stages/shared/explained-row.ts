import type { Context } from '../../core/context'
import { ROW_ROLES, rowsWithRole, TEST, TRAIN, VALIDATION, type RowRoles } from '../../core/dataset'
import { UserError } from '../../core/errors'
import type { Model } from '../../core/lineage'
import { argmax, scoreWidth, type Predictions } from '../../core/predictions'
import type { Table } from '../../core/table'

const NAMES = {
  train: 'a training row',
  validation: 'a validation row',
  test: 'a test row',
  excluded: 'a row left out',
}

/** A row to be explained, by its place in the raw rows. */
export interface ExplainedRow {
  readonly at: number
  /** "Row 12, a test row" */
  readonly words: string
}

/**
 * @param number as people count; 0 takes the test row that the model gets most wrong, the first where no truth is
 * known, and of other rows, with a warning, where there are no test rows
 * @throws UserError when there is no such row
 */
export function rowToExplain(
  { predictions }: Pick<Model, 'predictions'>,
  { table, roles }: { readonly table: Table; readonly roles: RowRoles },
  number: number,
  context: Pick<Context, 'warn'>,
): ExplainedRow {
  const at = number > 0 ? table.ids.indexOf(number - 1) : mostWrong(predictions, table, roles, context)
  if (at < 0) {
    throw new UserError(
      `There is no row ${number} in the data behind this model.`,
      'Take the number of a row as Output shows it, or 0 for the one that the model gets most wrong.',
    )
  }
  return { at, words: `Row ${table.ids[at]! + 1}, ${NAMES[ROW_ROLES[roles[at]!]!]}` }
}

function mostWrong(
  predictions: Predictions,
  table: Table,
  roles: RowRoles,
  context: Pick<Context, 'warn'>,
): number {
  const role = [TEST, VALIDATION, TRAIN].find((one) => roles.includes(one))
  if (role === undefined) throw new UserError('There are no rows to explain.', 'Look at the split.')
  if (role !== TEST) {
    const name = role === TRAIN ? 'training' : 'validation'
    context.warn(`There are no test rows: this is one of the ${name} rows.`)
  }
  const place = new Map(Array.from(predictions.ids, (id, row) => [id, row]))
  let worst = -1
  let most = -Infinity
  for (const at of rowsWithRole(roles, role)) {
    const row = place.get(table.ids[at]!)
    const wrong = row === undefined ? -1 : wrongness(predictions, row)
    if (wrong > most) [worst, most] = [at, wrong]
  }
  return worst
}

/** How far off the number is, or the probability of all classes but the true one; -1 where the truth or the answer is unknown. */
function wrongness({ target, truth, scores }: Predictions, row: number): number {
  const known = truth[row]!
  const width = scoreWidth(target)
  if (Number.isNaN(known) || Number.isNaN(scores[row * width]!)) return -1
  if (target.task === 'regression') return Math.abs(scores[row]! - known)
  return known < 0 ? 1 : 1 - scores[row * width + known]!
}

/** A number that a model says of a row, and what it is in words. */
export interface Said {
  /** The place among the scores of a row. */
  readonly at: number
  /** "Probability of yes" */
  readonly words: string
}

/**
 * @param name a class; empty takes the positive one, or of several the likeliest by `scores`
 * @throws UserError for a class that the model does not know
 */
export function saidToExplain(
  { task, column, classes, positive }: Predictions['target'],
  scores: Float64Array,
  name: string,
): Said {
  if (task === 'regression') return { at: 0, words: column }
  const usual = task === 'binary' ? positive : argmax(scores, 0, classes.length)
  const at = name === '' ? usual : classes.indexOf(name)
  if (at >= 0) return { at, words: `Probability of ${classes[at]!}` }
  throw new UserError(
    `"${name}" is no class of "${column}".`,
    `Choose one of: ${classes.slice(0, 12).join(', ')}.`,
    { column },
  )
}
