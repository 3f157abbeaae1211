import { createContext } from 'react'
import { whyNot } from '../../core/pipeline/connect'
import { nodePorts } from '../../core/pipeline/node-ports'
import { wireInto, type End, type Pipeline, type Wire } from '../../core/pipeline/pipeline'
import { lookupStage } from '../../state/stages'

export type Side = 'input' | 'output'

/** The end of a wire that is being dragged. */
export interface LooseEnd {
  readonly end: End
  readonly side: Side
}

/** Where something is on the screen, in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The node of a stage that lies there, on top of all else. */
export const nodeAt = ({ x, y }: Point): string | undefined =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node-stage')?.dataset['id']

export const ConnectingContext = createContext<LooseEnd | null>(null)

/** The wire between a loose end and a port; null when both are on the same side. */
export function wireBetween(loose: LooseEnd, port: End, side: Side): Wire | null {
  if (loose.side === side) return null
  return side === 'input' ? { from: loose.end, to: port } : { from: port, to: loose.end }
}

/** Whether a loose end may go to a port. */
export function fits(pipeline: Pipeline, loose: LooseEnd, port: End, side: Side): boolean {
  const wire = wireBetween(loose, port, side)
  return wire !== null && whyNot(pipeline, wire, lookupStage) === null
}

/**
 * The wire from a loose end to a node that it was dropped on: to the first port that fits, a free one where there is
 * one, or else to the first.
 */
export function wireToNode(pipeline: Pipeline, loose: LooseEnd, node: string): Wire | undefined {
  const side: Side = loose.side === 'output' ? 'input' : 'output'
  const { inputs, outputs } = nodePorts(pipeline, node, lookupStage)
  const ports = Object.keys(side === 'input' ? inputs : outputs)
  const fitting = ports.filter((name) => fits(pipeline, loose, { node, port: name }, side))
  const free = fitting.find((name) => side === 'output' || !wireInto(pipeline, node, name))
  const port = free ?? fitting[0] ?? ports[0]
  return port === undefined ? undefined : (wireBetween(loose, { node, port }, side) ?? undefined)
}
