import type { Pipeline } from '../../core/pipeline/pipeline'
import { stepOf } from '../../core/stage'
import styles from './examples.module.css'

const NODE = { width: 224, height: 88 }
const MARGIN = 40
/** The picture is at least so wide, so that small graphs are not drawn large. */
const LEAST = { width: 1080, height: 480 }

/** A pipeline as a small picture: its nodes where they stand, in the colours of their steps. */
export function MiniGraph({ pipeline }: { readonly pipeline: Pipeline }) {
  const places = new Map(pipeline.nodes.map(({ id, position }) => [id, position]))
  return (
    <svg className={styles.graph} viewBox={boxOf(pipeline)} aria-hidden>
      {pipeline.wires.map(({ from, to }) => {
        const a = places.get(from.node)
        const b = places.get(to.node)
        return a && b && <path key={`${from.node} ${to.node} ${to.port}`} d={wire(a, b)} />
      })}
      {pipeline.nodes.map(({ id, position, stage }) => (
        <rect key={id} data-step={stepOf(stage)} x={position.x} y={position.y} {...NODE} rx={16} />
      ))}
    </svg>
  )
}

type Point = Pipeline['nodes'][number]['position']

function wire(from: Point, to: Point): string {
  const y = NODE.height / 2
  const [x1, y1, x2, y2] = [from.x + NODE.width, from.y + y, to.x, to.y + y]
  const bend = x2 > x1 ? Math.max(20, (x2 - x1) / 2) : 120
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

function boxOf({ nodes }: Pipeline): string {
  const xs = nodes.map(({ position }) => position.x)
  const ys = nodes.map(({ position }) => position.y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const wide = Math.max(...xs) - left + NODE.width
  const high = Math.max(...ys) - top + NODE.height
  const width = Math.max(LEAST.width, wide) + 2 * MARGIN
  const height = Math.max(LEAST.height, high) + 2 * MARGIN
  return `${left - (width - wide) / 2} ${top - (height - high) / 2} ${width} ${height}`
}
