import type { Kept } from '../core/context'
import type { Fault } from '../core/errors'
import { describeLog, describeResult } from './describe-result'
import type { NodeStatus } from './protocol'
import type { NodeResult } from './result'
import { runningStatus, type Running } from './running'
import type { Seen } from './seen'

interface Known {
  /** The newest, also when it is stale. */
  readonly result: NodeResult | undefined
  /** What a node that has no result yet kept when it was stopped. */
  readonly log: Kept | undefined
  /** What it was seen to show of a node that it watches. */
  readonly seen: ReturnType<Seen['status']>
  readonly running: Running | undefined
  /** Of its present key. */
  readonly fault: Fault | undefined
  readonly isDone: boolean
  readonly isQueued: () => boolean
}

/** How a node stands, as the page is told. */
export function nodeStatus({ fault, isDone, isQueued, log, result, running, seen }: Known): NodeStatus {
  const shown = {
    ...(result ? describeResult(result) : { warnings: [], outputs: {}, views: [] }),
    ...(log && describeLog(log)),
    ...seen,
  }
  if (running) return { ...shown, ...runningStatus(running) }
  if ('state' in shown) return shown
  if (fault) return { ...shown, state: 'error', fault }
  if (isDone) {
    const isWarned = shown.warnings.length > 0 || shown.stopped !== undefined
    return { ...shown, state: isWarned ? 'warning' : 'done' }
  }
  if (isQueued()) return { ...shown, state: 'queued' }
  return { ...shown, state: result ? 'stale' : 'new' }
}
