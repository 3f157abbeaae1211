import type { RefitRequest, Refitted } from '../../core/context'
import { TEST, TRAIN, trainingRows, type Rows, type Target } from '../../core/dataset'
import { RAW, type Model } from '../../core/lineage'
import { predictionsIn } from '../../core/predicted'
import type { Table } from '../../core/table'
import { applies } from '../apply'
import { loadStage } from '../modules'
import { variants } from './contract-inputs'
import { testContext } from './testing'

/** Models of one learner, for the contract tests of tasks and wrappers. */

/** A model that was fitted on every other row, without a lineage before its learner. */
export async function fittedLearner(learner: string, rows: Rows): Promise<Model> {
  const { fit, apply, stage } = await loadStage(learner)
  const params = variants(stage.params)[0]!
  const roles = Uint8Array.from(rows.table.ids, (id) => (id % 2 ? TEST : TRAIN))
  const { learned } = await fit!({ data: trainingRows(rows, roles) }, params, testContext())
  const applied = apply!(learned, { data: rows }, params)
  const search = { fit_intercept: { kind: 'choice', options: [true, false] } } as const
  const node = { id: 'learner', stage: learner, version: 1, params, search, inputs: { data: RAW }, learned }
  return {
    name: 'a model',
    lineage: { cast: { columns: [], decimal: '.', missing: [] }, nodes: [node] },
    predictions: predictionsIn(applied, roles),
    origin: { seed: 0, data: 'hash' },
  }
}

/** Fits the one learner of these models again, without the time that it took. */
export async function refitLearner(target: Target, { recipe, raw, roles }: RefitRequest): Promise<Refitted> {
  const [node] = recipe.nodes
  const { fit, apply } = await loadStage(node!.stage)
  const rows = { table: raw, target }
  const { learned } = await fit!({ data: trainingRows(rows, roles) }, node!.params, testContext())
  const predictions = predictionsIn(apply!(learned, { data: rows }, node!.params), roles)
  return { lineage: { cast: recipe.cast, nodes: [{ ...node!, learned }] }, predictions, milliseconds: 0 }
}

/** What it says of raw rows. */
export function predictLearner(target: Target, { lineage }: Pick<Model, 'lineage'>, raw: Table): Rows {
  const [node] = lineage.nodes
  return applies.get(node!.stage)!(node!.learned, { data: { table: raw, target } }, node!.params)
}
