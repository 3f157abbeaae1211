import type { Edge, Node } from '@xyflow/react'
import { nodeTitle, type Pipeline } from '../../core/pipeline/pipeline'
import type { PortKind } from '../../core/stage'
import { kindOfOutput } from '../../state/add-stage'
import type { NodeState, Statuses } from '../../state/hooks'
import { lookupStage } from '../../state/stages'
import { wireKey } from '../../state/wire-key'
import { STATE_WORDS } from '../words'

export type FlowNode = Node<Record<string, never>, 'stage'>
export type FlowEdge = Edge<{ readonly kind: PortKind | undefined; readonly state: NodeState }, 'wire'>

const NOTHING: FlowNode['data'] = {}

/** React Flow's nodes for the pipeline. What it measured of a node before is kept. */
export function projectNodes(
  pipeline: Pipeline,
  statuses: Statuses,
  selected: readonly string[],
  before: readonly FlowNode[],
): FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]))
  const chosen = new Set(selected)
  return pipeline.nodes.map((node) => {
    const was = old.get(node.id)
    const ariaLabel = `${nodeTitle(node, lookupStage)}, ${STATE_WORDS[statuses[node.id]?.state ?? 'new']}`
    const isSelected = chosen.has(node.id)
    const moves = was?.dragging === true
    const position = moves ? was.position : { ...node.position }
    const same = was && was.position.x === position.x && was.position.y === position.y
    if (same && was.selected === isSelected && was.ariaLabel === ariaLabel) return was
    return { ...was, id: node.id, type: 'stage', data: NOTHING, position, selected: isSelected, ariaLabel }
  })
}

export function projectEdges(
  pipeline: Pipeline,
  statuses: Statuses,
  selected: readonly string[],
): FlowEdge[] {
  const chosen = new Set(selected)
  const title = (id: string) => {
    const node = pipeline.nodes.find((one) => one.id === id)
    return node ? nodeTitle(node, lookupStage) : id
  }
  return pipeline.wires.map((wire) => {
    const { from, to } = wire
    const id = wireKey(wire)
    return {
      id,
      type: 'wire',
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      selected: chosen.has(id),
      ariaLabel: `Wire from ${title(from.node)} to ${title(to.node)}`,
      data: { kind: kindOfOutput(pipeline, from), state: statuses[from.node]?.state ?? 'new' },
    }
  })
}
