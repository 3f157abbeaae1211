import type { ColumnSummary } from '../../core/summary'
import { count, figure } from '../words'
import styles from './columns.module.css'

const WIDTH = 240
const HEIGHT = 48
const SHOWN = 3

/** A tiny histogram of numbers, or the most frequent levels as bars. */
export function Distribution({ summary }: { readonly summary: ColumnSummary }) {
  const { histogram, levels, rows } = summary
  if (histogram && histogram.counts.length > 0) return <Histogram {...histogram} />
  if (!levels || levels.length === 0) return <div className={styles.plot} />
  const most = levels[0]!.count
  return (
    <ul className={styles.levels} aria-label="Most frequent levels">
      {levels.slice(0, SHOWN).map(({ count: size, label }) => (
        <li key={label} title={`${label}: ${count(size)} of ${count(rows)}`}>
          <span className={styles.bar} style={{ width: `${(size / most) * 100}%` }} />
          <span className={styles.level}>{label}</span>
          <span className={styles.share}>{Math.round((size / rows) * 100)}%</span>
        </li>
      ))}
    </ul>
  )
}

function Histogram({ counts, edges }: NonNullable<ColumnSummary['histogram']>) {
  const most = Math.max(...counts, 1)
  const step = WIDTH / counts.length
  return (
    <svg
      className={styles.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Histogram from ${figure(edges[0]!)} to ${figure(edges.at(-1)!)}`}
    >
      {counts.map((size, i) => {
        const height = size === 0 ? 0 : Math.max(1, (size / most) * HEIGHT)
        return (
          <rect key={edges[i]} x={i * step + 0.5} y={HEIGHT - height} width={step - 1} height={height}>
            <title>{`${figure(edges[i]!)} to ${figure(edges[i + 1]!)}: ${count(size)}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
