import { proxy, wrap, type Remote } from 'comlink'
import { unwrap } from './answer'
import type { Engine, Statuses } from './protocol'
import type { StoreApi } from './store-worker'

export type * from './protocol'

/** Starts the engine's workers. `base` is the address that the product's own files stand under. */
export function createEngine(base: string = document.baseURI): Engine {
  const worker = new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module', name: 'store' })
  worker.postMessage({ base })
  const store: Remote<StoreApi> = wrap<StoreApi>(worker)
  const listeners = new Set<(statuses: Statuses) => void>()
  const tell = (statuses: Statuses) => Promise.resolve(listeners.forEach((listener) => listener(statuses)))
  void store.subscribe(proxy(tell))
  return {
    importFile: async (file, progress, signal) => {
      const cancel = () => void store.cancelImport()
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return unwrap(await store.importFile(file, proxy(progress)))
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    },
    importSample: async (name) => unwrap(await store.importSample(name)),
    update: (pipeline) => void store.update(pipeline),
    run: async (pipeline, targets) => unwrap(await store.run(pipeline, targets)),
    finish: (node) => void store.finish(node),
    goOn: async (pipeline, node) => unwrap(await store.goOn(pipeline, node)),
    stop: () => void store.stop(),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    rows: async (...from) => unwrap(await store.rows(...from)),
    summaries: async (...from) => unwrap(await store.summaries(...from)),
    view: async (...from) => unwrap(await store.view(...from)),
    cutRows: async (...from) => unwrap(await store.cutRows(...from)),
    cutCsv: async (...from) => unwrap(await store.cutCsv(...from)),
    trace: async (...from) => unwrap(await store.trace(...from)),
    csv: async (...from) => unwrap(await store.csv(...from)),
  }
}
