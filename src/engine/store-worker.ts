import { expose } from 'comlink'
import { packArchive } from './archive/pack'
import { keepArchive } from './archive/keep'
import { findFiles } from './job-files'
import { FileStore } from './file-store'
import { answer } from './answer'
import { browserLogs } from './log-shelf'
import { Logs } from './logs'
import { jobExecutor } from './job-executor'
import { cachedRefits, refitExecutor } from './refit-executor'
import { traceExecutor } from './trace-executor'
import { workerPool } from './worker-pool'
import { Store } from './store'
import type { StatusChanges } from './status-changes'
import type { Pipeline } from '../core/pipeline/pipeline'

/** How many nodes run at once: one core is left to the page. */
const slots = Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1))

const files = new FileStore()
const base = new Promise<string>((resolve) => {
  addEventListener('message', function first({ data }: MessageEvent<{ base?: string }>) {
    if (typeof data.base !== 'string') return
    removeEventListener('message', first)
    resolve(data.base)
  })
})

const spawn = () =>
  new Worker(new URL('./compute-worker.ts', import.meta.url), { type: 'module', name: 'compute' })
/** A job that waits for its folds does not compute, so folds have workers of their own: one for every core. */
const refit = cachedRefits(
  refitExecutor(workerPool(Math.max(1, Math.min(8, navigator.hardwareConcurrency)), spawn)),
)
const execute = jobExecutor({
  pool: workerPool(slots, spawn),
  refit,
  base,
  cores: Math.min(8, navigator.hardwareConcurrency),
  filesFor: (job) => findFiles(job, files),
})
/** A row is followed while the person waits, so it does not queue behind what trains. */
const trace = traceExecutor(workerPool(1, spawn))
const store = new Store(execute, trace, files, slots, new Logs(browserLogs))

/** What the page's client calls; every answer carries its fault as data. */
const api = {
  /** Answers as long as it lives. */
  ping: () => true,
  subscribe: (listener: (changes: StatusChanges) => Promise<void>) => store.subscribe(listener),
  update: (pipeline: Pipeline) => store.update(pipeline),
  run: (pipeline: Pipeline, targets?: readonly string[]) => answer(() => store.run(pipeline, targets)),
  finish: (node: string) => store.finish(node),
  goOn: (pipeline: Pipeline, node: string) => answer(() => store.goOn(pipeline, node)),
  stop: () => store.stop(),
  cancelImport: () => store.cancelImport(),
  importFile: (file: File, progress: (fraction: number, text: string) => void) =>
    answer(() => store.importFile(file, progress)),
  importSample: (name: string) => answer(() => store.importSample(name)),
  rows: (...from: Parameters<Store['rows']>) => answer(() => store.rows(...from)),
  summaries: (...from: Parameters<Store['summaries']>) => answer(() => store.summaries(...from)),
  view: (...from: Parameters<Store['view']>) => answer(() => store.view(...from)),
  cutRows: (...from: Parameters<Store['cutRows']>) => answer(() => store.cutRows(...from)),
  cutCsv: (...from: Parameters<Store['cutCsv']>) => answer(() => store.cutCsv(...from)),
  beforeAfter: (node: string) => answer(() => store.beforeAfter(node)),
  rawColumns: (...from: Parameters<Store['rawColumns']>) => answer(() => store.rawColumns(...from)),
  rawCells: (...from: Parameters<Store['rawCells']>) => answer(() => store.rawCells(...from)),
  trace: (...from: Parameters<Store['trace']>) => answer(() => store.trace(...from)),
  csv: (...from: Parameters<Store['csv']>) => answer(() => store.csv(...from)),
  pack: (pipeline: Pipeline) => answer(() => packArchive(pipeline, (hash, name) => files.open(hash, name))),
  unpack: (zip: Blob) => answer(() => keepArchive(zip, files)),
  oldFiles: (before: number) => answer(() => files.old(before)),
  dropFiles: (hashes: readonly string[]) => answer(() => files.drop(hashes)),
}

export type StoreApi = typeof api

expose(api)
