import { createStore, type StoreApi } from 'zustand/vanilla'
import { effectiveOf, inferredOf } from './derived'
import { cellsInto, rowsOf } from './estimate'
import { measured, readPace, writePace, type Pace } from './pace'
import type { RunStore } from './run-store'

export type PaceStore = StoreApi<Pace>
export type SmallStorage = Pick<Storage, 'getItem' | 'setItem'>

/** The browser's storage of settings, or one that forgets where the browser allows none. */
export function browserStorage(): SmallStorage {
  try {
    return localStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined }
  }
}

/** Measures every node that is done, and remembers it in this browser. */
export function createPaceStore(run: RunStore, storage: SmallStorage): PaceStore {
  const store = createStore(() => readPace(storage))
  run.subscribe(({ made, statuses }, before) => {
    if (made === before.made) return
    const fresh = Object.entries(made).filter(([id, pipeline]) => before.made[id] !== pipeline)
    const pace = fresh.reduce((known, [id, whole]) => {
      const pipeline = effectiveOf(whole)
      const stage = pipeline.nodes.find((node) => node.id === id)?.stage
      const status = statuses[id]
      if (stage === undefined || !status || status.stopped !== undefined) return known
      const inferred = inferredOf(whole)
      return measured(
        known,
        stage,
        status,
        cellsInto(pipeline, id, rowsOf(pipeline, statuses, inferred), inferred),
      )
    }, store.getState())
    if (pace === store.getState()) return
    store.setState(pace, true)
    writePace(storage, pace)
  })
  return store
}
