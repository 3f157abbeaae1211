import type { Problem } from '../../core/pipeline/check'
import type { NodeStatus } from '../../state/hooks'
import { count, duration, timeLeft } from '../words'
import styles from './node.module.css'

interface Props {
  readonly status: NodeStatus | undefined
  readonly problem: Problem | undefined
  /** Why it is out of date. */
  readonly why: string
}

/** The line under a node's name: how far it is, what came out, or what is wrong, in words. */
export function NodeLine({ problem, status, why }: Props) {
  const state = status?.state ?? 'new'
  if (state === 'running' && status) return <Running {...status} />
  if (state === 'error' && status?.fault) {
    const { cure, message } = status.fault
    return (
      <p className={styles.message} data-tone="bad" title={cure ? `${message} ${cure}` : message}>
        {message}
      </p>
    )
  }
  if (problem && state !== 'queued') {
    return (
      <p className={styles.message} data-tone="warn" title={problem.message}>
        {problem.message}
      </p>
    )
  }
  const words = status?.stopped ?? status?.warnings[0]?.message
  if (state === 'warning' && status && words !== undefined) {
    return (
      <div>
        {status.stopped === undefined ? <Shape status={status} /> : <Line left="Stopped early" />}
        <p className={styles.message} data-tone="warn" title={words}>
          {words}
        </p>
      </div>
    )
  }
  if (state === 'stale') {
    return (
      <div>
        <Line left="Out of date" right={status?.kept} />
        {why && (
          <p className={styles.message} title={why}>
            {why}
          </p>
        )}
      </div>
    )
  }
  if (state === 'new' && status?.kept) return <Line left="Kept" right={status.kept} />
  if (state === 'queued') return <Line left="Waiting" />
  return status && state === 'done' ? <Shape status={status} /> : <Line left="Not run yet" />
}

function Line({ left, right }: { readonly left: string; readonly right?: string | undefined }) {
  return (
    <p className={styles.line}>
      <span>{left}</span>
      {right && <span>{right}</span>}
    </p>
  )
}

/** Rows and columns of what came out, or how long it took where no rows did. */
function Shape({ status }: { readonly status: NodeStatus }) {
  const output = Object.values(status.outputs).find(
    ({ columns, kind }) => kind !== 'model' && columns.length > 0,
  )
  const took = status.milliseconds === undefined ? undefined : duration(status.milliseconds)
  if (!output) return <Line left="Done" right={took} />
  return <Line left={`${count(output.rows)} × ${count(output.columns.length)}`} right={took} />
}

function Running({ fraction, remaining, text }: NodeStatus) {
  const percent = fraction === undefined ? undefined : Math.floor(fraction * 100)
  const far = [percent === undefined ? [] : `${percent}%`, remaining === undefined ? [] : timeLeft(remaining)]
  return (
    <div>
      <Line left={text ?? 'Running'} right={far.flat().join(' · ')} />
      <div
        className={styles.progress}
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        data-unknown={percent === undefined || undefined}
      >
        <span style={percent === undefined ? undefined : { translate: `${percent - 100}%` }} />
      </div>
    </div>
  )
}
