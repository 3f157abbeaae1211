import { paste } from '../core/pipeline/acts'
import { parsePipeline, pipelineText } from '../core/pipeline/file'
import { framesOf, pasteFrames } from '../core/pipeline/frames'
import {
  emptyPipeline,
  nodeTitle,
  type Frame,
  type Pipeline,
  type PipelineNode,
} from '../core/pipeline/pipeline'
import { pipelineOf, type Desk } from './desk'
import { GRID } from './place'
import { lookupStage } from './stages'

/** The selected nodes and frames, and the wires between them, as the text of a pipeline file; null when nothing is selected. */
export function copySelected(desk: Desk): string | null {
  const selected = desk.selection.getState()
  const chosen = new Set(selected.nodes)
  const pipeline = pipelineOf(desk)
  const frames = framesOf(pipeline).filter(({ id }) => selected.frames.includes(id))
  const nodes = pipeline.nodes.filter(({ id }) => chosen.has(id))
  const wires = pipeline.wires.filter(({ from, to }) => chosen.has(from.node) && chosen.has(to.node))
  if (nodes.length + frames.length === 0) return null
  const copied = { ...emptyPipeline('Copied'), nodes, wires }
  return pipelineText(frames.length > 0 ? { ...copied, frames } : copied)
}

/** Pastes what `copySelected` gave, in any tab. False when the text is something else. */
export function pasteText(desk: Desk, text: string): boolean {
  let copied: Pipeline
  try {
    copied = parsePipeline(text, lookupStage)
  } catch {
    return false
  }
  insert(desk, 'Paste', copied)
  return true
}

export function duplicateSelected(desk: Desk): void {
  const text = copySelected(desk)
  if (!text) return
  const copied = parsePipeline(text, lookupStage)
  const [only] = copied.nodes
  const isOne = copied.nodes.length === 1 && framesOf(copied).length === 0
  insert(desk, isOne ? `Duplicate ${nodeTitle(only!, lookupStage)}` : 'Duplicate', copied)
}

function insert(desk: Desk, label: string, copied: Pipeline): void {
  const { nodes, wires } = copied
  const frames = framesOf(copied)
  const here = pipelineOf(desk)
  const taken = new Set([...here.nodes, ...framesOf(here)].map(({ position: { x, y } }) => `${x} ${y}`))
  const isTaken = ({ position: { x, y } }: PipelineNode | Frame) => taken.has(`${x + shift} ${y + shift}`)
  let shift = 4 * GRID
  while ([...nodes, ...frames].some(isTaken)) shift += 4 * GRID
  const offset = { x: shift, y: shift }
  const pasted = paste(here, nodes, wires, offset)
  const after = pasteFrames(pasted.pipeline, frames, offset)
  if (!desk.pipeline.getState().act(label, () => after)) return
  const made = framesOf(after)
    .slice(framesOf(here).length)
    .map(({ id }) => id)
  desk.selection.getState().select(pasted.ids, [], made)
}
