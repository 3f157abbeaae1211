import { use, useState, type KeyboardEvent } from 'react'
import type { Select } from '../../core/select'
import { RowsBehindContext } from './show-rows'
import styles from './marks.module.css'

const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** Choosing a mark of a chart by keys, and showing its rows: arrow keys walk, Enter shows. */
export function useMarkKeys(select: Select | undefined, name: string) {
  const { show } = use(RowsBehindContext)
  const [chosen, setChosen] = useState<number | null>(null)
  const cuts = select?.cuts ?? []
  const at = chosen !== null && chosen < cuts.length ? chosen : null
  const pick = (index: number) => {
    const cut = cuts[index]
    if (select && cut) show({ rows: cut.rows ?? select.rows, cut })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    const step = MOVES[key]
    const ends: Readonly<Record<string, number>> = { Home: 0, End: cuts.length - 1 }
    if (key === 'Enter' || key === ' ') pick(at ?? 0)
    else if (step !== undefined)
      setChosen(at === null ? 0 : Math.max(0, Math.min(cuts.length - 1, at + step)))
    else if (ends[key] !== undefined) setChosen(ends[key])
    else return
    event.preventDefault()
  }
  const title = cuts[at ?? 0]?.title ?? ''
  const keys = cuts.length > 0 && (
    <div
      className={styles.keys}
      role="slider"
      tabIndex={0}
      aria-label={`${name} to show the rows of`}
      aria-valuemin={1}
      aria-valuemax={cuts.length}
      aria-valuenow={(at ?? 0) + 1}
      aria-valuetext={title}
      onKeyDown={onKeyDown}
      onBlur={() => setChosen(null)}
    >
      <p>{at === null ? 'Arrow keys choose' : `${title} · Enter shows the rows`}</p>
    </div>
  )
  return { at, keys, pick }
}
