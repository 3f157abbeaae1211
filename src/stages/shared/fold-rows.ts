import type { RowRoles } from '../../core/dataset'
import { UserError } from '../../core/errors'
import type { Model } from '../../core/lineage'
import type { Table } from '../../core/table'
import type { FoldRows, NamedFold } from './draw-folds'

/** The raw rows behind a model, with the truth of each where the model knows it. */
export function foldRowsOf(
  { predictions }: Pick<Model, 'predictions'>,
  raw: { readonly table: Table; readonly roles: RowRoles },
): FoldRows {
  const known = new Map(Array.from(predictions.ids, (id, row) => [id, predictions.truth[row]!]))
  const truth = Float64Array.from(raw.table.ids, (id) => known.get(id) ?? Number.NaN)
  return { ...raw, truth, target: predictions.target }
}

/** @throws UserError for a fold that would train on one class */
export function requireClasses({ truth, target }: FoldRows, folds: readonly NamedFold[]): void {
  if (target.task === 'regression' || target.task === 'clustering') return
  for (const { name, train } of folds) {
    const seen = new Set(Array.from(train, (row) => truth[row]!))
    if (seen.size > 1) continue
    const [only = -1] = seen
    throw new UserError(
      `${name} would train on one class of "${target.column}", "${target.classes[only]}": there is nothing to learn.`,
      'Choose folds at random with classes alike, or other groups.',
      { column: target.column },
    )
  }
}
