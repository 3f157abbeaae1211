import { NODE_WIDTH } from '../../core/draw/wire-path'
import type { Sketch } from '../../core/pipeline/sketch'

/** How large a node is drawn in a picture of a graph. */
export const NODE = { width: NODE_WIDTH, height: 88 }

const MARGIN = 40
/** The picture is at least so wide, so that small graphs are not drawn large. */
const LEAST = { width: 1080, height: 480 }

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
