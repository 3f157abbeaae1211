import { addNode, connect, disconnect } from '../core/pipeline/acts'
import { whyNot } from '../core/pipeline/connect'
import { downstream } from '../core/pipeline/graph'
import { nodePorts } from '../core/pipeline/node-ports'
import {
  findNode,
  nodeTitle,
  wireInto,
  type End,
  type Pipeline,
  type PipelineNode,
  type Wire,
} from '../core/pipeline/pipeline'
import { isMany, portKind, portNamed, type PortKind } from '../core/ports'
import type { StageDescription } from '../core/stage'
import { beside, needs } from './progress'
import { COLUMN, freePlace, makeRoom, placeAfter } from './place'
import { lookupStage, portOfKind, stages } from './stages'

/** Where a new node goes, and what it is wired to. */
export interface Placement {
  readonly at?: PipelineNode['position']
  /** The node that feeds it, if a kind fits. */
  readonly after?: string
  /** Nodes that feed it as well, where it takes many. */
  readonly also?: readonly string[]
  /** The loose end of a wire: an output that feeds it, or an input that it feeds. */
  readonly loose?: { readonly end: End; readonly side: 'output' | 'input' }
  /** The wire that it is put into. */
  readonly into?: Wire
}

export interface Added {
  readonly pipeline: Pipeline
  readonly id: string
  /** What was done beyond what was asked, and why. */
  readonly note?: string
}

/** Adds a node and wires it. What must come in between is put there too. */
export function addStage(pipeline: Pipeline, stage: StageDescription, placement: Placement = {}): Added {
  const added = addOne(pipeline, stage, placement)
  if (!Object.values(stage.inputs).some(isMany)) return added
  return alsoFed(pipeline, added, stage, placement).reduce(
    (done, node) => ({ ...done, pipeline: feed(done, node) }),
    added,
  )
}

/** The other nodes that feed it: those that were named, or where one alone is too few, those beside that one. */
function alsoFed(pipeline: Pipeline, added: Added, stage: StageDescription, placement: Placement) {
  const { also = [], after, loose } = placement
  const from = after ?? (loose?.side === 'output' ? loose.end.node : undefined)
  const isFed = added.pipeline.wires.some(({ to }) => to.node === added.id)
  return also.length > 0 || from === undefined || !isFed || needs(stage) < 2
    ? also
    : beside(pipeline, from, stage)
}

/** Wires a node into the first free port that takes what it gives. */
function feed({ id, pipeline }: Added, node: string): Pipeline {
  const { inputs } = nodePorts(pipeline, id, lookupStage)
  const { outputs } = nodePorts(pipeline, node, lookupStage)
  const free = Object.keys(inputs).filter((port) => !wireInto(pipeline, id, port))
  const wires = Object.keys(outputs).flatMap((port) =>
    free.map((into) => ({ from: { node, port }, to: { node: id, port: into } })),
  )
  const fitting = wires.find((wire) => whyNot(pipeline, wire, lookupStage) === null)
  return fitting ? connect(pipeline, fitting, lookupStage) : pipeline
}

function addOne(pipeline: Pipeline, stage: StageDescription, placement: Placement): Added {
  const { after, at, into, loose } = placement
  if (into) return splice(pipeline, stage, into, at)
  const feeder = loose?.side === 'output' ? loose.end : after && outputFor(pipeline, after, stage)
  const position = at ? freePlace(pipeline, at) : placeAfter(pipeline, after)
  if (feeder) return wireBehind(pipeline, stage, feeder, position)
  const added = addNode(pipeline, stage, position)
  const id = added.nodes.at(-1)!.id
  const wire = loose && wireFrom(id, stage, loose.end, kindOfInput(pipeline, loose.end))
  return { pipeline: wire ? tryConnect(added, wire) : added, id }
}

/** The one stage that turns what an output gives into what an input takes, where there is no choice. */
function bridge(from: PortKind, to: PortKind): StageDescription | undefined {
  const able = stages.filter(({ inputs, outputs }) => portOfKind(inputs, from) && portOfKind(outputs, to))
  return from !== to && able.length === 1 ? able[0] : undefined
}

/** Draws a wire that does not fit by putting the stage in between that makes it fit; undefined where there is none. */
export function connectThrough(pipeline: Pipeline, wire: Wire): Added | undefined {
  const from = kindOfOutput(pipeline, wire.from)
  const to = kindOfInput(pipeline, wire.to)
  const between = from && to && bridge(from, to)
  const sink = findNode(pipeline, wire.to.node)
  if (!between || !sink) return undefined
  const { x, y } = sink.position
  const first = addStage(pipeline, between, {
    at: { x: x - COLUMN / 2, y: y - 128 },
    loose: { end: wire.from, side: 'output' },
  })
  const second = wireFrom(first.id, between, wire.to, to)
  return second && { ...first, pipeline: tryConnect(first.pipeline, second) }
}

/** The output of a node that a new stage is wired behind: one that fits, or one that can be made to fit. */
const outputFor = (pipeline: Pipeline, node: string, stage: StageDescription): End | undefined =>
  fittingOutput(pipeline, node, stage) ??
  outputThat(pipeline, node, (kind) => wantedKinds(stage).some((wanted) => bridge(kind, wanted)))

const fittingOutput = (pipeline: Pipeline, node: string, stage: StageDescription): End | undefined =>
  outputThat(pipeline, node, (kind) => portOfKind(stage.inputs, kind) !== undefined)

