import type { RefitContext, Refitted } from '../../core/context'
import type { RowRoles } from '../../core/dataset'
import { defaults } from '../../core/params'
import type { Recipe } from '../../core/lineage'
import type { Predictions } from '../../core/predictions'
import type { Table } from '../../core/table'
import { comparable } from './evaluation'
import { drawFolds } from './draw-folds'
import { fitFolds, fitProgress, type FoldFit } from './fit-folds'
import { foldParams } from './fold-params'
import { foldRowsOf, requireClasses } from './fold-rows'

export interface CrossFitted {
  /** The model fitted on all training rows. */
  readonly whole: Refitted
  /** What models that had not seen them say of the training rows, fold by fold; rows that cannot be compared are left out. */
  readonly folds: readonly Predictions[]
}

/** Fits a wrapper's model on all training rows, and on folds of them, so that it can learn of honest predictions. */
export async function crossFit(
  recipe: Recipe,
  rows: { readonly raw: Table; readonly roles: RowRoles },
  n_splits: number,
  context: RefitContext,
): Promise<CrossFitted> {
  const progress = fitProgress(context, n_splits + 1)
  const whole = await context.refit({ recipe, ...rows })
  progress()
  const from = foldRowsOf(whole, { table: rows.raw, roles: rows.roles })
  const folds = drawFolds(from, { ...defaults(foldParams), n_splits }, context)
  requireClasses(from, folds)
  const fits: FoldFit[] = await fitFolds({ recipe, model: whole, raw: rows.raw }, folds, context, progress)
  return { whole, folds: fits.map(({ held }) => comparable(held).predictions) }
}
