import type { Rows } from '../core/dataset'
import { RAW, type Lineage, type LineageNode, type WrapperLearned } from '../core/lineage'
import { gathered } from '../core/ports'
import type { Table } from '../core/table'
import type { AnyApply } from '../stages/apply'

/** Told of every step that was applied, the models inside a wrapper first; `within` names the wrappers around it. */
export type Visit = (
  node: Pick<LineageNode, 'id' | 'stage'>,
  inputs: Readonly<Record<string, Rows>>,
  output: Rows,
  within: readonly string[],
) => void

/** How the predictor finds a stage's apply. */
export type Applies = Pick<ReadonlyMap<string, AnyApply>, 'get'>

/**
 * The one predictor: raw rows through every step of a lineage. Every row comes out, in order.
 * @throws Error for a stage that this version does not have.
 */
export function predict(
  lineage: Lineage,
  raw: Table,
  applies: Applies,
  visit?: Visit,
  within: readonly string[] = [],
): Rows {
  const done = new Map<string, Rows>([[RAW, { table: raw, target: null }]])
  let last: Rows = { table: raw, target: null }
  for (const node of lineage.nodes) {
    last = applyNode(node, raw, done, applies, visit, within)
    done.set(node.id, last)
  }
  return last
}

function applyNode(
  node: LineageNode,
  raw: Table,
  done: ReadonlyMap<string, Rows>,
  applies: Applies,
  visit: Visit | undefined,
  within: readonly string[],
): Rows {
  if (node.models) return applyWrapper(node, node.learned as WrapperLearned, raw, applies, visit, within)
  const apply = applies.get(node.stage)
  if (!apply) throw new Error(`There is no stage "${node.stage}" to apply`)
  const rows = Object.fromEntries(Object.entries(node.inputs).map(([port, id]) => [port, done.get(id)!]))
  const output = apply(node.learned, gathered(rows), node.params)
  visit?.(node, rows, output, within)
  return output
}

/** What a wrapper makes of the predictions of the models that it fitted. */
export function applyWrapper(
  { id = '', stage, params }: Pick<LineageNode, 'stage' | 'params'> & { readonly id?: string },
  { models, own }: WrapperLearned,
  raw: Table,
  applies: Applies,
  visit?: Visit,
  within: readonly string[] = [],
): Rows {
  const apply = applies.get(stage)
  if (!apply) throw new Error(`There is no stage "${stage}" to apply`)
  const inner = [...within, id]
  const rows = Object.fromEntries(
    Object.entries(models).map(([name, lineage]) => [name, predict(lineage, raw, applies, visit, inner)]),
  )
  const output = apply(own, rows, params)
  visit?.({ id, stage }, rows, output, within)
  return output
}

/** The raw columns that a prediction looks at: all but the target and those that were ignored. */
export function inputColumns({ table, target }: Rows, raw: readonly string[]): string[] {
  const unused = new Set(
    table.columns.filter(({ role }) => role !== 'feature' && role !== 'prediction').map(({ name }) => name),
  )
  return raw.filter((name) => name !== target?.column && !unused.has(name))
}
