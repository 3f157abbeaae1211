import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { tick } from '../words'
import { cellsOf, ticksOf } from './surface-axis'
import { classColour, css, scaleOfNumbers } from './surface-colours'
import { SurfaceGround } from './surface-ground'
import { shapeOf, Sign, SurfacePoints } from './surface-points'
import { describeSurface, moved, wordsAt, type Cell } from './surface-words'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

type Props = ViewOf<'surface'>

const EDGE = { top: 8, right: 8, bottom: 40, left: 72 }
const LETTER = 6.5

/** Two columns as a plane: what the model says in every place, and the rows that lie there. */
export default function SurfaceView({ view }: Props) {
  const { ref, height: whole, width: all } = useElementSize()
  const scheme = useComputedColorScheme('light')
  const [at, setAt] = useState<Cell | null>(null)
  const width = Math.max(0, all - EDGE.left - EDGE.right)
  const height = Math.max(0, whole - EDGE.top - EDGE.bottom)
  const [wide, high] = [cellsOf(view.x), cellsOf(view.y)]
  const cell = at && ([Math.min(at[0], wide - 1), Math.min(at[1], high - 1)] as const)
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect()
    const across = Math.floor(((clientX - box.left - EDGE.left) / width) * wide)
    const upwards = high - 1 - Math.floor(((clientY - box.top - EDGE.top) / height) * high)
    setAt(across < 0 || across >= wide || upwards < 0 || upwards >= high ? null : [across, upwards])
  }
  const press = (event: KeyboardEvent) => {
    const next = moved(view, cell, event.key)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    setAt(next)
  }
  return (
    <div className={styles.beside}>
      <div
        ref={ref}
        className={styles.surface}
        role="group"
        tabIndex={0}
        aria-label={`${view.title}: arrow keys read it`}
        onKeyDown={press}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
      >
        <div role="img" aria-label={describeSurface(view)}>
          <SurfaceGround
            view={view}
            scheme={scheme}
            style={{ left: EDGE.left, top: EDGE.top, width, height }}
          />
          <svg width={all} height={whole} aria-hidden>
            <g transform={`translate(${EDGE.left} ${EDGE.top})`}>
              <Axes view={view} width={width} height={height} />
              <SurfacePoints view={view} scheme={scheme} width={width} height={height} />
              {cell && (
                <rect
                  x={(cell[0] / wide) * width}
                  y={((high - 1 - cell[1]) / high) * height}
                  width={width / wide}
                  height={height / high}
                  fill="none"
                  stroke="var(--text)"
                  strokeWidth={1.5}
                />
              )}
            </g>
          </svg>
        </div>
      </div>
      <div>
        <p className={styles.read} aria-live="polite">
          {cell ? wordsAt(view, cell) : 'Point at a place, or use the arrow keys, to read it.'}
        </p>
        <Legend view={view} />
        {view.classes.length > 0 && (
          <p className={styles.note}>The stronger the colour, the surer the model.</p>
        )}
        <p className={styles.note}>{view.note}</p>
      </div>
    </div>
  )
}

interface AxesProps extends Props {
  readonly width: number
  readonly height: number
}

function Axes({ height, view, width }: AxesProps) {
  const { x, y } = view
  const levels = x.kind === 'level' ? Math.max(...x.levels.map(({ length }) => length)) : 0
  const each = x.kind === 'level' ? Math.max(24, Math.min(levels, 14) * LETTER + 8) : 64
  return (
    <>
      <rect width={width} height={height} fill="none" stroke="var(--line-strong)" />
      {ticksOf(x, width, each).map(({ at, label }) => (
        <g key={label} transform={`translate(${at * width} ${height})`}>
          <line y2={4} stroke="var(--line-strong)" />
          <text y={16} textAnchor="middle">
            {short(label, 14)}
          </text>
        </g>
      ))}
      {ticksOf(y, height, y.kind === 'level' ? 16 : 40).map(({ at, label }) => (
        <g key={label} transform={`translate(0 ${(1 - at) * height})`}>
          <line x2={-4} stroke="var(--line-strong)" />
          <text x={-8} y={4} textAnchor="end">
            {short(label, 7)}
          </text>
        </g>
      ))}
      <text x={width / 2} y={height + 34} textAnchor="middle">
        {short(x.column, Math.floor(width / LETTER))}
      </text>
      <text transform={`translate(${-EDGE.left + 12} ${height / 2}) rotate(-90)`} textAnchor="middle">
        {short(y.column, Math.floor(height / LETTER))}
      </text>
    </>
  )
}

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text

/** What colours and shapes mean. */
function Legend({ view }: Props) {
  const scheme = useComputedColorScheme('light')
  const { classes, range, target } = view
  const isNumber = classes.length === 0
  return (
    <>
      {isNumber && (
        <p className={styles.scale}>
          <span>{target}</span>
          {tick(range[0])} <i style={{ background: scaleOfNumbers }} aria-hidden /> {tick(range[1])}
        </p>
      )}
      <ul className={styles.legend}>
        {classes.map((label, k) => (
          <li key={label}>
            <Sign colour={css(classColour(k, scheme))} shape={shapeOf(view, k)} role="train" />
            {label}
          </li>
        ))}
        <li>
          <Sign colour="var(--dim)" shape={shapeOf(view, 0)} role="train" />
          Training rows
        </li>
        <li>
          <Sign colour="var(--dim)" shape={shapeOf(view, 0)} role="test" />
          Test rows
        </li>
      </ul>
    </>
  )
}
