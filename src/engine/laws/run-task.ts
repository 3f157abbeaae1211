import type { RowRoles } from '../../core/dataset'
import type { Model } from '../../core/lineage'
import type { Predictions } from '../../core/predictions'
import type { ParamValues } from '../../core/params'
import type { Table } from '../../core/table'
import type { TaskResult } from '../../core/task'
import type { View } from '../../core/view'
import { execute } from '../execute'
import { predictionsOf } from '../refit'
import { productStages } from '../stages'
import { fitChain, rolesOf, type Link } from './canonical'

/** What tests of validation share: models of real stages, and tasks on them as the engine runs them. */

export interface Fitted {
  readonly model: Model
  readonly raw: { readonly table: Table; readonly roles: RowRoles }
}

export async function fittedModel(
  links: readonly Link[],
  table: Table,
  seed = 0,
  name = 'a model',
): Promise<Fitted> {
  const roles = await rolesOf(links, table, seed)
  const { lineage, flow } = await fitChain(links, table, roles, seed)
  const model = { name, lineage, predictions: predictionsOf(flow), origin: { seed, data: 'hash' } }
  return { model, raw: { table, roles } }
}

const refuse = () => Promise.reject(new Error('Nothing here reads files'))
const around = { stages: productStages, file: refuse, asset: refuse, predictorSource: refuse }

/** Runs a task on models by port, with the raw rows behind the first of them. */
export async function runTask(
  stage: string,
  fitted: Readonly<Record<string, Fitted>>,
  params: ParamValues = {},
  seed = 0,
): Promise<{
  readonly views: Readonly<Record<string, View>>
  readonly warnings: readonly string[]
  /** What the model that comes out says of every row, where one does. */
  readonly predictions?: Predictions
  /** The rows behind the views of a task. */
  readonly rows?: TaskResult['rows']
}> {
  const inputs = Object.fromEntries(
    Object.entries(fitted).map(([port, { model }]) => [port, { kind: 'model' as const, model }]),
  )
  const [first] = Object.values(fitted)
  const job = {
    node: 'task',
    stage,
    params,
    seed,
    inputs,
    ...(first && { raw: { ...first.raw, key: 'raw' } }),
  }
  const silent = { progress: () => {}, view: () => {} }
  const { views, warnings, ...done } = await execute(job, new AbortController().signal, silent, around)
  const said = warnings.map(({ message }) => message)
  return {
    views,
    warnings: said,
    ...(done.kind === 'model' && { predictions: done.predictions }),
    ...(done.kind === 'task' && { rows: done.rows }),
  }
}

/** The cells of a table view by column title. */
export function column(view: View | undefined, title: string): (string | number | null)[] {
  if (view?.kind !== 'table') throw new Error('This is no table')
  const at = view.columns.indexOf(title)
  if (at < 0) throw new Error(`There is no column "${title}" among ${view.columns.join(', ')}`)
  return view.rows.map((row) => row[at]!)
}

export function figure(view: View | undefined, name: string): number {
  if (view?.kind !== 'figures') throw new Error('These are no figures')
  return view.figures.find((one) => one.name === name)?.value ?? Number.NaN
}
