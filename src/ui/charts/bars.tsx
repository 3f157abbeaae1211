import { Bar, BarChart, CartesianGrid, Cell, ErrorBar, Tooltip, XAxis, YAxis } from 'recharts'
import { reachOf } from '../../core/draw/bars'
import type { BarOf } from '../../core/view'
import { figure } from '../words'
import { axisOver, GRID, MARGIN, Plot, PlotTip, TICK } from './plot'
import { useMarkKeys } from './mark-keys'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import marks from './marks.module.css'

const ROW = 24

const inWords = ({ label, off, value }: BarOf): string =>
  `${label} ${figure(value)}${off === undefined ? '' : ` ± ${figure(off)}`}`

/** Bars lie, so that long names can be read. */
export default function BarsView({ view }: ViewOf<'bars'>) {
  const { bars, note, select, x } = view
  const { at, keys, pick } = useMarkKeys(select, 'Bar')
  const longest = Math.max(0, ...bars.map(({ label }) => label.length))
  return (
    <>
      <div
        className={`${styles.long} ${marks.keyed}`}
        style={{ height: Math.max(120, bars.length * ROW + 32) }}
      >
        <Plot label={`${view.title}: ${bars.map(inWords).join(', ')}`}>
          <BarChart
            layout="vertical"
            margin={{ ...MARGIN, bottom: 0 }}
            data={bars.map(({ label, off, value }) => ({ x: value, y: label, off }))}
          >
            <CartesianGrid {...GRID} horizontal={false} />
            <XAxis dataKey="x" {...axisOver([0, ...bars.flatMap(reachOf)])} />
            <YAxis
              dataKey="y"
              type="category"
              tick={TICK}
              interval={0}
              width={Math.min(200, longest * 7 + 16)}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--accent-soft)' }}
              content={<PlotTip names={[x, '']} />}
            />
            <Bar
              dataKey="x"
              fill="var(--accent)"
              radius={2}
              maxBarSize={14}
              isAnimationActive={false}
              {...(select && {
                className: marks.pointed ?? '',
                background: { fill: 'transparent' },
                onClick: (_: unknown, index: number) => pick(index),
              })}
            >
              {bars.map(({ label }, i) => (
                <Cell key={label} fill={i === at ? 'var(--model)' : 'var(--accent)'} />
              ))}
              {bars.some(({ off }) => off !== undefined) && (
                <ErrorBar
                  dataKey="off"
                  direction="x"
                  width={4}
                  stroke="var(--text)"
                  isAnimationActive={false}
                />
              )}
            </Bar>
          </BarChart>
        </Plot>
        {keys}
      </div>
      <p className={styles.axisTitle}>{x}</p>
      {note && <p className={styles.note}>{note}</p>}
    </>
  )
}
