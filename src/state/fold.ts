import { moveNodes } from '../core/pipeline/acts'
import type { Pipeline } from '../core/pipeline/pipeline'
import { COLUMN } from './place'

/** Smaller than this, the words on a node cannot be read. */
const LEAST_ZOOM = 0.7
const ROW_GAP = 208

/** How many nodes stand side by side in a width of the canvas and can be read. */
export const nodesAcross = (width: number): number => Math.max(2, Math.floor(width / LEAST_ZOOM / COLUMN))

/** A chain that is longer than a row, in rows of even length, each read from the left like lines of text. */
export function foldRows(pipeline: Pipeline, perRow: number): Pipeline {
  const columns = [...new Set(pipeline.nodes.map(({ position }) => position.x))].sort((a, b) => a - b)
  const rows = Math.ceil(columns.length / perRow)
  if (rows < 2) return pipeline
  const length = Math.ceil(columns.length / rows)
  const moves = new Map<string, { x: number; y: number }>()
  let top = 0
  for (let row = 0; row < rows; row++) {
    const here = columns.slice(row * length, (row + 1) * length)
    const nodes = pipeline.nodes.filter(({ position }) => here.includes(position.x))
    const heights = nodes.map(({ position }) => position.y)
    const highest = Math.min(...heights)
    for (const { id, position } of nodes) {
      moves.set(id, { x: here.indexOf(position.x) * COLUMN, y: top + position.y - highest })
    }
    top += Math.max(...heights) - highest + ROW_GAP
  }
  return moveNodes(pipeline, moves)
}
