import type { NodeChange } from '@xyflow/react'
import { carriedBy } from '../../core/pipeline/frames'
import type { Pipeline } from '../../core/pipeline/pipeline'
import type { FlowNode } from './project'

/** What React Flow tells, and, where a frame is moved, the same move of what lies in it. */
export function withCarried(
  pipeline: Pipeline,
  changes: readonly NodeChange<FlowNode>[],
): NodeChange<FlowNode>[] {
  const told = new Map(
    changes.flatMap((change) =>
      change.type === 'position' && change.position && change.dragging !== undefined
        ? [[change.id, { position: change.position, dragging: change.dragging }] as const]
        : [],
    ),
  )
  if (told.size === 0) return [...changes]
  const moves = new Map([...told].map(([id, { position }]) => [id, position]))
  const dragging = [...told.values()].some((one) => one.dragging)
  const carried = [...carriedBy(pipeline, moves)].filter(([id]) => !told.has(id))
  return [
    ...changes,
    ...carried.map(([id, position]) => ({ id, type: 'position' as const, position, dragging })),
  ]
}
