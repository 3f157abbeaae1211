import { addFrame, changeFrame, framesOf } from '../core/pipeline/frames'
import type { Frame } from '../core/pipeline/pipeline'
import type { Desk } from './desk'

/** What a person does with frames: comments, and groups of nodes. */

/** Puts a frame around what is selected, or a comment above everything, selects it, and lets its title be typed. */
export function frameSelected(desk: Desk): void {
  const { nodes, rename, select } = desk.selection.getState()
  const label = nodes.length > 0 ? 'Group' : 'Comment'
  if (!desk.pipeline.getState().act(label, (pipeline) => addFrame(pipeline, nodes))) return
  const { id } = framesOf(desk.pipeline.getState().pipeline).at(-1)!
  select([], [], [id])
  rename(id)
}

/** A burst of changes to one property is one act. */
export function setFrame(desk: Desk, id: string, change: Partial<Omit<Frame, 'id'>>): void {
  const what = Object.keys(change).join(' ')
  desk.pipeline
    .getState()
    .act(`Change a frame's ${what}`, (pipeline) => changeFrame(pipeline, id, change), `frame ${id} ${what}`)
}
