import type { Frame, Scale } from '../../core/draw/axes'
import { GRID, TICK } from './plot'

interface Props {
  readonly frame: Frame
  readonly x: Scale
  readonly y: Scale
  readonly titles: readonly [x: string, y: string]
}

/** The grid, the numbers beside it, and what the axes are. */
export function LinesAxes({ frame, titles, x, y }: Props) {
  const { bottom, left, right, top } = frame
  const middle = (top + bottom) / 2
  return (
    <g {...TICK} aria-hidden>
      {x.ticks.map((value) => (
        <g key={value}>
          <line x1={x(value)} x2={x(value)} y1={top} y2={bottom} {...GRID} />
          <text x={x(value)} y={bottom + 18} textAnchor="middle">
            {x.say(value)}
          </text>
        </g>
      ))}
      {y.ticks.map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} {...GRID} />
          <text x={left - 8} y={y(value) + 4} textAnchor="end">
            {y.say(value)}
          </text>
        </g>
      ))}
      <path d={`M${left},${top}V${bottom}H${right}`} fill="none" stroke="var(--line-strong)" />
      <text x={(left + right) / 2} y={bottom + 40} textAnchor="middle">
        {titles[0]}
      </text>
      <text transform={`translate(14 ${middle}) rotate(-90)`} textAnchor="middle">
        {titles[1]}
      </text>
    </g>
  )
}
