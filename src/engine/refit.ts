import type { RowRoles } from '../core/dataset'
import { truthOf } from '../core/dataset'
import { scoresOf } from '../core/features'
import { RAW, type Lineage, type LineageNode, type RecipeNode } from '../core/lineage'
import type { Predictions } from '../core/predictions'
import type { Refitted, RefitContext, RefitRequest } from '../core/stage'
import type { Table } from '../core/table'
import { predict } from '../runtime/predict'
import { makeContext, type Reports } from './context'
import { fitNode, type FittedNode, type Flow } from './fit-node'
import { fitWrapper } from './fit-wrapper'
import type { Stages } from './stages'

/** A request with the seed that its random streams hang on. */
export type SeededRequest = RefitRequest & { readonly seed: number }

/**
 * Fits a whole lineage from raw rows up: `roles` says who trains, one code of ROW_ROLES per raw row.
 * The only place where folds happen.
 */
export async function refit(
  request: SeededRequest,
  stages: Stages,
  signal: AbortSignal,
  reports: Reports = {},
): Promise<{ readonly lineage: Lineage; readonly flow: Flow }> {
  const { recipe, raw, roles, overrides = {} } = request
  const flows = new Map<string, Flow>([[RAW, { table: raw, target: null, roles: null }]])
  const nodes: LineageNode[] = []
  let flow: Flow = flows.get(RAW)!
  for (const node of recipe.nodes) {
    const params = { ...node.params, ...overrides[node.id] }
    const context = refitContext(request, node.id, stages, signal, reports)
    const { learned, output } = await fitOne({ ...node, params }, flows, raw, roles, stages, context)
    flow = output
    flows.set(node.id, flow)
    nodes.push({ ...node, params, learned })
  }
  return { lineage: { cast: recipe.cast, nodes }, flow }
}

async function fitOne(
  node: RecipeNode,
  flows: ReadonlyMap<string, Flow>,
  raw: Table,
  roles: RowRoles,
  stages: Stages,
  context: RefitContext,
): Promise<FittedNode> {
  const module = await stages.load(node.stage)
  if (node.models)
    return fitWrapper(module, node.models, { raw, roles }, node.params, context, stages.applies)
  const inputs = Object.fromEntries(Object.entries(node.inputs).map(([port, id]) => [port, flows.get(id)!]))
  return fitNode(module, inputs, node.params, context, roles)
}

/** The context of a node within a refit: what it refits in turn runs in the same thread. */
function refitContext(
  { seed }: SeededRequest,
  node: string,
  stages: Stages,
  signal: AbortSignal,
  reports: Reports,
): RefitContext {
  return {
    ...makeContext(seed, node, signal, reports),
    refit: (inner) => refitted({ seed, ...inner }, stages, signal),
    predict: ({ lineage }, raw) => predict(lineage, raw, stages.applies),
  }
}

/** A refit as those see it who asked for it. */
export async function refitted(
  request: SeededRequest,
  stages: Stages,
  signal: AbortSignal,
): Promise<Refitted> {
  const began = performance.now()
  const { lineage, flow } = await refit(request, stages, signal)
  return { lineage, predictions: predictionsOf(flow), milliseconds: performance.now() - began }
}

/** What the learner at the end of a flow says of every row. @throws Error when there is no learner. */
export function predictionsOf(flow: Flow): Predictions {
  const { table, target, roles } = flow
  if (!target || !roles) throw new Error('Predictions need a target and row roles')
  return { target, ids: table.ids, truth: truthOf(table, target), scores: scoresOf(table), roles }
}
