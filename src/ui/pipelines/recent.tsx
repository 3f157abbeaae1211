import { useEffect } from 'react'
import { MiniGraph } from '../examples/mini-graph'
import { useKeeping, useLibrary } from '../session'
import { useCommands } from '../shell/use-commands'
import { moment } from '../words'
import styles from './pipelines.module.css'

const MOST = 4

/** What was worked on last, to go on with; nothing where there is nothing. */
export default function Recent() {
  const cards = useLibrary((state) => state.cards)
  const refresh = useLibrary((state) => state.refresh)
  const here = useKeeping((state) => state.id)
  const { openKept, pipelines } = useCommands()
  useEffect(() => void refresh(), [refresh])
  const others = (cards ?? []).filter(
    ({ deleted, id, sketch }) => id !== here && deleted === undefined && sketch.nodes.length > 0,
  )
  if (others.length === 0) return null
  return (
    <>
      <div className={styles.heading}>
        <h3>Go on with</h3>
        <button type="button" onClick={pipelines}>
          All pipelines
        </button>
      </div>
      <ul className={styles.recent} aria-label="Recent pipelines">
        {others.slice(0, MOST).map(({ changed, id, name, sketch }) => (
          <li key={id}>
            <button type="button" onClick={() => openKept(id, name)}>
              <MiniGraph pipeline={sketch} />
              <strong>{name || 'Untitled pipeline'}</strong>
              <span className={styles.dim}>{moment(changed)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
