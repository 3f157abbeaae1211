import type { Pipeline } from '../core/pipeline/pipeline'

/** What a person did, and the pipeline that came of it. */
export interface Entry {
  readonly label: string
  readonly pipeline: Pipeline
}

/** A list of pipelines and a place in it. What lies behind the place can be redone. */
export interface History {
  readonly entries: readonly Entry[]
  readonly at: number
}

/** The oldest entries go first. */
export const HISTORY_LIMIT = 200

export const startHistory = (pipeline: Pipeline, label = 'Start'): History => ({
  entries: [{ label, pipeline }],
  at: 0,
})

export const current = ({ entries, at }: History): Pipeline => entries[at]!.pipeline

/** A new entry behind the place; `replace` puts it in the place itself, so that a burst of acts is one. */
export function record(history: History, entry: Entry, replace = false): History {
  const kept = history.entries.slice(0, replace && history.at > 0 ? history.at : history.at + 1)
  const entries = [...kept, entry].slice(-HISTORY_LIMIT)
  return { entries, at: entries.length - 1 }
}

/** The label of what undo would take back, or null. */
export const undoable = ({ entries, at }: History): string | null => (at > 0 ? entries[at]!.label : null)

/** The label of what redo would do again, or null. */
export const redoable = ({ entries, at }: History): string | null => entries[at + 1]?.label ?? null

export const undo = (history: History): History =>
  history.at > 0 ? { ...history, at: history.at - 1 } : history

export const redo = (history: History): History =>
  history.at < history.entries.length - 1 ? { ...history, at: history.at + 1 } : history
