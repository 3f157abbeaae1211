import type { Edge, Node } from '@xyflow/react'
import { framesOf } from '../../core/pipeline/frames'
import { nodePorts } from '../../core/pipeline/node-ports'
import { nodeTitle, type Pipeline } from '../../core/pipeline/pipeline'
import type { PortKind } from '../../core/ports'
import { kindOfOutput } from '../../state/add-stage'
import type { NodeState, Statuses } from '../../state/hooks'
import { lookupStage } from '../../state/stages'
import { wireKey } from '../../state/wire-key'
import { stateWords } from '../words'

export type FlowNode = Node<Record<string, never>, 'stage' | 'frame'>
export type FlowEdge = Edge<
  {
    readonly kind: PortKind | undefined
    readonly state: NodeState
    /** Which of its target's inputs it ends at, from the top. */
    readonly input: number
  },
  'wire'
>

/** What the canvas itself shows of how nodes stand: a node's progress is the node's own affair. */
type Looks = Readonly<Record<string, { readonly state: NodeState; readonly words: string }>>

let last: { readonly of: Statuses; readonly looks: Looks; readonly key: string } | undefined

/** The same object for the same looks, so that the graph is drawn again only when one changed. */
export function looksOf(statuses: Statuses): Looks {
  if (statuses === last?.of) return last.looks
  const looks = Object.fromEntries(
    Object.entries(statuses).map(([id, status]) => [id, { state: status.state, words: stateWords(status) }]),
  )
  const key = JSON.stringify(looks)
  last = { of: statuses, looks: key === last?.key ? last.looks : looks, key }
  return last.looks
}

const NOTHING: FlowNode['data'] = {}

/** React Flow's nodes for the pipeline. What it measured of a node before is kept. */
export function projectNodes(
  pipeline: Pipeline,
  looks: Looks,
  selected: readonly string[],
  before: readonly FlowNode[],
): FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]))
  const chosen = new Set(selected)
  return pipeline.nodes.map((node) => {
    const was = old.get(node.id)
    const ariaLabel = `${nodeTitle(node, lookupStage)}, ${wordsOf(node, looks)}`
    const isSelected = chosen.has(node.id)
    const moves = was?.dragging === true
    const position = moves ? was.position : { ...node.position }
    const same = was && was.position.x === position.x && was.position.y === position.y
    if (same && was.selected === isSelected && was.ariaLabel === ariaLabel) return was
    return { ...was, id: node.id, type: 'stage', data: NOTHING, position, selected: isSelected, ariaLabel }
  })
}

const wordsOf = ({ bypassed, id }: Pipeline['nodes'][number], looks: Looks): string =>
  bypassed ? 'bypassed' : (looks[id]?.words ?? stateWords(undefined))

/** Behind the nodes, which can then be clicked; React Flow raises what is selected by a thousand. */
const BEHIND = -1
const RAISED = 1000

/** React Flow's nodes for the frames, likewise. */
export function projectFrames(
  pipeline: Pipeline,
  selected: readonly string[],
  before: readonly FlowNode[],
): FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]))
  return framesOf(pipeline).map(({ id, position, size, title }) => {
    const was = old.get(id)
    const isSized = was?.resizing === true
    const isSelected = selected.includes(id)
    return {
      ...was,
      id,
      type: 'frame',
      data: NOTHING,
      position: was?.dragging === true || isSized ? was.position : { ...position },
      width: isSized ? was.width! : size.width,
      height: isSized ? was.height! : size.height,
      zIndex: isSelected ? BEHIND - RAISED : BEHIND,
      selected: isSelected,
      ariaLabel: `Frame ${title}`,
    }
  })
}

export function projectEdges(pipeline: Pipeline, looks: Looks, selected: readonly string[]): FlowEdge[] {
  const chosen = new Set(selected)
  const titles = new Map(pipeline.nodes.map((node) => [node.id, nodeTitle(node, lookupStage)]))
  const title = (id: string) => titles.get(id) ?? id
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
      data: {
        kind: kindOfOutput(pipeline, from),
        state: looks[from.node]?.state ?? 'new',
        input: Object.keys(nodePorts(pipeline, to.node, lookupStage).inputs).indexOf(to.port),
      },
    }
  })
}
