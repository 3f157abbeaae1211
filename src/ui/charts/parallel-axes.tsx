import { useRef, type PointerEvent } from 'react'
import { scaleName, type Brush, type Scale } from './parallel-lines'
import styles from './parallel.module.css'

interface Props {
  readonly scales: readonly Scale[]
  readonly brushes: ReadonlyMap<number, Brush>
  readonly x: (axis: number) => number
  readonly y: (place: number) => number
  /** From one axis to the next. */
  readonly step: number
  readonly onBrush: (axis: number, brush: Brush | null) => void
}

/** A press that moves less than this share of an axis takes its brush away. */
const LEAST = 0.02

/** Axes with their ends and titles; dragging along one brushes it. */
export function ParallelAxes({ brushes, onBrush, scales, step, x, y }: Props) {
  const start = useRef<number | null>(null)
  const placeOf = ({ clientY, currentTarget }: PointerEvent<SVGRectElement>) => {
    const { height, top } = currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, 1 - (clientY - top) / height))
  }
  const drag = (axis: number) => (event: PointerEvent<SVGRectElement>) => {
    if (start.current === null) return
    const [low, high] = [start.current, placeOf(event)].toSorted((a, b) => a - b)
    onBrush(axis, high! - low! < LEAST ? null : [low!, high!])
  }
  return scales.map((scale, axis) => {
    const { of, title, words } = scale
    const [low, high] = brushes.get(axis) ?? [0, 0]
    const [top, bottom] = [y(1), y(0)]
    return (
      <g key={axis} transform={`translate(${x(axis)} 0)`}>
        <line className={styles.axis} y1={top} y2={bottom} />
        {high > low && (
          <rect className={styles.brush} x={-6} width={12} y={y(high)} height={y(low) - y(high)} rx={2} />
        )}
        <text className={styles.end} y={top - 8}>
          {words(1)}
        </text>
        <text className={styles.end} y={bottom + 14}>
          {words(0)}
        </text>
        <text className={styles.title} y={bottom + 32}>
          {shortened(title, step)}
          <title>{scaleName(scale)}</title>
        </text>
        {of !== '' && (
          <text className={styles.end} y={bottom + 48}>
            {shortened(of, step)}
            <title>{scaleName(scale)}</title>
          </text>
        )}
        <rect
          className={styles.grip}
          x={-14}
          width={28}
          y={top}
          height={bottom - top}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            start.current = placeOf(event)
          }}
          onPointerMove={drag(axis)}
          onPointerUp={(event) => {
            drag(axis)(event)
            start.current = null
          }}
        />
      </g>
    )
  })
}

const LETTER = 6.5

/** As much of a title as there is room for between two axes. */
function shortened(title: string, room: number): string {
  const letters = Math.max(6, Math.floor(room / LETTER) - 1)
  return title.length > letters ? `${title.slice(0, letters - 1)}…` : title
}
