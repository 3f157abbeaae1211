import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { framesOf } from '../../core/pipeline/frames'
import { move } from '../../state/gestures'
import { useGraph, usePipeline, useRun, useSelection, useSession } from '../session'
import { withCarried } from './carry'
import { looksOf, projectEdges, projectFrames, projectNodes, type FlowEdge, type FlowNode } from './project'

/** React Flow's view of the pipeline, and what it tells of the person, turned into acts. */
export function useFlow() {
  const session = useSession()
  const pipeline = usePipeline((state) => state.pipeline)
  const looks = useRun(({ statuses }) => looksOf(statuses))
  const chosen = useSelection((state) => state.nodes)
  const chosenWires = useSelection((state) => state.wires)
  const chosenFrames = useSelection((state) => state.frames)
  /** What React Flow measured, and where nodes are while they are dragged. */
  const [own, setOwn] = useState<readonly FlowNode[]>([])
  const nodes = useMemo(
    () => [...projectFrames(pipeline, chosenFrames, own), ...projectNodes(pipeline, looks, chosen, own)],
    [pipeline, looks, chosen, chosenFrames, own],
  )
  const graph = useGraph()
  const edges = useMemo(() => projectEdges(graph, looks, chosenWires), [graph, looks, chosenWires])
  const handlers = useMemo(() => {
    const now = () => session.selection.getState()
    const drawn = () => session.pipeline.getState().pipeline
    const shown = (before: readonly FlowNode[]) => [
      ...projectFrames(drawn(), now().frames, before),
      ...projectNodes(drawn(), looksOf(session.run.getState().statuses), now().nodes, before),
    ]
    const pickUp = () => now().hold('dragged')
    const putDown = () => now().hold(null)
    return {
      // Told right after the selection: those who follow it then know that it is dragged.
      onNodeDragStart: pickUp,
      onSelectionDragStart: pickUp,
      onNodeDragStop: putDown,
      onSelectionDragStop: putDown,
      onNodesChange(reported: NodeChange<FlowNode>[]) {
        const changes = withCarried(drawn(), reported)
        setOwn((before) => applyNodeChanges(changes, shown(before)))
        const selected = chosenAfter(changes, [...now().nodes, ...now().frames])
        if (selected) {
          const frames = new Set(framesOf(drawn()).map(({ id }) => id))
          now().select(
            selected.filter((id) => !frames.has(id)),
            now().wires,
            selected.filter((id) => frames.has(id)),
          )
        }
        const moves = new Map(
          changes.flatMap((change) =>
            change.type === 'position' && change.dragging === false && change.position
              ? [[change.id, change.position] as const]
              : [],
          ),
        )
        if (moves.size === 0) return
        // What is taken away while it is dragged is never put down.
        if (now().held) putDown()
        move(session, moves)
      },
      onEdgesChange(changes: EdgeChange<FlowEdge>[]) {
        const selected = chosenAfter(changes, now().wires)
        if (selected) now().select(now().nodes, selected, now().frames)
      },
    }
  }, [session])
  return { nodes, edges, ...handlers }
}

/** What is chosen after the changes, or null when none of them is about that. */
function chosenAfter(
  changes: readonly (NodeChange | EdgeChange)[],
  before: readonly string[],
): string[] | null {
  const selected = new Set(before)
  let isAny = false
  for (const change of changes) {
    if (change.type !== 'select') continue
    isAny = true
    selected[change.selected ? 'add' : 'delete'](change.id)
  }
  return isAny ? [...selected] : null
}
