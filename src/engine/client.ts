import { proxy, wrap, type Remote } from 'comlink'
import { emptyPipeline, type Pipeline } from '../core/pipeline/pipeline'
import { unwrap, type Answer } from './answer'
import type { Engine, Statuses } from './protocol'
import { withChanges, type StatusChanges } from './status-changes'
import type { StoreApi } from './store-worker'
import { keepAlive } from './watch-store'

export type * from './protocol'

type Store = Remote<StoreApi>

/** Starts the engine's workers when they are first needed. `base` is the address that the product's own files stand under. */
export function createEngine(base: string = document.baseURI): Engine {
  const listeners = new Set<(statuses: Statuses) => void>()
  const mourners = new Set<() => void>()
  let shown: Pipeline = emptyPipeline()
  const start = () => {
    let statuses: Statuses = {}
    const tell = (changes: StatusChanges) => {
      statuses = withChanges(statuses, changes)
      return Promise.resolve(listeners.forEach((listener) => listener(statuses)))
    }
    const worker = new Worker(new URL('./store-worker.ts', import.meta.url), {
      type: 'module',
      name: 'store',
    })
    worker.postMessage({ base })
    const api: Store = wrap<StoreApi>(worker)
    void api.subscribe(proxy(tell))
    void api.update(shown)
    return { api, ping: () => api.ping(), end: () => worker.terminate() }
  }
  const store = keepAlive<Store>(start, () => mourners.forEach((mourn) => mourn()))
  const ask = async <T>(use: (api: Store) => Promise<Answer<T>>): Promise<T> => unwrap(await store.call(use))
  return {
    importFile: async (file, progress, signal) => {
      const cancel = () => store.tell((api) => api.cancelImport())
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return await ask((api) => api.importFile(file, proxy(progress)))
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    },
    wake: () => store.tell(() => undefined),
    importSample: (name) => ask((api) => api.importSample(name)),
    update: (pipeline) => {
      shown = pipeline
      if (pipeline.nodes.length > 0 || store.isThere()) store.tell((api) => api.update(pipeline))
    },
    run: (pipeline, targets) => ask((api) => api.run(pipeline, targets)),
    finish: (node) => store.tell((api) => api.finish(node)),
    goOn: (pipeline, node) => ask((api) => api.goOn(pipeline, node)),
    stop: () => store.tell((api) => api.stop()),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onLost: (listener) => {
      mourners.add(listener)
      return () => mourners.delete(listener)
    },
    rows: (...from) => ask((api) => api.rows(...from)),
    summaries: (...from) => ask((api) => api.summaries(...from)),
    view: (...from) => ask((api) => api.view(...from)),
    cutRows: (...from) => ask((api) => api.cutRows(...from)),
    cutCsv: (...from) => ask((api) => api.cutCsv(...from)),
    beforeAfter: (node) => ask((api) => api.beforeAfter(node)),
    rawColumns: (...from) => ask((api) => api.rawColumns(...from)),
    rawCells: (...from) => ask((api) => api.rawCells(...from)),
    trace: (...from) => ask((api) => api.trace(...from)),
    pack: (pipeline) => ask((api) => api.pack(pipeline)),
    unpack: (zip) => ask((api) => api.unpack(zip)),
    oldFiles: (before) => ask((api) => api.oldFiles(before)),
    dropFiles: (hashes) => ask((api) => api.dropFiles(hashes)),
    csv: (...from) => ask((api) => api.csv(...from)),
  }
}
