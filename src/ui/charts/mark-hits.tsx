import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import { useState, type PointerEvent } from 'react'
import styles from './marks.module.css'

/** A pointer farther away from every mark than this means none, in pixels. */
const REACH = 32
/** So far the sheet goes beyond the plot, in pixels: marks lie on its edges too. */
const EDGE = 8

interface Props {
  readonly marks: readonly (readonly [number, number])[]
  readonly onPick: (index: number) => void
}

/** A sheet over a plot: the mark nearest to the pointer stands out, and a click picks it. */
export function MarkHits({ marks, onPick }: Props) {
  const area = usePlotArea()
  const x = useXAxisScale()
  const y = useYAxisScale()
  const [near, setNear] = useState<number | null>(null)
  if (!area || !x || !y) return null
  const places = marks.map(([px, py]) => [x(px) ?? Number.NaN, y(py) ?? Number.NaN] as const)
  const nearest = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    const [left, top] = [clientX - box.left + area.x - EDGE, clientY - box.top + area.y - EDGE]
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
        x={area.x - EDGE}
        y={area.y - EDGE}
        width={area.width + 2 * EDGE}
        height={area.height + 2 * EDGE}
        fill="transparent"
        onPointerMove={(event) => setNear(nearest(event))}
        onPointerLeave={() => setNear(null)}
        onPointerDown={(event) => setNear(nearest(event))}
        onClick={() => near !== null && onPick(near)}
      />
    </g>
  )
}
