import { createStore, type StoreApi } from 'zustand/vanilla'
import { framesOf } from '../core/pipeline/frames'
import type { Engine } from '../engine/client'
import { effectiveOf } from './derived'
import { createImportStore, type ImportStore } from './import-store'
import { browserBell, createKeeping, type Bell, type KeepingStore } from './keeping'
import { createPipelineStore, type PipelineStore } from './pipeline-store'
import { createRunStore, type RunStore } from './run-store'
import { createSelectionStore, type SelectionStore } from './selection-store'
import { browserShelf, type Shelf } from './shelf'
import { watchWriter, type WatchWriter } from './writer'

/** Everything that the page works on. */
export interface Session {
  readonly engine: Engine
  readonly pipeline: PipelineStore
  readonly run: RunStore
  readonly selection: SelectionStore
  readonly imports: ImportStore
  readonly keeping: KeepingStore
  /** True once a newer version of the page took the database over. */
  readonly replaced: StoreApi<boolean>
}

/** What a session shares with those of other tabs. */
export interface Surroundings {
  shelf(onReplaced: () => void): Shelf
  readonly watch: WatchWriter
  readonly bell: Bell
  readonly now: () => number
}

const browser = (): Surroundings => ({
  shelf: browserShelf,
  watch: watchWriter,
  bell: browserBell(),
  now: Date.now,
})

export function createSession(engine: Engine, around: Surroundings = browser()): Session {
  const pipeline = createPipelineStore(around.now)
  const replaced = createStore(() => false)
  const shelf = around.shelf(() => replaced.setState(true, true))
  const selection = createSelectionStore()
  const session: Session = {
    engine,
    pipeline,
    selection,
    replaced,
    run: createRunStore(engine, () => effectiveOf(pipeline.getState().pipeline)),
    imports: createImportStore(engine),
    keeping: createKeeping(pipeline, shelf, around.watch, around.bell),
  }
  engine.update(effectiveOf(pipeline.getState().pipeline))
  const unwatch = session.keeping.subscribe(({ phase }) => {
    if (phase === 'restoring') return
    selection.getState().look('everything')
    unwatch()
  })
  pipeline.subscribe((now, before) => {
    if (now.pipeline === before.pipeline) return
    engine.update(effectiveOf(now.pipeline))
    const there = new Set([...now.pipeline.nodes, ...framesOf(now.pipeline)].map(({ id }) => id))
    const { frames, nodes, select } = selection.getState()
    if ([...nodes, ...frames].every((id) => there.has(id))) return
    const left = (ids: readonly string[]) => ids.filter((id) => there.has(id))
    select(left(nodes), [], left(frames))
  })
  return session
}
