import type { RefitContext } from '../../core/context'
import { EXCLUDED, TEST, TRAIN, type RowRoles } from '../../core/dataset'
import type { Lineage, Model, Recipe } from '../../core/lineage'
import { withRoles, type Predictions } from '../../core/predictions'
import { takeTable, type Table } from '../../core/table'
import { alignedTo } from './align-predictions'
import type { NamedFold } from './draw-folds'
import { toldBy } from './told-by'

/** A model that was fitted again on the training rows of a fold. */
export interface FoldFit {
  readonly fold: NamedFold
  readonly lineage: Lineage
  /** What it says of the rows that were held out, with the classes of the whole model. */
  readonly held: Predictions
  /** The same of its own training rows, where the job asks for it. */
  readonly own?: Predictions
  readonly milliseconds: number
}

/** Says how far many fits are; of a fit that is under way, `done` is a part of 1. */
export type Progress = (done?: number) => void

export function fitProgress(context: Pick<RefitContext, 'progress'>, total: number): Progress {
  let finished = 0
  return (done = 1) => {
    finished += done
    context.progress(finished / total, `${Math.floor(finished + 1e-9)} of ${total} fits`)
  }
}

export interface FoldJob {
  readonly recipe: Recipe
  /** What the whole model says: its classes and the truth of every row. */
  readonly model: Pick<Model, 'predictions'>
  readonly raw: Table
  readonly own?: boolean
}

/** Fits a model again in every fold, all at once: the engine spreads them. @throws UserError that names the fold */
export function fitFolds(
  { recipe, model, raw, own = false }: FoldJob,
  folds: readonly NamedFold[],
  context: RefitContext,
  progress: Progress,
): Promise<FoldFit[]> {
  const align = alignedTo(model.predictions)
  const say = own ? [TEST, TRAIN] : [TEST]
  return Promise.all(
    folds.map(async (fold) => {
      let done = 0
      const fit = context.refit({ recipe, ...foldRows(raw, fold), say }, (fraction) => {
        if (fraction <= done) return
        progress(fraction - done)
        done = fraction
      })
      const { lineage, predictions, milliseconds } = await toldBy(fold.name, fit)
      progress(1 - done)
      const part = (role: number) => align(withRoles(predictions, [role]))
      return { fold, lineage, held: part(TEST), ...(own && { own: part(TRAIN) }), milliseconds }
    }),
  )
}

/** Raw rows with the roles of a fold. Rows that are drawn more than once are copied, under new ids. */
function foldRows(raw: Table, { train, held }: NamedFold): { readonly raw: Table; readonly roles: RowRoles } {
  if (new Set(train).size === train.length) {
    const roles = new Uint8Array(raw.ids.length).fill(EXCLUDED)
    for (const row of train) roles[row] = TRAIN
    for (const row of held) roles[row] = TEST
    return { raw, roles }
  }
  const drawn = takeTable(raw, Uint32Array.from([...train, ...held]))
  const seen = new Set<number>()
  let free = raw.ids.reduce((most, id) => Math.max(most, id), 0) + 1
  const ids = drawn.ids.map((id) => {
    if (seen.has(id)) return free++
    seen.add(id)
    return id
  })
  const roles = new Uint8Array(ids.length).fill(TEST)
  roles.fill(TRAIN, 0, train.length)
  return { raw: { ...drawn, ids }, roles }
}
