import { concatTables } from '../core/concat'
import type { Context } from '../core/context'
import { EXCLUDED, TRAIN, trainingRows, type RowRoles, type Rows } from '../core/dataset'
import { canHaveMemory, requireMemory } from '../core/memory'
import type { ParamValues } from '../core/params'
import { gathered } from '../core/ports'
import { rowCount, takeTable, type Table } from '../core/table'
import type { StageModule } from '../stages/modules'

/** Rows with their roles; before the split nobody has a role yet. */
export interface Flow extends Rows {
  readonly roles: RowRoles | null
}

export interface FittedNode {
  readonly learned: unknown
  readonly output: Flow
  /** Why the fit ended before its time, in words. */
  readonly stopped?: string
}

/**
 * Fits one step on the training rows of its inputs and applies it to every row, or to those with the roles of `say`. The
 * only place where a `fit` is called, for the run of a graph and for every fold alike.
 */
export async function fitNode(
  module: StageModule,
  inputs: Readonly<Record<string, Flow>>,
  params: ParamValues,
  context: Context,
  givenRoles: RowRoles | null,
  say?: readonly number[],
): Promise<FittedNode> {
  const { apply, assignRoles, fit } = module
  if (!apply) throw new Error(`${module.stage.id} is not a step`)
  context.signal.throwIfAborted()
  const first = Object.values(inputs)[0]!
  const roles = assignRoles ? (givenRoles ?? assignRoles(first.table, params, context)) : first.roles
  if (!fit) return { learned: null, output: { ...apply(null, gathered(inputs), params), roles } }
  if (!roles) throw new Error(`${module.stage.id} learns from rows, so it needs a split before it`)
  const rows = mapFlows(inputs, (flow) => trainingOf(flow, roles))
  const given = gathered(rows)
  await requireRoom(module, given, params, context)
  const { learned, training, stopped } = await fit(given, params, context)
  context.signal.throwIfAborted()
  const asked = say && !training ? rowsAsked(roles, say) : undefined
  const answered = asked ? mapFlows(inputs, (flow) => takeFlow(flow, asked)) : inputs
  const applied = {
    ...apply(learned, gathered(answered), params),
    roles: asked ? takeRoles(roles, asked) : roles,
  }
  const output = training ? withTraining(applied, roles, training) : applied
  return { learned, output, ...(stopped !== undefined && { stopped }) }
}

/** @throws UserError where what the fit needs cannot be had */
async function requireRoom(
  { memory, stage }: StageModule,
  rows: Parameters<NonNullable<StageModule['memory']>>[0],
  params: ParamValues,
  { helpers }: Context,
): Promise<void> {
  if (!memory) return
  const need = await memory(rows, params, helpers?.most ?? 0)
  if (typeof need !== 'number' && canHaveMemory(need.bound)) return
  requireMemory(
    typeof need === 'number' ? need : await need.about(),
    `${stage.title} on these training rows needs`,
    'Take fewer rows or features, choose another learner, or close other tabs.',
  )
}

function mapFlows<T>(inputs: Readonly<Record<string, Flow>>, of: (flow: Flow) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(inputs).map(([port, flow]) => [port, of(flow)]))
}

/** The places of the rows with one of these roles. */
export const rowsAsked = (roles: RowRoles, say: readonly number[]): Uint32Array =>
  Uint32Array.from(roles.keys()).filter((row) => say.includes(roles[row]!))

export const takeRoles = (roles: RowRoles, rows: Uint32Array): RowRoles =>
  Uint8Array.from(rows, (row) => roles[row]!)

const takeFlow = (flow: Flow, rows: Uint32Array): Flow => ({
  table: takeTable(flow.table, rows),
  target: flow.target,
  roles: flow.roles && takeRoles(flow.roles, rows),
})

/** Flows that were fitted on before; from the second time on with their training rows, since a third is likely. */
const fittedOn = new WeakMap<Flow, Rows | null>()

function trainingOf(flow: Flow, roles: RowRoles): Rows {
  if (flow.roles !== roles) return trainingRows(flow, roles)
  const known = fittedOn.get(flow)
  if (known) return known
  const rows = trainingRows(flow, roles)
  fittedOn.set(flow, known === null ? rows : null)
  return rows
}

/** The training rows as `fit` gave them back: missing ones are excluded, new ids are made rows at the end. */
function withTraining(applied: Rows, roles: RowRoles, training: Table): Flow {
  const count = rowCount(applied.table)
  const given = new Map<number, number>()
  training.ids.forEach((id, i) => given.set(id, count + i))
  const changed = [...roles]
  const chosen = [...applied.table.ids].map((id, row) => {
    if (roles[row] !== TRAIN) return row
    const at = given.get(id)
    if (at === undefined) changed[row] = EXCLUDED
    return at ?? row
  })
  const own = new Set(applied.table.ids)
  for (const [id, at] of given) {
    if (own.has(id)) continue
    chosen.push(at)
    changed.push(TRAIN)
  }
  const table = takeTable(concatTables(applied.table, training), Uint32Array.from(chosen))
  return { table, target: applied.target, roles: Uint8Array.from(changed) }
}
