import type { Connection, FinalConnectionState, IsValidConnection, OnConnectStartParams } from '@xyflow/react'
import { useMemo, useRef, useState } from 'react'
import { drawWire, moveWire, wireRepair } from '../../state/gestures'
import type { Wire } from '../../core/pipeline/pipeline'
import { useSession } from '../session'
import { notify } from '../shell/notify'
import { fits, nodeAt, wireBetween, wireToNode, type LooseEnd, type Point } from './connecting'
import type { FlowEdge } from './project'

type Ends = Pick<FlowEdge, 'source' | 'target' | 'sourceHandle' | 'targetHandle'>

const wireOf = ({ source, sourceHandle, target, targetHandle }: Ends): Wire => ({
  from: { node: source, port: sourceHandle ?? '' },
  to: { node: target, port: targetHandle ?? '' },
})

type Handle = NonNullable<FinalConnectionState['fromHandle']>
const looseAt = ({ id, nodeId, type }: Handle): LooseEnd => ({
  end: { node: nodeId, port: id ?? '' },
  side: type === 'target' ? 'input' : 'output',
})

/** Drawing wires: what fits is known while dragging, what is refused is said, what ends in nothing is offered stages. */
export function useWiring(onLoose: (loose: LooseEnd, point: { x: number; y: number }) => void) {
  const session = useSession()
  const [loose, setLoose] = useState<LooseEnd | null>(null)

  /** The wire whose end is being moved; React Flow tells of such a drag as of a new wire too. */
  const moving = useRef<FlowEdge | null>(null)

  const handlers = useMemo(() => {
    const refuse = (reason: string, wire: Wire) => {
      const repair = wireRepair(session, wire)
      void notify({
        id: 'refused',
        title: 'That wire does not fit',
        message: reason,
        tone: 'bad',
        ...(repair && { action: { label: `Put ${repair.title} in between`, run: repair.apply } }),
      })
    }
    const draw = (wire: Wire) => {
      const reason = drawWire(session, wire)
      if (reason) refuse(reason, wire)
    }
    const shift = (edge: FlowEdge, wire: Wire | null) => {
      const reason = moveWire(session, wireOf(edge), wire)
      if (reason && wire) refuse(reason, wire)
    }
    const pipeline = () => session.pipeline.getState().pipeline
    const isValidConnection: IsValidConnection<FlowEdge> = ({
      source,
      sourceHandle,
      target,
      targetHandle,
    }) => {
      const { from, to } = wireOf({
        source,
        sourceHandle: sourceHandle ?? null,
        target,
        targetHandle: targetHandle ?? null,
      })
      return fits(pipeline(), { end: from, side: 'output' }, to, 'input')
    }
    /** The wire to the port or the node that a drag ended on, which is none of `ends`; or where, if on nothing. */
    const landed = (
      event: MouseEvent | TouchEvent,
      { fromHandle, toHandle }: FinalConnectionState,
      ends: readonly string[],
    ): { wire?: Wire | null | undefined; nowhere?: Point } => {
      if (!fromHandle) return {}
      const from = looseAt(fromHandle)
      if (toHandle) {
        const to = looseAt(toHandle)
        return { wire: wireBetween(from, to.end, to.side) }
      }
      const { clientX: x, clientY: y } = 'changedTouches' in event ? event.changedTouches[0]! : event
      const node = nodeAt({ x, y })
      if (node === undefined) return { nowhere: { x, y } }
      return ends.includes(node) ? {} : { wire: wireToNode(pipeline(), from, node) }
    }
    return {
      isValidConnection,
      onConnect: (connection: Connection) => draw(wireOf(connection)),
      onConnectStart(_: unknown, { handleId, handleType, nodeId }: OnConnectStartParams) {
        if (!nodeId || handleId === null) return
        setLoose({
          end: { node: nodeId, port: handleId },
          side: handleType === 'target' ? 'input' : 'output',
        })
      },
      onConnectEnd(event: MouseEvent | TouchEvent, end: FinalConnectionState) {
        setLoose(null)
        if (end.isValid || moving.current || !end.fromHandle) return
        const { nowhere, wire } = landed(event, end, [end.fromHandle.nodeId])
        if (wire) draw(wire)
        else if (nowhere) onLoose(looseAt(end.fromHandle), nowhere)
      },
      onReconnect: (edge: FlowEdge, connection: Connection) => shift(edge, wireOf(connection)),
      onReconnectStart: (_: unknown, edge: FlowEdge) => void (moving.current = edge),
      onReconnectEnd(event: MouseEvent | TouchEvent, edge: FlowEdge, _: unknown, end: FinalConnectionState) {
        moving.current = null
        if (end.isValid) return
        const { nowhere, wire } = landed(event, end, [edge.source, edge.target])
        if (wire) shift(edge, wire)
        else if (nowhere) shift(edge, null)
      },
    }
  }, [session, onLoose])
  return { loose, handlers }
}
