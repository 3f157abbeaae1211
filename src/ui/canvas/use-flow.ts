import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { move } from '../../state/gestures'
import { usePipeline, useRun, useSelection, useSession } from '../session'
import { looksIn, looksKey, projectEdges, projectNodes, type FlowEdge, type FlowNode } from './project'

/** React Flow's view of the pipeline, and what it tells of the person, turned into acts. */
export function useFlow() {
  const session = useSession()
  const pipeline = usePipeline((state) => state.pipeline)
  const looks = useRun(({ statuses }) => looksKey(statuses))
  const chosen = useSelection((state) => state.nodes)
  const chosenWires = useSelection((state) => state.wires)
  /** What React Flow measured, and where nodes are while they are dragged. */
  const [own, setOwn] = useState<readonly FlowNode[]>([])
  const nodes = useMemo(
    () => projectNodes(pipeline, looksIn(looks), chosen, own),
    [pipeline, looks, chosen, own],
  )
  const edges = useMemo(
    () => projectEdges(pipeline, looksIn(looks), chosenWires),
    [pipeline, looks, chosenWires],
  )
  const handlers = useMemo(() => {
    const now = () => session.selection.getState()
    const shown = (before: readonly FlowNode[]) =>
      projectNodes(
        session.pipeline.getState().pipeline,
        looksIn(looksKey(session.run.getState().statuses)),
        now().nodes,
        before,
      )
    return {
      onNodesChange(changes: NodeChange<FlowNode>[]) {
        setOwn((before) => applyNodeChanges(changes, shown(before)))
        const selected = chosenAfter(changes, now().nodes)
        if (selected) now().select(selected, now().wires)
        const moves = new Map(
          changes.flatMap((change) =>
            change.type === 'position' && change.dragging === false && change.position
              ? [[change.id, change.position] as const]
              : [],
          ),
        )
        if (moves.size > 0) move(session, moves)
      },
      onEdgesChange(changes: EdgeChange<FlowEdge>[]) {
        const selected = chosenAfter(changes, now().wires)
        if (selected) now().select(now().nodes, selected)
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
