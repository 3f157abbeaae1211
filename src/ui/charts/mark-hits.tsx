import { useState, type PointerEvent } from 'react'
import type { Frame } from '../../core/draw/axes'
import styles from './marks.module.css'

/** A pointer farther away from every mark than this means none, in pixels. */
const REACH = 32
/** So far the sheet goes beyond the plot, in pixels: marks lie on its edges too. */
const EDGE = 8

interface Props {
  readonly frame: Frame
  /** Where the marks are, in pixels. */
  readonly places: readonly (readonly [number, number])[]
  readonly onPick: (index: number) => void
}

/** A sheet over a plot: the mark nearest to the pointer stands out, and a click picks it. */
export function MarkHits({ frame, onPick, places }: Props) {
  const [near, setNear] = useState<number | null>(null)
  const nearest = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    const [left, top] = [clientX - box.left + frame.left - EDGE, clientY - box.top + frame.top - EDGE]
    let found: number | null = null
    let least = REACH
    places.forEach(([px, py], index) => {
      const away = Math.hypot(px - left, py - top)
      if (away < least) [found, least] = [index, away]
    })
    return found
  }
  const place = near === null ? undefined : places[near]
  return (
    <g className={place && styles.pointed}>
      {place && <circle className={styles.near} cx={place[0]} cy={place[1]} r={6} />}
      <rect
        className={styles.sheet}
        x={frame.left - EDGE}
        y={frame.top - EDGE}
        width={frame.right - frame.left + 2 * EDGE}
        height={frame.bottom - frame.top + 2 * EDGE}
        fill="transparent"
        onPointerMove={(event) => setNear(nearest(event))}
        onPointerLeave={() => setNear(null)}
        onPointerDown={(event) => setNear(nearest(event))}
        onClick={() => near !== null && onPick(near)}
      />
    </g>
  )
}
