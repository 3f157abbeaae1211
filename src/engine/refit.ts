import type { RefitContext, RefitRequest, Refitted } from '../core/context'
import type { RowRoles } from '../core/dataset'
import type { Helpers } from '../core/helper'
import { RAW, type Lineage, type LineageNode, type RecipeNode } from '../core/lineage'
import { predictionsIn } from '../core/predicted'
import type { Predictions } from '../core/predictions'
import type { Table } from '../core/table'
import { predict } from '../runtime/predict'
import type { Beginnings } from './beginnings'
import { makeContext, type Reports } from './context'
import { fitNode, type FittedNode, type Flow } from './fit-node'
import { fitWrapper } from './fit-wrapper'
import type { Stages } from './stages'

/** A request with the seed that its random streams hang on. */
export type SeededRequest = RefitRequest & { readonly seed: number }

/**
 * Fits a whole lineage from raw rows up: `roles` says who trains, one code of ROW_ROLES per raw row.
 * The only place where folds happen.
 * @param beginnings what refits that began alike gave; what they said on the way is not said again
 * @param helpers for fits of its own steps; what those refit in turn has none
 * @returns also how long all steps took, those that were there already included
 */
export async function refit(
  request: SeededRequest,
  stages: Stages,
  signal: AbortSignal,
  reports: Reports = {},
  beginnings?: Beginnings,
  helpers?: Helpers,
): Promise<{ readonly lineage: Lineage; readonly flow: Flow; readonly milliseconds: number }> {
  const { recipe, raw, roles, overrides = {} } = request
  const flows = new Map<string, Flow>([[RAW, { table: raw, target: null, roles: null }]])
  const nodes: LineageNode[] = []
  let flow: Flow = flows.get(RAW)!
  let milliseconds = 0
  let key = beginnings?.start(raw, roles, request.seed)
  for (const [at, given] of recipe.nodes.entries()) {
    const node = { ...given, params: { ...given.params, ...overrides[given.id] } }
    const isLast = at === recipe.nodes.length - 1
    key = key === undefined || isLast || node.models ? undefined : beginnings?.after(key, node)
    const known = key === undefined ? undefined : beginnings?.find(key)
    const heard = isLast ? reports : withoutProgress(reports)
    const context = {
      ...refitContext(request, node.id, stages, signal, heard, beginnings),
      ...(helpers && { helpers }),
    }
    const began = performance.now()
    const say = isLast ? request.say : undefined
    const fitted = known?.fitted ?? (await fitOne(node, flows, { raw, roles }, stages, context, say))
    const took = known?.milliseconds ?? performance.now() - began
    if (key !== undefined && !known) beginnings?.put(key, { fitted, milliseconds: took })
    milliseconds += took
    flow = fitted.output
    flows.set(node.id, flow)
    nodes.push({ ...node, learned: fitted.learned })
  }
  return { lineage: { cast: recipe.cast, nodes }, flow, milliseconds }
}

async function fitOne(
  node: RecipeNode,
  flows: ReadonlyMap<string, Flow>,
  rows: { readonly raw: Table; readonly roles: RowRoles },
  stages: Stages,
  context: RefitContext,
  say: RefitRequest['say'],
): Promise<FittedNode> {
  const module = await stages.load(node.stage)
  if (node.models) return fitWrapper(module, node.models, rows, node.params, context, stages.applies, say)
  const inputs = Object.fromEntries(Object.entries(node.inputs).map(([port, id]) => [port, flows.get(id)!]))
  return fitNode(module, inputs, node.params, context, rows.roles, say)
}

/** How far the learner is says how far the refit is. */
const withoutProgress = ({ progress: _progress, ...others }: Reports): Reports => others

/** The context of a node within a refit: what it refits in turn runs in the same thread. */
function refitContext(
  { seed }: SeededRequest,
  node: string,
  stages: Stages,
  signal: AbortSignal,
  reports: Reports,
  beginnings: Beginnings | undefined,
): RefitContext {
  return {
    ...makeContext(seed, node, signal, reports),
    refit: (inner, progress) => refitted({ seed, ...inner }, stages, signal, beginnings, progress),
    predict: ({ lineage }, raw) => predict(lineage, raw, stages.applies),
  }
}

/** A refit as those see it who asked for it. */
export async function refitted(
  request: SeededRequest,
  stages: Stages,
  signal: AbortSignal,
  beginnings?: Beginnings,
  progress?: (fraction: number) => void,
  helpers?: Helpers,
): Promise<Refitted> {
  const reports = progress ? { progress } : {}
  const { lineage, flow, milliseconds } = await refit(request, stages, signal, reports, beginnings, helpers)
  return { lineage, predictions: predictionsOf(flow), milliseconds }
}

/** What the learner at the end of a flow says of every row. @throws Error when there is no learner. */
export function predictionsOf(flow: Flow): Predictions {
  if (!flow.target || !flow.roles) throw new Error('Predictions need a target and row roles')
  return predictionsIn(flow, flow.roles)
}