function outputThat(pipeline: Pipeline, node: string, suits: (kind: PortKind) => boolean): End | undefined {
  const outputs = lookupStage(findNode(pipeline, node)?.stage ?? '')?.outputs ?? {}
  const port = Object.keys(outputs).find((name) => suits(portKind(outputs[name]!)))
  return port === undefined ? undefined : { node, port }
}

const wantedKinds = (stage: StageDescription): PortKind[] => Object.values(stage.inputs).map(portKind)

function wireBehind(
  pipeline: Pipeline,
  stage: StageDescription,
  from: End,
  at: PipelineNode['position'],
): Added {
  const kind = kindOfOutput(pipeline, from)
  const between =
    kind && !portOfKind(stage.inputs, kind)
      ? wantedKinds(stage)
          .map((wanted) => bridge(kind, wanted))
          .find((one) => one !== undefined)
      : undefined
  if (!between) return addBehind(pipeline, stage, from, at)
  const there = pipeline.nodes.find(
    ({ id, stage: own }) =>
      own === between.id && pipeline.wires.some((wire) => wire.to.node === id && isSameEnd(wire.from, from)),
  )
  if (there) {
    const end = { node: there.id, port: Object.keys(between.outputs)[0]! }
    const note = `${stage.title} learns from rows, so it comes after ${nodeTitle(there, lookupStage)}.`
    return { ...addBehind(pipeline, stage, end, placeAfter(pipeline, there.id)), note }
  }
  const first = addBehind(pipeline, between, from, at)
  const out = Object.keys(between.outputs)[0]!
  const behind = freePlace(first.pipeline, { x: at.x + COLUMN, y: at.y })
  const second = addBehind(first.pipeline, stage, { node: first.id, port: out }, behind)
  return {
    ...second,
    note: `${stage.title} learns from rows, so it comes after ${between.title}, which was put in front of it.`,
  }
}

const isSameEnd = (a: End, b: End): boolean => a.node === b.node && a.port === b.port

function addBehind(
  pipeline: Pipeline,
  stage: StageDescription,
  from: End,
  at: PipelineNode['position'],
): Added {
  const added = addNode(pipeline, stage, at)
  const id = added.nodes.at(-1)!.id
  const kind = kindOfOutput(pipeline, from)
  const port = kind && portOfKind(stage.inputs, kind)
  return { pipeline: port ? tryConnect(added, { from, to: { node: id, port } }) : added, id }
}

function splice(
  pipeline: Pipeline,
  stage: StageDescription,
  wire: Wire,
  at?: PipelineNode['position'],
): Added {
  const kind = kindOfOutput(pipeline, wire.from)
  const input = kind && portOfKind(stage.inputs, kind)
  const output = kind && portOfKind(stage.outputs, kind)
  const between = betweenOf(pipeline, wire)
  if (!input || !output) {
    const place = at ? freePlace(pipeline, at) : placeAfter(pipeline, wire.from.node)
    return input ? addBehind(pipeline, stage, wire.from, place) : addPast(pipeline, stage, wire, place)
  }
  const roomy = between ? makeRoom(pipeline, between, downstream(pipeline, [wire.to.node])) : pipeline
  const position = between ?? freePlace(pipeline, at ?? placeAfter(pipeline, wire.from.node))
  const added = addNode(disconnect(roomy, [wire]), stage, position)
  const id = added.nodes.at(-1)!.id
  const led = tryConnect(added, { from: wire.from, to: { node: id, port: input } })
  return { pipeline: tryConnect(led, { from: { node: id, port: output }, to: wire.to }), id }
}

/** Where a wire has not what a stage takes: behind the wire's end, if that gives it, or else with what must come in between. */
function addPast(
  pipeline: Pipeline,
  stage: StageDescription,
  { from, to }: Wire,
  at: PipelineNode['position'],
): Added {
  const end = fittingOutput(pipeline, to.node, stage)
  if (!end) return wireBehind(pipeline, stage, from, at)
  const sink = nodeTitle(findNode(pipeline, to.node)!, lookupStage)
  const note = `${stage.title} does not take what flows on that wire, so it comes after ${sink}.`
  return { ...addBehind(pipeline, stage, end, at), note }
}

/** The place behind a wire's beginning, where the wire runs to the right; undefined where it runs back. */
function betweenOf(pipeline: Pipeline, { from, to }: Wire): PipelineNode['position'] | undefined {
  const source = findNode(pipeline, from.node)?.position
  const sink = findNode(pipeline, to.node)?.position
  return source && sink && sink.x > source.x ? { x: source.x + COLUMN, y: source.y } : undefined
}

function wireFrom(
  node: string,
  stage: StageDescription,
  to: End,
  kind: PortKind | undefined,
): Wire | undefined {
  const port = kind && portOfKind(stage.outputs, kind)
  return port === undefined ? undefined : { from: { node, port }, to }
}

const tryConnect = (pipeline: Pipeline, wire: Wire): Pipeline =>
  whyNot(pipeline, wire, lookupStage) === null ? connect(pipeline, wire, lookupStage) : pipeline

export function kindOfOutput(pipeline: Pipeline, end: End): PortKind | undefined {
  const port = lookupStage(findNode(pipeline, end.node)?.stage ?? '')?.outputs[end.port]
  return port && portKind(port)
}

export function kindOfInput(pipeline: Pipeline, end: End): PortKind | undefined {
  const inputs = lookupStage(findNode(pipeline, end.node)?.stage ?? '')?.inputs ?? {}
  const port = portNamed(inputs, end.port)
  return port && portKind(port)
}
