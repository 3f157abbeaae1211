import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { use } from 'react'
import { tick } from '../words'
import { axisOver, GRID, MARGIN, Plot, PlotTip, REFERENCE, SERIES, xTitle, yTitle } from './plot'
import { MarkHits } from './mark-hits'
import { useMarkKeys } from './mark-keys'
import { MarksContext } from './marks'
import { thin } from '../../core/thin'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import keyed from './marks.module.css'

/** Lines over a number, with what each says of itself in the legend. */
export default function CurveView({ id, view }: ViewOf<'curve'> & { readonly id: string }) {
  const pointed = use(MarksContext).marks[id]
  const { marks = [], reference, select, x, y } = view
  const series = view.series.map((one) => ({ ...one, points: thin(one.points) }))
  const { at, keys, pick } = useMarkKeys(select, 'Point')
  const chosen = at === null ? undefined : marks[at]
  const all = series.flatMap(({ points }) => points)
  const isShare = all.every(([a, b]) => a >= 0 && a <= 1 && b >= 0 && b <= 1)
  const whole = isShare ? [0, 1] : []
  const across = axisOver([...all.map(([a]) => a), ...whole])
  const up = axisOver([
    ...all.map(([, b]) => b),
    ...whole,
    ...(typeof reference === 'number' ? [reference] : []),
  ])
  const wide = series.some((one) => one.thin) ? 3 : 2
  const label = `${view.title}. ${series.map(({ label: name, note }) => (note ? `${name}: ${note}` : name)).join('. ')}`
  return (
    <>
      <div className={`${keyed.keyed} ${select ? keyed.sheeted : ''}`}>
        <Plot label={label}>
          <LineChart margin={MARGIN}>
            <CartesianGrid {...GRID} />
            <XAxis dataKey="x" {...across} label={xTitle(x)} />
            <YAxis {...up} width={up.tickFormatter === tick ? 56 : 80} label={yTitle(y)} />
            {reference === 'diagonal' && (
              <ReferenceLine
                segment={[
                  { x: 0, y: 0 },
                  { x: 1, y: 1 },
                ]}
                {...REFERENCE}
              />
            )}
            {typeof reference === 'number' && <ReferenceLine y={reference} {...REFERENCE} />}
            <Tooltip isAnimationActive={false} content={<PlotTip names={[x, y]} />} />
            {series.map(({ dots = false, label: name, points, thin: isThin }, i) => (
              <Line
                key={name}
                name={name}
                data={points.map(([px, py]) => ({ x: px, y: py }))}
                dataKey="y"
                stroke={SERIES[i % SERIES.length]!}
                strokeWidth={dots ? 0 : isThin ? 1 : wide}
                dot={dots && { r: 3, strokeWidth: 0, fill: SERIES[i % SERIES.length]!, fillOpacity: 0.7 }}
                isAnimationActive={false}
              />
            ))}
            {[pointed, chosen].map(
              (place, i) =>
                place && (
                  <ReferenceDot
                    key={i}
                    className={styles.mark ?? ''}
                    x={place[0]}
                    y={place[1]}
                    r={6}
                    fill="var(--bad)"
                    stroke="var(--panel)"
                    strokeWidth={2}
                  />
                ),
            )}
            {select && <MarkHits marks={marks} onPick={pick} />}
          </LineChart>
        </Plot>
        {keys}
      </div>
      <ul className={styles.legend}>
        {series.map(({ label: name, note }, i) => (
          <li key={name}>
            <span style={{ background: SERIES[i % SERIES.length] }} />
            {name}
            {note && <em>{note}</em>}
          </li>
        ))}
      </ul>
    </>
  )
}
