import { connect, disconnect, moveNodes, removeNodes, renameNode, setParam } from '../core/pipeline/acts'
import { bypass, canBypass } from '../core/pipeline/bypass'
import { whyNot } from '../core/pipeline/connect'
import { framesOf, moveFrames, removeFrames } from '../core/pipeline/frames'
import { toFreePort } from '../core/pipeline/free-port'
import { upstream } from '../core/pipeline/graph'
import { layout } from '../core/pipeline/layout'
import {
  findNode,
  nodeTitle,
  sameWire,
  type Pipeline,
  type PipelineNode,
  type Wire,
} from '../core/pipeline/pipeline'
import type { ParamValues } from '../core/params'
import type { StageDescription } from '../core/stage'
import { addStage, connectThrough, type Placement } from './add-stage'
import { pipelineOf, titleOf, type Desk } from './desk'
import { lookupStage } from './stages'
import { wiresOf } from './wire-key'

/** What a person does on the page: acts on the pipeline together with what is then selected. */

/** Adds a stage and selects it. Gives back what was done beyond that, in words. */
export function add(desk: Desk, stage: StageDescription, placement?: Placement): string | undefined {
  const added = addStage(pipelineOf(desk), stage, placement)
  const done = desk.pipeline.getState().act(`Add ${stage.title}`, () => added.pipeline)
  if (done) desk.selection.getState().select([added.id])
  return added.note
}

/** Draws a wire, or says why not. */
export function drawWire(desk: Desk, drawn: Wire): string | null {
  const wire = toFreePort(pipelineOf(desk), drawn, lookupStage)
  const refusal = whyNot(pipelineOf(desk), wire, lookupStage)
  if (!refusal) desk.pipeline.getState().act('Connect', (pipeline) => connect(pipeline, wire, lookupStage))
  return refusal
}

/** Moves a wire's end; dropped on nothing, the wire goes; dropped where it was, nothing is done. */
export function moveWire(desk: Desk, old: Wire, wire: Wire | null): string | null {
  if (wire && sameWire(old, wire)) return null
  const without = disconnect(pipelineOf(desk), [old])
  const refusal = wire && whyNot(without, wire, lookupStage)
  if (!refusal) {
    const label = wire ? 'Move a wire' : 'Delete a wire'
    desk.pipeline.getState().act(label, () => (wire ? connect(without, wire, lookupStage) : without))
  }
  return refusal
}

/** What would make a refused wire fit, if there is one way. */
export function wireRepair(
  desk: Desk,
  wire: Wire,
): { readonly title: string; readonly apply: () => void } | null {
  const fixed = connectThrough(pipelineOf(desk), wire)
  if (!fixed) return null
  const title = lookupStage(findNode(fixed.pipeline, fixed.id)?.stage ?? '')?.title ?? ''
  return {
    title,
    apply() {
      if (desk.pipeline.getState().act(`Put ${title} in between`, () => fixed.pipeline)) {
        desk.selection.getState().select([fixed.id])
      }
    },
  }
}

/** Deletes what is selected. Wires that ran through a node are joined up; what lies in a frame stays. */
export function removeSelected(desk: Desk): void {
  const { frames, nodes, select, wires } = desk.selection.getState()
  const many = nodes.length + frames.length
  const label =
    many > 1
      ? `Delete ${many} ${frames.length > 0 ? 'things' : 'nodes'}`
      : nodes.length === 1
        ? `Delete ${titleOf(desk, nodes[0]!)}`
        : frames.length === 1
          ? 'Delete a frame'
          : 'Delete wires'
  desk.pipeline
    .getState()
    .act(label, (pipeline) =>
      removeFrames(removeNodes(disconnect(pipeline, wiresOf(pipeline, wires)), nodes, lookupStage), frames),
    )
  select([])
}

/** Lets wires go around the selected nodes where they can, or through them again where all of those are bypassed. */
export function bypassSelected(desk: Desk): void {
  const chosen = new Set(desk.selection.getState().nodes)
  const able = pipelineOf(desk).nodes.filter(({ id, stage }) => {
    const known = lookupStage(stage)
    return chosen.has(id) && known !== undefined && canBypass(known)
  })
  const isOn = !able.every(({ bypassed }) => bypassed)
  const what = able.length === 1 ? nodeTitle(able[0]!, lookupStage) : `${able.length} nodes`
  desk.pipeline.getState().act(`${isOn ? 'Bypass' : 'Use again'} ${what}`, (pipeline) =>
    bypass(
      pipeline,
      able.map(({ id }) => id),
      isOn,
    ),
  )
}

/** Selects a model's node and all that leads to it: the pipeline that made it. */
export function showLineage(desk: Desk, model: string): void {
  const lineage = upstream(pipelineOf(desk), [model])
  lineage.delete(model)
  desk.selection.getState().select([...lineage, model])
}

/** Selects one node or frame, and nothing else. */
export function selectOne(desk: Desk, id: string): void {
  const isFrame = framesOf(pipelineOf(desk)).some((frame) => frame.id === id)
  desk.selection.getState().select(isFrame ? [] : [id], [], isFrame ? [id] : [])
}

export const selectAll = (desk: Desk): void =>
  desk.selection.getState().select(
    pipelineOf(desk).nodes.map(({ id }) => id),
    [],
    framesOf(pipelineOf(desk)).map(({ id }) => id),
  )

/** Moves nodes and frames. */
export function move(desk: Desk, moves: ReadonlyMap<string, PipelineNode['position']>): void {
  const key = [...moves.keys()].join(' ')
  desk.pipeline
    .getState()
    .act('Move', (pipeline) => moveFrames(moveNodes(pipeline, moves), moves), `move ${key}`)
}

/** A burst of changes to one parameter is one act. */
export function set(desk: Desk, id: string, name: string, value: unknown): void {
  const title = lookupStage(findNode(pipelineOf(desk), id)?.stage ?? '')?.params[name]?.title ?? name
  desk.pipeline
    .getState()
    .act(`Set ${title}`, (pipeline) => setParam(pipeline, id, name, value), `set ${id} ${name}`)
}

/** Several parameters at once, those that the node's stage has. */
export function setMany(desk: Desk, id: string, label: string, values: ParamValues): void {
  const params = lookupStage(findNode(pipelineOf(desk), id)?.stage ?? '')?.params ?? {}
  const known = Object.entries(values).filter(([name]) => Object.hasOwn(params, name))
  desk.pipeline
    .getState()
    .act(label, (pipeline) =>
      known.reduce((done, [name, value]) => setParam(done, id, name, value), pipeline),
    )
}

export function rename(desk: Desk, id: string, name: string): void {
  const own = lookupStage(findNode(pipelineOf(desk), id)?.stage ?? '')?.title
  desk.pipeline
    .getState()
    .act('Rename', (pipeline) => renameNode(pipeline, id, name === own ? '' : name), `rename ${id}`)
}

/** Puts a pipeline in the place of the whole one, as one act. */
export function replaceAll(
  desk: Desk,
  label: string,
  pipeline: Pipeline,
  selected: readonly string[] = [],
): void {
  if (!desk.pipeline.getState().act(label, () => pipeline)) return
  desk.selection.getState().select(selected)
  desk.selection.getState().look('everything')
}

/** Puts all nodes into an order that can be read. */
export function arrange(desk: Desk): void {
  if (desk.pipeline.getState().act('Arrange', (pipeline) => layout(pipeline, lookupStage)))
    desk.selection.getState().look('everything')
}
