import { useElementSize } from '@mantine/hooks'
import { useState, type PointerEvent } from 'react'
import { scaleOf, type Frame } from '../../core/draw/axes'
import { placesOf } from '../../core/draw/curve'
import { areaOf, pathOf } from '../../core/draw/svg'
import { rangeOf, ticksAround } from '../../core/draw/ticks'
import { tick, ticksBetween } from '../words'
import { LinesAxes } from './lines-axes'
import { MarkHits } from './mark-hits'
import { PointTip, REFERENCE, SERIES } from './plot'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

type Point = readonly [x: number, y: number]

interface Props extends ViewOf<'curve'> {
  readonly label: string
  /** Places that stand out. */
  readonly places: readonly Point[]
  readonly onPick: (mark: number) => void
}

/**
 * Lines over numbers as plain SVG: while a model learns they change several times a second, and appear while something
 * is dragged. With recharts that took the main thread a tenth of a second.
 */
export function Lines({ label, onPick, places, view }: Props) {
  const { height, ref, width } = useElementSize()
  const [near, setNear] = useState<Point | null>(null)
  const { marks = [], reference, select, series, x: across, y: up } = view
  const known = series.map(({ points, ...one }) => ({ ...one, points: points.filter(isPlace) }))
  const all = known.flatMap(({ points }) => points)
  const seen = known.flatMap(placesOf)
  const isShare = seen.every(([a, b]) => a >= 0 && a <= 1 && b >= 0 && b <= 1)
  const whole = isShare ? [0, 1] : []
  const wide = ends([...seen.map(([a]) => a), ...whole])
  const high = ends([
    ...seen.map(([, b]) => b),
    ...whole,
    ...(typeof reference === 'number' ? [reference] : []),
  ])
  const frame: Frame = {
    left: ticksBetween(...high) === tick ? 64 : 88,
    right: Math.max(100, width - 16),
    top: 8,
    bottom: Math.max(32, height - 48),
  }
  const x = scaleOf(wide, frame.left, frame.right)
  const y = scaleOf(high, frame.bottom, frame.top)
  const broad = series.some((one) => one.thin) ? 3 : 2
  const at = ([a, b]: Point) => [x(a), y(b)] as const
  const look = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    setNear(nearest(all, at, clientX - box.left, clientY - box.top))
  }
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={label}>
      {width > 0 && (
        <svg width={width} height={height} onPointerMove={look} onPointerLeave={() => setNear(null)}>
          <LinesAxes frame={frame} x={x} y={y} titles={[across, up]} />
          {reference === 'diagonal' && (
            <path d={pathOf([at([0, 0]), at([1, 1])])} fill="none" {...REFERENCE} />
          )}
          {typeof reference === 'number' && (
            <path d={`M${frame.left},${y(reference)}H${frame.right}`} fill="none" {...REFERENCE} />
          )}
          {known.map(
            ({ band, label: name }, i) =>
              band && (
                <path
                  key={name}
                  data-band={name}
                  d={areaOf(band, at)}
                  fill={SERIES[i % SERIES.length]}
                  fillOpacity={0.16}
                />
              ),
          )}
          {known.map(({ dots = false, label: name, points, thin: isThin }, i) => {
            const colour = SERIES[i % SERIES.length]
            if (!dots)
              return (
                <path
                  key={name}
                  data-line={name}
                  d={points.length > 0 ? pathOf(points.map(at)) : ''}
                  fill="none"
                  stroke={colour}
                  strokeWidth={isThin ? 1 : broad}
                />
              )
            return points.map((point, k) => (
              <circle
                key={`${name} ${k}`}
                cx={x(point[0])}
                cy={y(point[1])}
                r={3}
                fill={colour}
                opacity={0.7}
              />
            ))
          })}
          {near && (
            <line
              x1={x(near[0])}
              x2={x(near[0])}
              y1={frame.top}
              y2={frame.bottom}
              stroke="var(--line-strong)"
            />
          )}
          {places.map(([a, b], i) => (
            <circle key={i} className={styles.mark} data-place cx={x(a)} cy={y(b)} r={6} />
          ))}
          {select && <MarkHits frame={frame} places={marks.map(at)} onPick={onPick} />}
        </svg>
      )}
      {near && (
        <div
          className={styles.hover}
          data-before={x(near[0]) > width / 2 || undefined}
          style={{ left: x(near[0]), top: Math.min(y(near[1]), frame.bottom - 56) }}
        >
          <PointTip names={[across, up]} values={near} />
        </div>
      )}
    </div>
  )
}

/** From one round number to another, over all values. */
function ends(values: readonly number[]): [low: number, high: number] {
  const ticks = ticksAround(...rangeOf(values))
  return [ticks[0]!, ticks.at(-1)!]
}

const isPlace = ([a, b]: Point): boolean => Number.isFinite(a) && Number.isFinite(b)

/** The point nearest to a place across, and of several there the nearest up and down. */
function nearest(
  points: readonly Point[],
  at: (point: Point) => Point,
  left: number,
  top: number,
): Point | null {
  let found: Point | null = null
  let [least, beside] = [Infinity, Infinity]
  for (const point of points) {
    const [px, py] = at(point)
    const [away, off] = [Math.round(Math.abs(px - left)), Math.abs(py - top)]
    if (away > least || (away === least && off >= beside)) continue
    found = point
    ;[least, beside] = [away, off]
  }
  return found
}
