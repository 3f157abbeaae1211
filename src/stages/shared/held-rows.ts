import type { Context } from '../../core/context'
import { rowsWithRole, TEST, TRAIN, VALIDATION, type RowRoles } from '../../core/dataset'
import { choice } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { Model } from '../../core/lineage'
import { permutation } from '../../core/random'
import { takeTable, type Table } from '../../core/table'
import { foldRowsOf } from './fold-rows'

export const rowsParam = choice('Rows', ['test', 'validation', 'train'], {
  titles: { test: 'Test rows', validation: 'Validation rows', train: 'Training rows' },
  help: 'Which rows to look at. On training rows the model explains what it remembers, not what it knows.',
})

const ROLES = { test: TEST, validation: VALIDATION, train: TRAIN } as const
const NAMES = { test: 'test', validation: 'validation', train: 'training' } as const

/** Raw rows with their truth. */
export interface Looked {
  readonly raw: Table
  /** Class codes of the model, or numbers; all known. */
  readonly truth: Float64Array
  /** "86 test rows" */
  readonly words: string
}

/**
 * The raw rows of a part whose truth is known, or, with a warning, the training rows where there are none.
 * @param most draws so many where there are more
 */
export function rowsToLookAt(
  model: Model,
  { table, roles }: { readonly table: Table; readonly roles: RowRoles },
  on: keyof typeof ROLES,
  most: number,
  context: Context,
): Looked {
  const order = [on, 'test', 'validation', 'train'] as const
  const found = order.find((one) => roles.includes(ROLES[one]))
  if (!found) throw new UserError('There are no rows to look at.', 'Look at the split.')
  if (found !== on) {
    context.warn(
      `There are no ${NAMES[on]} rows: these are the ${NAMES[found]} rows.`,
      found === 'train' ? 'The model has seen them, so this tells what it remembers.' : undefined,
    )
  }
  const { truth } = foldRowsOf(model, { table, roles })
  const rows = rowsWithRole(roles, ROLES[found]).filter((row) => Number.isFinite(truth[row]!))
  if (rows.length === 0)
    throw new UserError(`No ${NAMES[found]} row has a known target.`, 'Look at the split.')
  const all = rows.length <= most
  const drawn = all
    ? rows
    : permutation(rows.length, context.random('rows'))
        .subarray(0, most)
        .map((at) => rows[at]!)
        .sort()
  const count = drawn.length.toLocaleString('en-US')
  return {
    raw: takeTable(table, drawn),
    truth: Float64Array.from(drawn, (row) => truth[row]!),
    words: `${count} ${NAMES[found]} row${drawn.length === 1 ? '' : 's'}${all ? '' : ', drawn at random'}`,
  }
}
