import type { ColumnKind } from '../core/column'
import { count } from '../core/numbers'
import type { PortKind } from '../core/ports'
import type { StepName } from '../core/steps'
import type { NodeState, NodeStatus } from '../state/hooks'

export { count, figure, tick, ticksBetween } from '../core/numbers'

/** What the page calls things. */

export const STEP_TITLES: Record<StepName, string> = {
  collect: 'Collect',
  preprocess: 'Preprocess',
  engineer: 'Engineer',
  select: 'Select',
  train: 'Train',
  evaluate: 'Evaluate',
  tune: 'Tune',
  validate: 'Validate',
  deploy: 'Deploy',
  monitor: 'Monitor',
}

/** What a step is for. */
export const STEP_WORK: Record<StepName, string> = {
  collect: 'Bring in a table.',
  preprocess: 'Set test rows apart, and make the columns fit to learn from.',
  engineer: 'Keep and make the columns that tell most.',
  select: 'Let learners compete for the place of the model.',
  train: 'Learn a model from the training rows.',
  evaluate: 'See how good it is on rows that it has not seen.',
  tune: 'Search for better settings.',
  validate: 'See whether the score holds, and whether anything leaks.',
  deploy: 'Pack the model to use it elsewhere.',
  monitor: 'Watch the model at work.',
}

const STATE_WORDS: Record<NodeState, string> = {
  new: 'not run yet',
  stale: 'out of date',
  queued: 'waiting',
  running: 'running',
  done: 'done',
  warning: 'done, with a warning',
  error: 'failed',
}

export const KIND_WORDS: Record<ColumnKind, string> = {
  number: 'Number',
  category: 'Category',
  time: 'Time',
  text: 'Text',
  vector: 'Vector',
}

export const PORT_WORDS: Record<PortKind, string> = {
  table: 'table',
  dataset: 'dataset',
  model: 'model',
}

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 ** 2) return `${(size / 1024).toFixed(0)} KB`
  return size < 1024 ** 3 ? `${(size / 1024 ** 2).toFixed(1)} MB` : `${(size / 1024 ** 3).toFixed(2)} GB`
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(1, Math.round(milliseconds))} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A day and a time of day, of milliseconds since 1970. */
export const moment = (time: number): string => dates.format(time)

/** How long something will take: rounded, since nobody knows it better. */
export function timeTaken(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds < 20) return `${Math.max(1, seconds)} s`
  if (seconds < 90) return `${Math.ceil(seconds / 5) * 5} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

export const timeLeft = (milliseconds: number): string => `${timeTaken(milliseconds)} left`

/** How far a running node is, and for how long: "3 of 10 fits, 30 percent, 12 s left." */
export function runningWords({ fraction, remaining, text }: NodeStatus): string {
  const parts = [
    text || 'Running',
    ...(fraction === undefined ? [] : [`${Math.floor(fraction * 100)} percent`]),
    ...(remaining === undefined ? [] : [timeLeft(remaining)]),
  ]
  return `${parts.join(', ')}. Stop is at the top.`
}

/** The state in words. */
export function stateWords(status: NodeStatus | undefined): string {
  if (!status) return STATE_WORDS.new
  const isShort = status.state === 'warning' && status.stopped !== undefined
  return isShort ? 'stopped early' : STATE_WORDS[status.state]
}

/** The state in words, with how far it is where that is known. */
export function stateInWords(status: NodeStatus | undefined): string {
  const { fraction, state } = status ?? {}
  return state === 'running' && fraction !== undefined
    ? `running, ${Math.floor(fraction * 100)} percent`
    : stateWords(status)
}
