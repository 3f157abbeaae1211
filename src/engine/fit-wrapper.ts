import type { RefitContext } from '../core/context'
import { EXCLUDED, TEST, type RowRoles } from '../core/dataset'
import type { Recipe } from '../core/lineage'
import type { ParamValues } from '../core/params'
import { gathered } from '../core/ports'
import { takeTable, type Table } from '../core/table'
import { applyWrapper, type Applies } from '../runtime/predict'
import type { StageModule } from '../stages/modules'
import { rowsAsked, takeRoles, type FittedNode } from './fit-node'
import { derivedRaw } from './raw-keys'

/**
 * Fits a wrapper on its models' recipes. Rows that are held out for testing are not handed to it at all, so that
 * nothing it chooses can hang on them.
 */
export async function fitWrapper(
  module: StageModule,
  models: Readonly<Record<string, Recipe>>,
  rows: { readonly raw: Table; readonly roles: RowRoles },
  params: ParamValues,
  context: RefitContext,
  applies: Applies,
  say?: readonly number[],
): Promise<FittedNode> {
  if (!module.fitWrapper) throw new Error(`${module.stage.id} is not a wrapper`)
  context.signal.throwIfAborted()
  const { stopped, ...learned } = await module.fitWrapper(
    gathered(models),
    withoutTest(rows),
    params,
    context,
  )
  context.signal.throwIfAborted()
  const asked = say && rowsAsked(rows.roles, say)
  const raw = asked ? takeTable(rows.raw, asked) : rows.raw
  const output = applyWrapper({ stage: module.stage.id, params }, learned, raw, applies)
  const roles = asked ? takeRoles(rows.roles, asked) : rows.roles
  const fitted = { learned, output: { ...output, roles } }
  return stopped === undefined ? fitted : { ...fitted, stopped }
}

function withoutTest({ raw, roles }: { readonly raw: Table; readonly roles: RowRoles }) {
  const kept = Uint32Array.from(
    [...roles.keys()].filter((row) => roles[row] !== TEST && roles[row] !== EXCLUDED),
  )
  return { raw: derivedRaw(raw, takeTable(raw, kept)), roles: Uint8Array.from(kept, (row) => roles[row]!) }
}
