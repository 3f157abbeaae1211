import { scoresOf } from '../core/features'
import { truthOf, type RowRoles } from '../core/dataset'
import { RAW, type Lineage, type LineageNode } from '../core/lineage'
import type { ParamValues } from '../core/params'
import type { Predictions } from '../core/predictions'
import type { Context } from '../core/stage'
import type { Table } from '../core/table'
import type { LoadStage } from '../stages/modules'
import { fitNode, type Flow } from './fit-node'

/** A lineage before anything is learned: what `refit` fits. */
export interface Recipe {
  readonly cast: Lineage['cast']
  readonly nodes: readonly Omit<LineageNode, 'learned'>[]
}

/** Node id to parameters that replace the node's own. */
export type Overrides = Readonly<Record<string, ParamValues>>

export interface Refitted {
  readonly lineage: Lineage
  /** What flows out of the last node: every row that came in, in order, then made rows. */
  readonly flow: Flow
}

/**
 * Fits a whole lineage from raw rows up: `roles` says who trains, one code of ROW_ROLES per raw row.
 * The only place where folds happen.
 */
export async function refit(
  recipe: Recipe,
  raw: Table,
  roles: RowRoles,
  loadStage: LoadStage,
  contextFor: (node: string) => Context,
  overrides: Overrides = {},
): Promise<Refitted> {
  const flows = new Map<string, Flow>([[RAW, { table: raw, target: null, roles: null }]])
  const nodes: LineageNode[] = []
  let flow: Flow = flows.get(RAW)!
  for (const node of recipe.nodes) {
    const inputs = Object.fromEntries(Object.entries(node.inputs).map(([port, id]) => [port, flows.get(id)!]))
    const params = { ...node.params, ...overrides[node.id] }
    const fitted = await fitNode(await loadStage(node.stage), inputs, params, contextFor(node.id), roles)
    flow = fitted.output
    flows.set(node.id, flow)
    nodes.push({ ...node, params, learned: fitted.learned })
  }
  return { lineage: { cast: recipe.cast, nodes }, flow }
}

/** What the learner at the end of a flow says of every row. @throws Error when there is no learner. */
export function predictionsOf(flow: Flow): Predictions {
  const { table, target, roles } = flow
  if (!target || !roles) throw new Error('Predictions need a target and row roles')
  return { target, ids: table.ids, truth: truthOf(table, target), scores: scoresOf(table), roles }
}
