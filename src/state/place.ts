import { moveNodes } from '../core/pipeline/acts'
import { findNode, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'

type Position = PipelineNode['position']

export const GRID = 8
/** From the left edge of one node to that of the next. */
export const COLUMN = 264
/** As high as a node that shows its figure, or what it offers, with room below it. */
const ROW = 144
const NODE_WIDTH = 232

const snap = (value: number): number => Math.round(value / GRID) * GRID

/** The free place nearest to `wanted`: below it, where something is in the way. */
export function freePlace({ nodes }: Pipeline, wanted: Position): Position {
  const x = snap(wanted.x)
  let y = snap(wanted.y)
  const taken = ({ position }: PipelineNode) =>
    Math.abs(position.x - x) < NODE_WIDTH && Math.abs(position.y - y) < ROW
  while (nodes.some(taken)) y += GRID
  return { x, y }
}

/** The free place to the right of a node, or of everything. */
export function placeAfter(pipeline: Pipeline, id?: string): Position {
  const node = id === undefined ? undefined : findNode(pipeline, id)
  const last = node ?? pipeline.nodes.toSorted((a, b) => b.position.x - a.position.x)[0]
  if (!last) return { x: 0, y: 0 }
  return freePlace(pipeline, { x: last.position.x + COLUMN, y: last.position.y })
}

/** Pushes nodes of the same line to the right, if one of them is in the way of a node at `place`. */
export function makeRoom(pipeline: Pipeline, place: Position, movable: ReadonlySet<string>): Pipeline {
  const inLine = ({ id, position }: PipelineNode) =>
    movable.has(id) && position.x > place.x - NODE_WIDTH && Math.abs(position.y - place.y) < 2 * ROW
  const line = pipeline.nodes.filter(inLine)
  const blocks = ({ position }: PipelineNode) =>
    position.x < place.x + NODE_WIDTH && Math.abs(position.y - place.y) < ROW
  if (!line.some(blocks)) return pipeline
  return moveNodes(
    pipeline,
    new Map(line.map(({ id, position }) => [id, { x: position.x + COLUMN, y: position.y }])),
  )
}
