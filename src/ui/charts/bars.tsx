import { Bar, BarChart, CartesianGrid, Cell, Tooltip, XAxis, YAxis } from 'recharts'
import { figure } from '../words'
import { axisOver, GRID, MARGIN, Plot, PlotTip, TICK } from './plot'
import { useMarkKeys } from './mark-keys'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import marks from './marks.module.css'

const ROW = 24

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
        <Plot
          label={`${view.title}: ${bars.map(({ label, value }) => `${label} ${figure(value)}`).join(', ')}`}
        >
          <BarChart
            layout="vertical"
            margin={{ ...MARGIN, bottom: 0 }}
            data={bars.map(({ label, value }) => ({ x: value, y: label }))}
          >
            <CartesianGrid {...GRID} horizontal={false} />
            <XAxis dataKey="x" {...axisOver([0, ...bars.map(({ value }) => value)])} />
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
