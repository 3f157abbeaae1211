import type { Problem } from '../../core/pipeline/check'
import type { NodeStatus } from '../../state/hooks'
import { FaultNote, Note } from '../note'
import { runningWords } from '../words'
import styles from './results.module.css'

interface Props {
  readonly status: NodeStatus | undefined
  /** What keeps the node from running, other than what it says itself. */
  readonly problems: readonly Problem[]
  readonly isBypassed: boolean
}

/** What the node says in words: what is wrong, where, and what to do about it. */
export function Messages({ isBypassed, problems, status }: Props) {
  const warnings = status?.warnings ?? []
  const stopped = status?.stopped
  const isQuiet = !status?.fault && stopped === undefined && warnings.length + problems.length === 0
  return (
    <div className={styles.messages}>
      {status?.fault && <FaultNote fault={status.fault} />}
      {problems.map(({ message }) => (
        <Note key={message} tone="warn" title={message} />
      ))}
      {stopped !== undefined && (
        <Note tone="warn" title="Stopped early">
          {stopped}
        </Note>
      )}
      {warnings.map(({ cure, message }) => (
        <Note key={message} tone="warn" title={message}>
          {cure}
        </Note>
      ))}
      {isQuiet && <Note tone="info">{quietWords(status, isBypassed)}</Note>}
    </div>
  )
}

function quietWords(status: NodeStatus | undefined, isBypassed: boolean): string {
  if (isBypassed)
    return 'This node is bypassed: what goes in comes out as it is. Use it again to see what it does.'
  if (status?.state === 'running') return runningWords(status)
  if (status?.state === 'queued') return 'It waits for what is before it.'
  if (status?.result === undefined) return 'This node has not run yet. Run it to see what comes out.'
  return 'It ran, and there is nothing to say.'
}
