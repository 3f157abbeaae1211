import { UserError } from '../../core/errors'
import type { ColumnSelection } from '../../core/params'
import type { Table } from '../../core/table'

const includes = (selection: ColumnSelection, name: string): boolean =>
  selection === 'all' ||
  ('only' in selection ? selection.only.includes(name) : !selection.except.includes(name))

/**
 * 1 for features that predictions may only rise with, -1 for those that they may only fall with, 0 for others.
 * @throws UserError for a column that is to do both, or that is not a number here
 */
export function directionsOf(
  table: Table,
  features: readonly string[],
  { increasing, decreasing }: { readonly increasing: ColumnSelection; readonly decreasing: ColumnSelection },
): Int8Array {
  const numbers = new Set(
    table.columns.filter(({ kind, role }) => kind === 'number' && role === 'feature').map(({ name }) => name),
  )
  for (const selection of [increasing, decreasing]) {
    const named = selection !== 'all' && 'only' in selection ? selection.only : []
    const wrong = named.find((name) => !numbers.has(name))
    if (wrong !== undefined) {
      throw new UserError(
        `Only a number can be made to rise or fall, and "${wrong}" is no number column here.`,
        'Take it out of "Only rising" and "Only falling".',
        { column: wrong },
      )
    }
  }
  return Int8Array.from(features, (name) => {
    const rises = numbers.has(name) && includes(increasing, name)
    const falls = numbers.has(name) && includes(decreasing, name)
    if (rises && falls) {
      throw new UserError(
        `"${name}" is to make predictions both only rise and only fall.`,
        'Choose one of the two.',
        { column: name },
      )
    }
    return rises ? 1 : falls ? -1 : 0
  })
}
