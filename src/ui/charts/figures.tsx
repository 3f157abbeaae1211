import { figure } from '../words'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'

/** The figures of a result, the first one largest. */
export function FiguresView({ view }: ViewOf<'figures'>) {
  return (
    <dl className={styles.figures}>
      {view.figures.map(({ name, note, title, value }) => (
        <div key={name} title={note ?? name}>
          <dt>{title}</dt>
          <dd data-figure={name}>{figure(value)}</dd>
          {note && Number.isNaN(value) && <p>{note}</p>}
        </div>
      ))}
    </dl>
  )
}
