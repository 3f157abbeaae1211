import { BaseEdge, type EdgeProps } from '@xyflow/react'
import type { FlowEdge } from './project'
import { wirePath } from '../../core/draw/wire-path'

/** A wire in the colour of what flows on it. */
export function WireEdge({ data, ...ends }: EdgeProps<FlowEdge>) {
  return (
    <g data-kind={data?.kind} data-flows={data?.state === 'running' || undefined}>
      <BaseEdge path={wirePath(ends, data?.input ?? 0)} interactionWidth={20} className="wire" />
    </g>
  )
}
