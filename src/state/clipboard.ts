import { copiedText, copyOf, parseCopied, pasteCopy, type Copied } from '../core/pipeline/copied'
import { framesOf } from '../core/pipeline/frames'
import { nodeTitle, type Frame, type PipelineNode } from '../core/pipeline/pipeline'
import { pipelineOf, type Desk } from './desk'
import { GRID } from './place'
import { lookupStage } from './stages'

/** What came of pasting: a text that is no copy is not pasted; `note` tells of wires that could not be drawn again. */
export interface Pasting {
  readonly pasted: boolean
  readonly note?: string
}

/** The selected nodes and frames, and their wires, as the text of a pipeline file; null when nothing is selected. */
export function copySelected(desk: Desk): string | null {
  const { frames, nodes } = desk.selection.getState()
  const copied = copyOf(pipelineOf(desk), nodes, frames, lookupStage)
  return copied.nodes.length + framesOf(copied).length === 0 ? null : copiedText(copied)
}

/** Pastes what `copySelected` gave, in any tab, with the wires that came in where that is wanted and can be. */
export function pasteText(desk: Desk, text: string, withIncoming = false): Pasting {
  let copied: Copied
  try {
    copied = parseCopied(text, lookupStage)
  } catch {
    return { pasted: false }
  }
  return insert(desk, withIncoming ? 'Paste with wires' : 'Paste', copied, withIncoming)
}

/** Puts copies of what is selected beside it, wired to the same sources. */
export function duplicateSelected(desk: Desk): Pasting {
  const text = copySelected(desk)
  if (!text) return { pasted: false }
  const copied = parseCopied(text, lookupStage)
  const [only] = copied.nodes
  const isOne = copied.nodes.length === 1 && framesOf(copied).length === 0
  return insert(desk, isOne ? `Duplicate ${nodeTitle(only!, lookupStage)}` : 'Duplicate', copied, true)
}

function insert(desk: Desk, label: string, copied: Copied, withIncoming: boolean): Pasting {
  const here = pipelineOf(desk)
  const taken = new Set([...here.nodes, ...framesOf(here)].map(({ position: { x, y } }) => `${x} ${y}`))
  const isTaken = ({ position: { x, y } }: PipelineNode | Frame) => taken.has(`${x + shift} ${y + shift}`)
  let shift = 4 * GRID
  while ([...copied.nodes, ...framesOf(copied)].some(isTaken)) shift += 4 * GRID
  const offset = { x: shift, y: shift }
  const done = pasteCopy(here, copied, { offset, withIncoming, lookup: lookupStage })
  if (!desk.pipeline.getState().act(label, () => done.pipeline)) return { pasted: true }
  desk.selection.getState().select(done.nodes, [], done.frames)
  const [first, ...others] = done.refused
  if (first === undefined) return { pasted: true }
  return { pasted: true, note: others.length > 0 ? `${first} And ${others.length} more.` : first }
}
