import { moveNodes } from './acts'
import type { Frame, Pipeline, PipelineNode } from './pipeline'

/** Acts on frames: titled areas of the canvas that comment on what lies in them, and carry it along. */

type Position = PipelineNode['position']
type Size = Frame['size']

/** A node as large as most are drawn; frames need no more than that. */
const NODE: Size = { width: 224, height: 128 }
const MARGIN = 24
/** Room for the title and a line of text. */
const HEAD = 64
export const FRAME_COLORS = ['grey', 'blue', 'green', 'amber', 'red', 'violet'] as const
export const LEAST_FRAME: Size = { width: 160, height: 72 }
const COMMENT: Size = { width: 280, height: 128 }

/** A frame around nodes, or, around none, a comment above everything. */
export function addFrame(pipeline: Pipeline, around: readonly string[] = []): Pipeline {
  const chosen = pipeline.nodes.filter(({ id }) => around.includes(id))
  const area = chosen.length > 0 ? areaOf(chosen) : aboveAll(pipeline)
  const title = chosen.length > 0 ? 'Group' : 'Comment'
  const frame: Frame = { id: freeId(pipeline), title, text: '', color: 'grey', ...area }
  return { ...pipeline, frames: [...framesOf(pipeline), frame] }
}

export const framesOf = ({ frames = [] }: Pipeline): readonly Frame[] => frames

function freeId(pipeline: Pipeline): string {
  const taken = new Set([...pipeline.nodes, ...framesOf(pipeline)].map(({ id }) => id))
  let n = 1
  while (taken.has(`frame-${n}`)) n++
  return `frame-${n}`
}

function areaOf(nodes: readonly PipelineNode[]): Pick<Frame, 'position' | 'size'> {
  const xs = nodes.map(({ position }) => position.x)
  const ys = nodes.map(({ position }) => position.y)
  const position = { x: Math.min(...xs) - MARGIN, y: Math.min(...ys) - HEAD }
  const width = Math.max(...xs) + NODE.width + MARGIN - position.x
  const height = Math.max(...ys) + NODE.height + MARGIN - position.y
  return { position, size: { width, height } }
}

function aboveAll({ nodes, ...rest }: Pipeline): Pick<Frame, 'position' | 'size'> {
  const all = [...nodes, ...framesOf({ nodes, ...rest })].map(({ position }) => position)
  if (all.length === 0) return { position: { x: 0, y: 0 }, size: COMMENT }
  const x = Math.min(...all.map((one) => one.x))
  const y = Math.min(...all.map((one) => one.y)) - COMMENT.height - MARGIN
  return { position: { x, y }, size: COMMENT }
}

/** What a person may change of a frame. A size below the least one is taken for it. */
export function changeFrame(pipeline: Pipeline, id: string, change: Partial<Omit<Frame, 'id'>>): Pipeline {
  const frames = framesOf(pipeline).map((frame) => {
    if (frame.id !== id) return frame
    const { height, width } = change.size ?? frame.size
    const size = {
      width: Math.max(LEAST_FRAME.width, width),
      height: Math.max(LEAST_FRAME.height, height),
    }
    const changed = { ...frame, ...change, size }
    return JSON.stringify(changed) === JSON.stringify(frame) ? frame : changed
  })
  return frames.some((frame, i) => frame !== framesOf(pipeline)[i]) ? { ...pipeline, frames } : pipeline
}

/** Takes frames away; what lies in them stays. */
export function removeFrames(pipeline: Pipeline, ids: readonly string[]): Pipeline {
  const kept = framesOf(pipeline).filter(({ id }) => !ids.includes(id))
  return kept.length === framesOf(pipeline).length ? pipeline : { ...pipeline, frames: kept }
}

/** Moves frames alone; ids of others are passed over. */
export function moveFrames(pipeline: Pipeline, moves: ReadonlyMap<string, Position>): Pipeline {
  return [...moves].reduce((moved, [id, position]) => changeFrame(moved, id, { position }), pipeline)
}

/** Copies of frames under new ids, moved by `offset`. */
export function pasteFrames(pipeline: Pipeline, frames: readonly Frame[], offset: Position): Pipeline {
  return frames.reduce<Pipeline>((done, { position: { x, y }, ...rest }) => {
    const copy = { ...rest, id: freeId(done), position: { x: x + offset.x, y: y + offset.y } }
    return { ...done, frames: [...framesOf(done), copy] }
  }, pipeline)
}

/** The nodes whose middle lies in the frame. */
export function nodesIn({ nodes }: Pipeline, { position, size }: Frame): PipelineNode[] {
  return nodes.filter((node) => {
    const x = node.position.x + NODE.width / 2 - position.x
    const y = node.position.y + NODE.height / 2 - position.y
    return x >= 0 && y >= 0 && x <= size.width && y <= size.height
  })
}

/** Where nodes go that lie in frames which are moved. */
export function carriedBy(
  pipeline: Pipeline,
  moves: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  return new Map(
    framesOf(pipeline).flatMap((frame) => {
      const to = moves.get(frame.id)
      if (!to) return []
      const dx = to.x - frame.position.x
      const dy = to.y - frame.position.y
      return nodesIn(pipeline, frame).map(
        ({ id, position }) => [id, { x: position.x + dx, y: position.y + dy }] as const,
      )
    }),
  )
}

/** The pipeline with its nodes where `moves` says, and every frame around the nodes that lay in it before. */
export function moveFramed(pipeline: Pipeline, moves: ReadonlyMap<string, Position>): Pipeline {
  const moved = moveNodes(pipeline, moves)
  return framesOf(pipeline).reduce((done, frame) => {
    const inside = new Set(nodesIn(pipeline, frame).map(({ id }) => id))
    const now = moved.nodes.filter(({ id }) => inside.has(id))
    return now.length > 0 ? changeFrame(done, frame.id, areaOf(now)) : done
  }, moved)
}
