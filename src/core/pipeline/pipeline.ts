import { oncePer } from '../once-per'
import type { StageDescription } from '../stage'
import type { ParamValues } from '../params'
import type { Search } from '../search'

export interface End {
  readonly node: string
  readonly port: string
}

/** One use of a stage. Properties that this version does not know are kept and written back. */
export interface PipelineNode {
  readonly id: string
  readonly stage: string
  readonly version: number
  readonly name?: string | undefined
  readonly params: ParamValues
  /** Parameters that are unlocked for tuning, and what each of them may become. */
  readonly search?: Search
  /** Wires go around it: the pipeline runs as if it were not there. */
  readonly bypassed?: boolean
  readonly position: { readonly x: number; readonly y: number }
}

export interface Wire {
  readonly from: End
  readonly to: End
}

/** A titled area of the canvas: a comment, or a group of what lies in it. It changes nothing of what runs. */
export interface Frame {
  readonly id: string
  readonly title: string
  readonly text: string
  /** One of FRAME_COLORS; any other is drawn grey. */
  readonly color: string
  readonly position: { readonly x: number; readonly y: number }
  readonly size: { readonly width: number; readonly height: number }
}

/** The graph that a person builds; saved as one JSON file. */
export interface Pipeline {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  readonly name: string
  readonly seed: number
  readonly nodes: readonly PipelineNode[]
  readonly wires: readonly Wire[]
  readonly frames?: readonly Frame[]
}

export const FORMAT = 'trainyard/pipeline'
export const VERSION = 1

/** How the graph learns of stages; undefined for one that this version does not have. */
export type StageLookup = (id: string) => StageDescription | undefined

export const emptyPipeline = (name = 'Untitled pipeline'): Pipeline => ({
  format: FORMAT,
  version: VERSION,
  name,
  seed: 0,
  nodes: [],
  wires: [],
})

/* What a pipeline holds never changes. */
const nodesById = oncePer((nodes: Pipeline['nodes']) => new Map(nodes.map((node) => [node.id, node])))
const wiresByTarget = oncePer(wiresBy('to'))
const wiresBySource = oncePer(wiresBy('from'))

function wiresBy(end: 'from' | 'to') {
  return (wires: Pipeline['wires']): ReadonlyMap<string, readonly Wire[]> => {
    const byNode = new Map<string, Wire[]>()
    for (const wire of wires) {
      const mine = byNode.get(wire[end].node)
      if (mine) mine.push(wire)
      else byNode.set(wire[end].node, [wire])
    }
    return byNode
  }
}

const NO_WIRES: readonly Wire[] = []

export function findNode(pipeline: Pipeline, id: string): PipelineNode | undefined {
  return nodesById(pipeline.nodes).get(id)
}

/** The wires that end at a node, in the pipeline's order. */
export const wiresInto = ({ wires }: Pipeline, node: string): readonly Wire[] =>
  wiresByTarget(wires).get(node) ?? NO_WIRES

/** The wires that begin at a node, likewise. */
export const wiresOutOf = ({ wires }: Pipeline, node: string): readonly Wire[] =>
  wiresBySource(wires).get(node) ?? NO_WIRES

export function wireInto(pipeline: Pipeline, node: string, port: string): Wire | undefined {
  return wiresInto(pipeline, node).find(({ to }) => to.port === port)
}

export const sameWire = (a: Wire, b: Wire): boolean =>
  a.from.node === b.from.node &&
  a.from.port === b.from.port &&
  a.to.node === b.to.node &&
  a.to.port === b.to.port

/** What the node is called on the canvas. */
export function nodeTitle(node: PipelineNode, lookup: StageLookup): string {
  return node.name ?? lookup(node.stage)?.title ?? node.stage
}
