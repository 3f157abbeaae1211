import type { Sketch } from '../../core/pipeline/sketch'

type Point = Sketch['nodes'][number]['position']

/** How large a node is drawn in a picture of a graph. */
export const NODE = { width: 224, height: 88 }

const MARGIN = 40
/** The picture is at least so wide, so that small graphs are not drawn large. */
const LEAST = { width: 1080, height: 480 }

export function wirePath(from: Point, to: Point): string {
  const y = NODE.height / 2
  const [x1, y1, x2, y2] = [from.x + NODE.width, from.y + y, to.x, to.y + y]
  const bend = x2 > x1 ? Math.max(20, (x2 - x1) / 2) : 120
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
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
