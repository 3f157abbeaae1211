import type { Rows } from '../core/dataset'
import { RAW, type Lineage, type LineageNode, type WrapperLearned } from '../core/lineage'
import { gathered } from '../core/ports'
import type { Table } from '../core/table'
import type { AnyApply } from '../stages/apply'

/** How the predictor finds a stage's apply. */
export type Applies = Pick<ReadonlyMap<string, AnyApply>, 'get'>

/**
 * The one predictor: raw rows through every step of a lineage. Every row comes out, in order.
 * @throws Error for a stage that this version does not have.
 */
export function predict(lineage: Lineage, raw: Table, applies: Applies): Rows {
  const done = new Map<string, Rows>([[RAW, { table: raw, target: null }]])
  let last: Rows = { table: raw, target: null }
  for (const node of lineage.nodes) {
    last = applyNode(node, raw, done, applies)
    done.set(node.id, last)
  }
  return last
}

function applyNode(node: LineageNode, raw: Table, done: ReadonlyMap<string, Rows>, applies: Applies): Rows {
  if (node.models) return applyWrapper(node, node.learned as WrapperLearned, raw, applies)
  const apply = applies.get(node.stage)
  if (!apply) throw new Error(`There is no stage "${node.stage}" to apply`)
  const rows = Object.fromEntries(Object.entries(node.inputs).map(([port, id]) => [port, done.get(id)!]))
  return apply(node.learned, gathered(rows), node.params)
}

/** What a wrapper makes of the predictions of the models that it fitted. */
export function applyWrapper(
  { stage, params }: Pick<LineageNode, 'stage' | 'params'>,
  { models, own }: WrapperLearned,
  raw: Table,
  applies: Applies,
): Rows {
  const apply = applies.get(stage)
  if (!apply) throw new Error(`There is no stage "${stage}" to apply`)
  const rows = Object.entries(models).map(([name, lineage]) => [name, predict(lineage, raw, applies)])
  return apply(own, Object.fromEntries(rows) as Record<string, Rows>, params)
}

/** The raw columns that a prediction looks at: all but the target and those that were ignored. */
export function inputColumns({ table, target }: Rows, raw: readonly string[]): string[] {
  const unused = new Set(
    table.columns.filter(({ role }) => role !== 'feature' && role !== 'prediction').map(({ name }) => name),
  )
  return raw.filter((name) => name !== target?.column && !unused.has(name))
}
