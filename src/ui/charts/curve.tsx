import { use } from 'react'
import { thin } from '../../core/thin'
import { Lines } from './lines'
import { useMarkKeys } from './mark-keys'
import { MarksContext } from './marks'
import { SERIES } from './plot'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import keyed from './marks.module.css'

/** Lines over a number, with what each says of itself in the legend. */
export default function CurveView({ id, view }: ViewOf<'curve'> & { readonly id: string }) {
  const pointed = use(MarksContext).marks[id]
  const { marks = [], select, title } = view
  const series = view.series.map((one) => ({ ...one, points: thin(one.points) }))
  const { at, keys, pick } = useMarkKeys(select, 'Point')
  const chosen = at === null ? undefined : marks[at]
  const label = `${title}. ${series.map(({ label: name, note }) => (note ? `${name}: ${note}` : name)).join('. ')}`
  return (
    <>
      <div className={keyed.keyed}>
        <Lines
          label={label}
          view={{ ...view, series }}
          places={[pointed, chosen].filter((place) => place !== undefined)}
          onPick={pick}
        />
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
