import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { use } from 'react'
import { tick, ticksBetween } from '../words'
import { GRID, MARGIN, Plot, PlotTip, REFERENCE, SERIES, TICK, xTitle, yTitle } from './plot'
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
  const isShare = series.every(({ points }) => points.every(([a, b]) => a >= 0 && a <= 1 && b >= 0 && b <= 1))
  const domain: [number | 'auto', number | 'auto'] = isShare ? [0, 1] : ['auto', 'auto']
  const [across, up] = [0, 1].map((axis) => {
    const [low, high] = isShare
      ? [0, 1]
      : endsOf(series.flatMap(({ points }) => points.map((point) => point[axis]!)))
    return ticksBetween(low!, high!)
  })
  const label = `${view.title}. ${series.map(({ label: name, note }) => (note ? `${name}: ${note}` : name)).join('. ')}`
  return (
    <>
      <div className={`${keyed.keyed} ${select ? keyed.sheeted : ''}`}>
        <Plot label={label}>
          <LineChart margin={MARGIN}>
            <CartesianGrid {...GRID} />
            <XAxis
              dataKey="x"
              type="number"
              domain={domain}
              tick={TICK}
              tickFormatter={across!}
              label={xTitle(x)}
            />
            <YAxis
              type="number"
              domain={domain}
              tick={TICK}
              tickFormatter={up!}
              width={up === tick ? 56 : 80}
              label={yTitle(y)}
            />
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
            {series.map(({ dots = false, label: name, points }, i) => (
              <Line
                key={name}
                name={name}
                data={points.map(([px, py]) => ({ x: px, y: py }))}
                dataKey="y"
                stroke={SERIES[i % SERIES.length]!}
                strokeWidth={dots ? 0 : 2}
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

function endsOf(values: readonly number[]): readonly [number, number] {
  const known = values.filter(Number.isFinite)
  return [known.reduce((a, b) => Math.min(a, b), Infinity), known.reduce((a, b) => Math.max(a, b), -Infinity)]
}
