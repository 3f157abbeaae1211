import { estimateRun } from '../../state/estimate'
import { effectiveOf, inferredOf } from '../../state/derived'
import { useStore } from '../../state/hooks'
import { useGraph, useRun, useSession } from '../session'
import { bytes, plural, timeTaken } from '../words'
import styles from './header.module.css'

/** From here on a run is worth a word before it begins. */
const LONG = 10_000
const LARGE = 500 * 1024 ** 2

/** What a large run will take, before it begins. */
export function RunEstimate() {
  const { pace } = useSession()
  const known = useStore(pace, (state) => state)
  const running = useRun((state) => state.running)
  const statuses = useRun((state) => state.statuses)
  const pipeline = useGraph()
  if (running || pipeline.nodes.length === 0) return null
  const estimate = estimateRun(effectiveOf(pipeline), statuses, inferredOf(pipeline), known)
  const time = estimate.milliseconds >= LONG ? [`about ${timeTaken(estimate.milliseconds)}`] : []
  const memory = estimate.bytes >= LARGE ? [`up to ${bytes(estimate.bytes)} of memory`] : []
  const words = [...time, ...memory]
  if (words.length === 0) return null
  const unknown =
    estimate.unknown > 0
      ? ` Not counted: ${plural(estimate.unknown, 'node')} of stages that never ran in this browser.`
      : ''
  return (
    <p className={styles.estimate} title={`By the pace of earlier runs in this browser.${unknown}`}>
      {words.join(', ')}
    </p>
  )
}
