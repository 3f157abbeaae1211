import type { ReactNode } from 'react'
import { ResponsiveContainer, type TooltipContentProps } from 'recharts'
import { rangeOf, ticksAround } from '../../core/draw/ticks'
import { figure, ticksBetween } from '../words'
import styles from './charts.module.css'

/** Colours of series, told apart in both schemes and by most eyes. */
export const SERIES = [
  'var(--table)',
  'var(--model)',
  'var(--evaluate)',
  'var(--dataset)',
  'var(--deploy)',
  'var(--tune)',
  'var(--preprocess)',
  'var(--engineer)',
  'var(--validate)',
  'var(--monitor)',
]

export const MARGIN = { top: 8, right: 16, bottom: 24, left: 8 }
export const TICK = { fontSize: 12, fill: 'var(--dim)' }
export const GRID = { stroke: 'var(--line)', strokeDasharray: '2 4' }
export const REFERENCE = { stroke: 'var(--line-strong)', strokeDasharray: '4 4' }

const TITLE = { fontSize: 12, fill: 'var(--dim)' }
export const xTitle = (value: string) => ({ ...TITLE, value, position: 'insideBottom', offset: -16 }) as const
export const yTitle = (value: string) =>
  ({ ...TITLE, value, position: 'insideLeft', angle: -90, style: { textAnchor: 'middle' } }) as const

/** An axis from one round number to another, over all values; as in the drawing that is saved. */
export function axisOver(values: readonly number[]) {
  const ticks = ticksAround(...rangeOf(values))
  const ends: [number, number] = [ticks[0]!, ticks.at(-1)!]
  return { type: 'number', tick: TICK, domain: ends, ticks, tickFormatter: ticksBetween(...ends) } as const
}

interface PlotProps {
  readonly label: string
  readonly children: ReactNode
}

export function Plot({ children, label }: PlotProps) {
  return (
    <div className={styles.plot} role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        {children}
      </ResponsiveContainer>
    </div>
  )
}

/** The chart fills in what is under the pointer. */
type TipProps = Partial<TooltipContentProps> & { readonly names: readonly [string, string] }

/** What is under the pointer, in words. */
export function PlotTip({ active, names, payload }: TipProps) {
  const first: unknown = payload?.[0]?.payload
  if (!active || typeof first !== 'object' || first === null) return null
  const { x, y } = first as { readonly x?: unknown; readonly y?: unknown }
  return <PointTip names={names} values={[x, y]} />
}

interface PointProps {
  readonly names: readonly [string, string]
  readonly values: readonly [unknown, unknown]
}

export function PointTip({ names, values }: PointProps) {
  return (
    <div className={styles.tip}>
      {values.map((value, i) => (
        <div key={names[i]}>
          <span>{names[i]}</span>
          <strong>{typeof value === 'number' ? figure(value) : String(value)}</strong>
        </div>
      ))}
    </div>
  )
}
