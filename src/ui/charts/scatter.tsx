import { CartesianGrid, ReferenceLine, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts'
import { count, tick } from '../words'
import { GRID, MARGIN, Plot, PlotTip, REFERENCE, TICK, xTitle, yTitle } from './plot'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

export default function ScatterView({ view }: ViewOf<'scatter'>) {
  const { note, points, reference, x, y } = view
  const all = reference === 'diagonal' ? points.flat() : []
  const low = Math.min(...all)
  const high = Math.max(...all)
  return (
    <>
      <Plot label={`${view.title}, ${count(points.length)} points`}>
        <ScatterChart margin={MARGIN}>
          <CartesianGrid {...GRID} />
          <XAxis
            dataKey="x"
            type="number"
            domain={['auto', 'auto']}
            tick={TICK}
            tickFormatter={tick}
            label={xTitle(x)}
          />
          <YAxis
            dataKey="y"
            type="number"
            domain={['auto', 'auto']}
            tick={TICK}
            tickFormatter={tick}
            width={72}
            label={yTitle(y)}
          />
          {reference === 'diagonal' && all.length > 0 && (
            <ReferenceLine
              segment={[
                { x: low, y: low },
                { x: high, y: high },
              ]}
              {...REFERENCE}
            />
          )}
          <Tooltip isAnimationActive={false} content={<PlotTip names={[x, y]} />} />
          <Scatter
            data={points.map(([px, py]) => ({ x: px, y: py }))}
            fill="var(--accent)"
            fillOpacity={0.5}
            shape={<circle r={2.5} />}
            isAnimationActive={false}
          />
        </ScatterChart>
      </Plot>
      {note && <p className={styles.note}>{note}</p>}
    </>
  )
}
