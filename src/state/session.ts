import { createStore, type StoreApi } from 'zustand/vanilla'
import { framesOf } from '../core/pipeline/frames'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import type { Engine } from '../engine/client'
import { browserAddress, type Address } from './address'
import { browserBell, type Bell } from './bell'
import { browserShelf } from './browser-shelf'
import { effectiveOf, graphOf } from './derived'
import { createImportStore, type ImportStore } from './import-store'
import { createKeeping, type KeepingStore } from './keeping'
import { createLibrary, firstId, type LibraryStore } from './library'
import { browserStorage, createPaceStore, type PaceStore, type SmallStorage } from './pace-store'
import { createLooks, type LooksStore } from './looks'
import { createPipelineStore, type PipelineStore } from './pipeline-store'
import { createRunStore, type RunStore } from './run-store'
import { createSelectionStore, type SelectionStore } from './selection-store'
import type { Shelf } from './shelf'
import { createVersions, type VersionsStore } from './versions'
import { watchWriter, withPen, type WatchWriter, type WithPen } from './writer'

/** Everything that the page works on. */
export interface Session {
  readonly engine: Engine
  readonly pipeline: PipelineStore
  readonly run: RunStore
  readonly pace: PaceStore
  readonly selection: SelectionStore
  readonly imports: ImportStore
  readonly shelf: Shelf
  readonly keeping: KeepingStore
  readonly library: LibraryStore
  readonly versions: VersionsStore
  readonly looks: LooksStore
  /** True once a newer version of the page took the database over. */
  readonly replaced: StoreApi<boolean>
}

/** What a session shares with those of other tabs. */
export interface Surroundings {
  shelf(onReplaced: () => void): Shelf
  readonly watch: WatchWriter
  readonly withPen: WithPen
  readonly bell: Bell
  readonly address: Address
  readonly storage: SmallStorage
  readonly now: () => number
}

const browser = (): Surroundings => ({
  shelf: browserShelf,
  watch: watchWriter,
  withPen,
  bell: browserBell(),
  address: browserAddress,
  storage: browserStorage(),
  now: Date.now,
})

export function createSession(engine: Engine, around: Surroundings = browser()): Session {
  const pipeline = createPipelineStore(around.now)
  const replaced = createStore(() => false)
  const shelf = around.shelf(() => replaced.setState(true, true))
  const selection = createSelectionStore()
  const keeping = createKeeping(pipeline, shelf, around.watch, around.bell)
  const library = createLibrary({ ...around, shelf, keeping, pipeline })
  const run = createRunStore(engine, () => effectiveOf(pipeline.getState().pipeline))
  const session: Session = {
    engine,
    pipeline,
    selection,
    shelf,
    keeping,
    library,
    versions: createVersions({ shelf, keeping, pipeline, now: around.now }),
    replaced,
    run,
    pace: createPaceStore(run, around.storage),
    looks: createLooks({ shelf, keeping, run }),
    imports: createImportStore(engine),
  }
  let told: Pipeline | undefined
  const tell = (graph: Pipeline) => {
    if (graph !== told) engine.update(graph)
    told = graph
  }
  tell(effectiveOf(graphOf(pipeline.getState().pipeline)))
  keeping.subscribe(({ id, phase }, before) => {
    if (before.phase === 'restoring' && phase !== 'restoring') selection.getState().look('everything')
    if (id === before.id) return
    if (session.run.getState().running) engine.stop()
    tell(emptyPipeline())
    selection.getState().select([])
  })
  pipeline.subscribe((now, before) => {
    if (now.pipeline === before.pipeline) return
    tell(effectiveOf(graphOf(now.pipeline)))
    const there = new Set([...now.pipeline.nodes, ...framesOf(now.pipeline)].map(({ id }) => id))
    const { frames, nodes, select } = selection.getState()
    if ([...nodes, ...frames].every((id) => there.has(id))) return
    const left = (ids: readonly string[]) => ids.filter((id) => there.has(id))
    select(left(nodes), [], left(frames))
  })
  void firstId(shelf, around.address).then((id) => library.getState().open(id, true))
  around.address.listen(() => {
    const id = around.address.read()
    const stay = () => around.address.write(keeping.getState().id, true)
    if (id) library.getState().open(id).catch(stay)
  })
  return session
}
