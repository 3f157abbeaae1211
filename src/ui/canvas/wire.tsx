import { BaseEdge, getBezierPath, getSmoothStepPath, type EdgeProps } from '@xyflow/react'
import type { FlowEdge } from './project'

/** A wire in the colour of what flows on it. One that goes back runs between the rows. */
export function WireEdge({ data, ...ends }: EdgeProps<FlowEdge>) {
  const isBack = ends.targetX < ends.sourceX
  const [path] = isBack
    ? getSmoothStepPath({ ...ends, borderRadius: 16, offset: 24 })
    : getBezierPath({ ...ends, curvature: 0.3 })
  return (
    <g data-kind={data?.kind} data-flows={data?.state === 'running' || undefined}>
      <BaseEdge path={path} interactionWidth={20} className="wire" />
    </g>
  )
}
