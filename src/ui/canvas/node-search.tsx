import { IconLockOpen } from '@tabler/icons-react'
import { paramTitle } from '../../core/pipeline/search-space'
import type { PipelineNode } from '../../core/pipeline/pipeline'
import { rangeWords } from '../../core/search'
import { lookupStage } from '../../state/stages'
import styles from './node.module.css'

/** As many lines as leave neighbours alone. */
const MOST = 2

/** What a search may change of a node, and over which range. */
export function NodeSearch({ node }: { readonly node: PipelineNode }) {
  const open = Object.entries(node.search ?? {}).map(([param, range]) => ({
    title: paramTitle(node, param, lookupStage),
    words: rangeWords(range),
  }))
  if (open.length === 0) return null
  const shown = open.length > MOST ? open.slice(0, MOST - 1) : open
  const all = open.map(({ title, words }) => `${title}: ${words}`)
  return (
    <ul className={styles.search} aria-label="Unlocked" title={all.join('\n')}>
      {shown.map(({ title, words }) => (
        <li key={title}>
          <IconLockOpen size={12} aria-hidden />
          <span>{title}</span>
          <span>{words}</span>
        </li>
      ))}
      {open.length > shown.length && <li>and {open.length - shown.length} more</li>}
    </ul>
  )
}
