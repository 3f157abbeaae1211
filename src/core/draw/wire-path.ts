/** Where a wire leaves the right side of a node, and where it comes into the left side of another. */
interface Ends {
  readonly sourceX: number
  readonly sourceY: number
  readonly targetX: number
  readonly targetY: number
}

/** How wide nodes are drawn. */
export const NODE_WIDTH = 224
/** Wider than the room between two columns: something may stand in the way. */
const FAR = 64
/** Where the first port of a node is below its top, and where the next ones are below it. */
export const FIRST_PORT = 22
export const NEXT_PORT = 24
/** Above the nodes of a row, where nothing stands. */
const LANE = 14
const OUT = 16
/** Between the wires that come into one node. */
const BESIDE = 5
const RADIUS = 12

/**
 * The way of a wire to the `input`-th port of its target. To the next column it swings; past other columns and back it
 * takes the lane above the lower one of its two nodes, so that it hides behind none.
 */
export function wirePath({ sourceX, sourceY, targetX, targetY }: Ends, input: number): string {
  if (targetX >= sourceX && targetX - sourceX < FAR) {
    const middle = (sourceX + targetX) / 2
    return `M${sourceX},${sourceY}C${middle},${sourceY} ${middle},${targetY} ${targetX},${targetY}`
  }
  const lane = Math.max(sourceY, targetY - input * NEXT_PORT) - FIRST_PORT - LANE
  const [out, into] = [sourceX + OUT, targetX - OUT - input * BESIDE]
  return rounded([
    [sourceX, sourceY],
    [out, sourceY],
    [out, lane],
    [into, lane],
    [into, targetY],
    [targetX, targetY],
  ])
}

/** The way of a wire between nodes of a picture, whose wires all come in at the first port. */
export function wayBetween(from: Place, to: Place): string {
  const [sourceY, targetY] = [from.y + FIRST_PORT, to.y + FIRST_PORT]
  return wirePath({ sourceX: from.x + NODE_WIDTH, sourceY, targetX: to.x, targetY }, 0)
}

interface Place {
  readonly x: number
  readonly y: number
}

type Point = readonly [x: number, y: number]

/** Straight lines from point to point, round at the corners. */
function rounded(points: readonly Point[]): string {
  const corners = points.slice(1, -1).map((corner, i) => {
    const [before, after] = [points[i]!, points[i + 2]!]
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2)
    const [from, to] = [towards(corner, before, radius), towards(corner, after, radius)]
    return `L${from.join(',')}Q${corner.join(',')} ${to.join(',')}`
  })
  return `M${points[0]!.join(',')}${corners.join('')}L${points.at(-1)!.join(',')}`
}

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by)

function towards(from: Point, to: Point, length: number): Point {
  const share = length / (distance(from, to) || 1)
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
}
