import { completeParams } from '../check-params'
import type { ColumnInfo } from '../column'
import { usesRaw, type KnownColumns, type StageDescription } from '../stage'
import { portsUnder } from '../ports'
import { inOrder, upstream } from './graph'
import { wiresInto, type Pipeline, type PipelineNode, type StageLookup } from './pipeline'

/** The columns that come out of every node, as far as they are known before anything runs, by node id. */
export type Inferred = ReadonlyMap<string, readonly ColumnInfo[]>

/** Walks the graph in order; nodes on a cycle and unknown stages know nothing. */
export function inferColumns(pipeline: Pipeline, lookup: StageLookup): Inferred {
  const known = new Map<string, readonly ColumnInfo[]>()
  for (const node of inOrder(pipeline)) {
    const stage = lookup(node.stage)
    if (stage) known.set(node.id, columnsOut(stage, node, columnsInto(pipeline, node.id, known)))
  }
  return known
}

/** Port to the columns that flow into a node. */
export function columnsInto(pipeline: Pipeline, node: string, inferred: Inferred): KnownColumns {
  return Object.fromEntries(
    wiresInto(pipeline, node).map(({ from, to }) => [to.port, inferred.get(from.node) ?? []]),
  )
}

/**
 * The columns that a stage's parameters choose from: those of its first input, or its own where it has none. A stage
 * that uses the raw rows chooses among theirs.
 */
export function columnsToChoose(
  stage: StageDescription,
  pipeline: Pipeline,
  node: string,
  inferred: Inferred,
  lookup: StageLookup,
): readonly ColumnInfo[] {
  if (Object.keys(stage.inputs).length === 0) return inferred.get(node) ?? []
  if (usesRaw(stage)) return inferred.get(rawNode(pipeline, node, lookup)) ?? []
  return columnsOfFirst(stage, columnsInto(pipeline, node, inferred))
}

/** Of the first input; where that takes many, of the first of those. */
function columnsOfFirst({ inputs }: StageDescription, into: KnownColumns): readonly ColumnInfo[] {
  const [first = ''] = Object.keys(inputs)
  const [port = first] = portsUnder(first, Object.keys(into))
  return into[port] ?? []
}

/** The node behind which lineages begin: a source, or the last stage that is not repeatable on one row. */
function rawNode(pipeline: Pipeline, node: string, lookup: StageLookup): string {
  const behind = upstream(pipeline, [node])
  const begins = inOrder(pipeline).findLast(({ id, stage }) => {
    const description = lookup(stage)
    const isSource = description?.kind === 'task' || description?.scope === 'table'
    return id !== node && isSource && behind.has(id)
  })
  return begins?.id ?? ''
}

function columnsOut(stage: StageDescription, node: PipelineNode, into: KnownColumns): readonly ColumnInfo[] {
  const first = columnsOfFirst(stage, into)
  if (!stage.infer) return first
  try {
    // The parameters' types are forgotten here; a stage whose parameters are broken says so by throwing.
    return stage.infer(into, completeParams(stage.params, node.params) as never)
  } catch {
    return first
  }
}
