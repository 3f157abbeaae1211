import { EXCLUDED, TEST, type RowRoles } from '../core/dataset'
import type { Recipe } from '../core/lineage'
import type { ParamValues } from '../core/params'
import { gathered } from '../core/ports'
import type { RefitContext } from '../core/stage'
import { takeTable, type Table } from '../core/table'
import { applyWrapper, type Applies } from '../runtime/predict'
import type { StageModule } from '../stages/modules'
import type { FittedNode } from './fit-node'
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
  const output = applyWrapper({ stage: module.stage.id, params }, learned, rows.raw, applies)
  const fitted = { learned, output: { ...output, roles: rows.roles } }
  return stopped === undefined ? fitted : { ...fitted, stopped }
}

function withoutTest({ raw, roles }: { readonly raw: Table; readonly roles: RowRoles }) {
  const kept = Uint32Array.from(
    [...roles.keys()].filter((row) => roles[row] !== TEST && roles[row] !== EXCLUDED),
  )
  return { raw: derivedRaw(raw, takeTable(raw, kept)), roles: Uint8Array.from(kept, (row) => roles[row]!) }
}
