import { Position } from '@xyflow/react'
import type { Sketch } from '../../core/pipeline/sketch'
import { FIRST_PORT, wirePath } from '../canvas/wire-path'

type Point = Sketch['nodes'][number]['position']

/** How large a node is drawn in a picture of a graph. */
export const NODE = { width: 224, height: 88 }

const MARGIN = 40
/** The picture is at least so wide, so that small graphs are not drawn large. */
const LEAST = { width: 1080, height: 480 }

/** The way of a wire from node to node, as the canvas draws it. */
export function wayBetween(from: Point, to: Point): string {
  const [source, target] = [from.y + FIRST_PORT, to.y + FIRST_PORT]
  const ends = { sourceX: from.x + NODE.width, sourceY: source, targetX: to.x, targetY: target }
  return wirePath({ ...ends, sourcePosition: Position.Right, targetPosition: Position.Left }, 0)
}

/** The view box around nodes. */
export function boxOf(nodes: Sketch['nodes']): string {
  if (nodes.length === 0) return `0 0 ${LEAST.width} ${LEAST.height}`
  const xs = nodes.map(({ position }) => position.x)
  const ys = nodes.map(({ position }) => position.y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const wide = Math.max(...xs) - left + NODE.width
  const high = Math.max(...ys) - top + NODE.height
  const width = Math.max(LEAST.width, wide) + 2 * MARGIN
  const height = Math.max(LEAST.height, high) + 2 * MARGIN
  return `${left - (width - wide) / 2} ${top - (height - high) / 2} ${width} ${height}`
}
