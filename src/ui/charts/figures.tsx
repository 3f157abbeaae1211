import { VisuallyHidden } from '@mantine/core'
import { figure } from '../words'
import type { ViewOf } from './view-card'
import styles from './charts.module.css'
import marks from './marks.module.css'

/** The figures of a result, the first one largest. */
export function FiguresView({ view }: ViewOf<'figures'>) {
  return (
    <>
      <dl className={styles.figures}>
        {view.figures.map(({ interval, name, note, title, value }) => (
          <div key={name} title={note ?? name}>
            <dt>{title}</dt>
            <dd data-figure={name}>{figure(value)}</dd>
            {interval && (
              <dd className={marks.interval}>
                <VisuallyHidden>95% interval </VisuallyHidden>
                {interval.map(figure).join(' – ')}
              </dd>
            )}
            {note && Number.isNaN(value) && <p>{note}</p>}
          </div>
        ))}
      </dl>
      {view.note && <p className={styles.note}>{view.note}</p>}
    </>
  )
}
