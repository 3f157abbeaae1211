import { createStore } from 'zustand/vanilla'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { current, record, redo, startHistory, undo, type History } from './history'

/** Acts with the same key that follow each other this closely are one act. */
export const BURST_MS = 1500

export interface PipelineState {
  readonly history: History
  readonly pipeline: Pipeline
  /** Another tab writes: acts do nothing here. */
  readonly readOnly: boolean
  /**
   * Does something to the pipeline, as one undoable step with a name. Acts of one `burst` (a key) that
   * follow closely are joined. False when nothing changed.
   */
  act(label: string, change: (pipeline: Pipeline) => Pipeline, burst?: string): boolean
  undo(): void
  redo(): void
  /** What was kept takes the place of everything, history included. */
  restore(history: History): void
  setReadOnly(readOnly: boolean): void
}

export function createPipelineStore(now: () => number = Date.now) {
  let last: { readonly key: string; readonly time: number } | null = null

  return createStore<PipelineState>()((set, get) => {
    const show = (history: History) => set({ history, pipeline: current(history) })
    const start = startHistory(emptyPipeline())
    return {
      history: start,
      pipeline: current(start),
      readOnly: false,
      act(label, change, burst) {
        const { history, pipeline, readOnly } = get()
        if (readOnly) return false
        const next = change(pipeline)
        if (next === pipeline) return false
        const joins = burst !== undefined && last?.key === burst && now() - last.time < BURST_MS
        last = burst === undefined ? null : { key: burst, time: now() }
        show(record(history, { label, pipeline: next }, joins))
        return true
      },
      undo() {
        last = null
        if (!get().readOnly) show(undo(get().history))
      },
      redo() {
        last = null
        if (!get().readOnly) show(redo(get().history))
      },
      restore(history) {
        last = null
        show(history)
      },
      setReadOnly: (readOnly) => set({ readOnly }),
    }
  })
}

export type PipelineStore = ReturnType<typeof createPipelineStore>
