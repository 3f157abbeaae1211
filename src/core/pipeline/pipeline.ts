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

export function findNode(pipeline: Pipeline, id: string): PipelineNode | undefined {
  return pipeline.nodes.find((node) => node.id === id)
}

export function wireInto(pipeline: Pipeline, node: string, port: string): Wire | undefined {
  return pipeline.wires.find(({ to }) => to.node === node && to.port === port)
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
