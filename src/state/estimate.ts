import type { Inferred } from '../core/pipeline/infer'
import { inOrder } from '../core/pipeline/graph'
import { wiresInto, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import { portKind } from '../core/ports'
import type { StageDescription } from '../core/stage'
import type { NodeStatus, Statuses } from '../engine/client'
import type { Pace } from './pace'
import { lookupStage } from './stages'

/** What a run of all that is not up to date will take. */
export interface Estimate {
  /** At the pace of earlier runs in this browser; nodes of stages that never ran here are not counted. */
  readonly milliseconds: number
  /** At most: as if every step made all of its columns anew. */
  readonly bytes: number
  /** How many of the nodes that will run nobody knows the pace of. */
  readonly unknown: number
}

/** Of a cell of a file as text, with what parts it from the next. */
const BYTES_OF_TEXT = 6
const BYTES_OF_CELL = 8

/** Rows that come out of every node: of its result, of what feeds it, or, of a file that was never read, by its size. */
export function rowsOf(pipeline: Pipeline, statuses: Statuses, inferred: Inferred): Map<string, number> {
  const rows = new Map<string, number>()
  for (const node of inOrder(pipeline)) {
    const { id } = node
    const feeders = wiresInto(pipeline, id).map(({ from }) => rows.get(from.node) ?? 0)
    const unread = sizeOf(node) / BYTES_OF_TEXT / Math.max(1, inferred.get(id)?.length ?? 0)
    rows.set(id, knownRows(statuses[id]) ?? Math.round(Math.max(unread, 0, ...feeders)))
  }
  return rows
}

const knownRows = (status: NodeStatus | undefined): number | undefined =>
  Object.values(status?.outputs ?? {}).find(({ kind, rows }) => kind !== 'model' && rows > 0)?.rows

/** Bytes of the file that a node reads. */
function sizeOf({ params }: PipelineNode): number {
  const sizes = Object.values(params).map((value) =>
    typeof value === 'object' && value !== null && 'hash' in value && 'size' in value
      ? Number(value.size)
      : 0,
  )
  return Math.max(0, ...sizes)
}

/** Cells that a node works on. */
export function cellsInto(
  pipeline: Pipeline,
  id: string,
  rows: ReadonlyMap<string, number>,
  inferred: Inferred,
): number {
  const into = wiresInto(pipeline, id).map(({ from }) => from.node)
  const ends = into.length > 0 ? into : [id]
  return Math.max(...ends.map((end) => (rows.get(end) ?? 0) * (inferred.get(end)?.length ?? 0)))
}

export function estimateRun(
  pipeline: Pipeline,
  statuses: Statuses,
  inferred: Inferred,
  pace: Pace,
): Estimate {
  const rows = rowsOf(pipeline, statuses, inferred)
  let milliseconds = 0
  let bytes = 0
  let unknown = 0
  for (const { id, stage } of pipeline.nodes) {
    const state = statuses[id]?.state ?? 'new'
    if (state === 'done' || state === 'warning') continue
    const cells = cellsInto(pipeline, id, rows, inferred)
    const known = pace[stage]
    if (known === undefined) unknown++
    else milliseconds += known * cells
    bytes += BYTES_OF_CELL * cells * copiesOf(lookupStage(stage))
  }
  return { milliseconds, bytes, unknown }
}

/** How many tables of the size of its input a stage makes: none where only a model comes out. */
const copiesOf = (stage: StageDescription | undefined): number =>
  Object.values(stage?.outputs ?? {}).filter((port) => portKind(port) !== 'model').length
