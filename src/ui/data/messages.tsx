import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { Problem } from '../../core/pipeline/check'
import type { NodeStatus } from '../../state/hooks'
import { plural } from '../words'
import styles from './results.module.css'

interface Props {
  readonly status: NodeStatus | undefined
  readonly problems: readonly Problem[]
}

/** What the node says in words: what is wrong, where, and what to do about it. */
export function Messages({ problems, status }: Props) {
  const fault = status?.fault
  const warnings = status?.warnings ?? []
  const isQuiet = !fault && warnings.length === 0 && problems.length === 0
  return (
    <div className={styles.messages}>
      {fault && (
        <Alert color="red" role="alert" icon={<IconCircleX size={18} />} title={fault.message}>
          {fault.cure}
          {(fault.column !== undefined || fault.row !== undefined) && (
            <div className={styles.place}>
              {fault.column !== undefined && <>Column “{fault.column}” </>}
              {fault.row !== undefined && <>Row {fault.row}</>}
            </div>
          )}
          {fault.unexpected && (
            <div className={styles.place}>This is a fault of Trainyard, not of your data.</div>
          )}
        </Alert>
      )}
      {problems.map(({ message }) => (
        <Alert key={message} color="yellow" icon={<IconAlertTriangle size={18} />} title={message} />
      ))}
      {warnings.map(({ cure, message }) => (
        <Alert key={message} color="yellow" icon={<IconAlertTriangle size={18} />} title={message}>
          {cure}
        </Alert>
      ))}
      {isQuiet && (
        <Alert color="gray" icon={<IconInfoCircle size={18} />}>
          {status?.result === undefined
            ? 'This node has not run yet. Run it to see what comes out.'
            : `Nothing to report, ${plural(Object.keys(status.outputs).length, 'output')}.`}
        </Alert>
      )}
    </div>
  )
}
