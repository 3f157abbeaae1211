import {
  CartesianGrid,
  ReferenceDot,
  ReferenceLine,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { rangeOf } from '../../core/draw/ticks'
import { count } from '../words'
import { axisOver, GRID, MARGIN, Plot, PlotTip, REFERENCE, SERIES, TICK, xTitle, yTitle } from './plot'
import { AcrossColumns } from './across'
import { useMarkKeys } from './mark-keys'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import marks from './marks.module.css'

export default function ScatterView({ view }: ViewOf<'scatter'>) {
  return view.across ? <AcrossColumns view={view} drawing={Points} /> : <Points view={view} />
}

interface PointsProps extends ViewOf<'scatter'> {
  /** What whole numbers along x stand for. */
  readonly levels?: readonly string[] | undefined
}

function Points({ levels, view }: PointsProps) {
  const { groups, note, points, reference, select, x, y } = view
  const { at, keys, pick } = useMarkKeys(select, 'Point')
  const pointed = at === null ? undefined : points[at]
  const isAlike = reference === 'diagonal'
  const heights = points.map(([, py]) => py)
  const [low, high] = rangeOf(points.flat())
  const across = levels ? axisOf(levels) : axisOver(isAlike ? points.flat() : points.map(([px]) => px))
  const up = isAlike ? across : axisOver(typeof reference === 'number' ? [...heights, reference] : heights)
  return (
    <>
      <div className={marks.keyed}>
        <Plot label={`${view.title}, ${count(points.length)} points`}>
          <ScatterChart margin={MARGIN}>
            <CartesianGrid {...GRID} />
            <XAxis dataKey="x" {...across} label={xTitle(x)} />
            <YAxis dataKey="y" {...up} width={72} label={yTitle(y)} />
            {isAlike && points.length > 0 && (
              <ReferenceLine
                segment={[
                  { x: low, y: low },
                  { x: high, y: high },
                ]}
                {...REFERENCE}
              />
            )}
            {typeof reference === 'number' && <ReferenceLine y={reference} {...REFERENCE} />}
            <Tooltip isAnimationActive={false} content={<PlotTip names={[x, y]} />} />
            <Scatter
              data={points.map(([px, py], i) => ({ x: px, y: py, colour: colourOf(groups?.of[i]) }))}
              shape={<Dot />}
              isAnimationActive={false}
              {...(select && {
                className: marks.pointed ?? '',
                onClick: (_: unknown, index: number) => pick(index),
              })}
            />
            {pointed && (
              <ReferenceDot
                className={styles.mark ?? ''}
                x={pointed[0]}
                y={pointed[1]}
                r={6}
                fill="var(--bad)"
                stroke="var(--panel)"
                strokeWidth={2}
              />
            )}
          </ScatterChart>
        </Plot>
        {keys}
      </div>
      {groups && (
        <ul className={styles.legend}>
          {groups.labels.map((label, group) => (
            <li key={label}>
              <span style={{ background: colourOf(group) }} />
              {label}
            </li>
          ))}
        </ul>
      )}
      {note && <p className={styles.note}>{note}</p>}
    </>
  )
}

/** Levels side by side along an axis. */
const axisOf = (levels: readonly string[]) =>
  ({
    type: 'number',
    tick: TICK,
    domain: [-0.5, levels.length - 0.5] as [number, number],
    ticks: levels.map((_, i) => i),
    tickFormatter: (value: number) => levels[value] ?? '',
  }) as const

const colourOf = (group: number | undefined): string =>
  group === undefined ? 'var(--accent)' : SERIES[group % SERIES.length]!

interface DotProps {
  readonly cx?: number
  readonly cy?: number
  readonly payload?: { readonly colour: string }
}

/** A small point that is easily hit. */
function Dot({ cx, cy, payload }: DotProps) {
  return (
    <>
      <circle cx={cx} cy={cy} r={6} fill="transparent" />
      <circle cx={cx} cy={cy} r={2.5} fill={payload?.colour} fillOpacity={0.6} />
    </>
  )
}
