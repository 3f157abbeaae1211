import { buffersOf } from '../core/buffers'
import type { Kept, RefitRequest, Refitted } from '../core/context'
import { fromFault, isAbort, toFault, type Fault } from '../core/errors'
import type { Lineage } from '../core/lineage'
import type { Table } from '../core/table'
import type { View } from '../core/view'
import { Beginnings } from './beginnings'
import { execute } from './execute'
import { workerHelpers } from './helpers'
import type { Job } from './job'
import { rawKeyOf, setRawKey } from './raw-keys'
import { refitted, type SeededRequest } from './refit'
import { pack } from './share'
import { productStages } from './stages'
import { traceRow } from './trace'
import type { LastWord } from './worker-pool'

type WithoutRaw<T> = Omit<T, 'raw'>

/** What a compute worker is sent: one job or one refit at a time, and answers to what a job asked for. */
export type ForJob =
  | {
      readonly kind: 'job'
      readonly job: Job
      readonly files: Readonly<Record<string, Blob>>
      /** The address that the product's own files stand under. */
      readonly base: string
      /** Workers that it may start beside itself. */
      readonly helpers: number
    }
  /** Without `raw` the rows are those of the refit before. */
  | { readonly kind: 'refit'; readonly request: WithoutRaw<SeededRequest>; readonly raw?: Table }
  | { readonly kind: 'refitting'; readonly id: number; readonly fraction: number }
  | { readonly kind: 'refitted'; readonly id: number; readonly refitted?: Refitted; readonly fault?: Fault }
  | { readonly kind: 'trace'; readonly lineage: Lineage; readonly raw: Table }
  /** The person has enough: a fit that can may end with what it has. */
  | { readonly kind: 'finish' }

/** What a job says on its way. A raw table is sent once; 0 is the one that came with the job. */
export type FromJob =
  | { readonly kind: 'progress'; readonly fraction: number; readonly text: string }
  /** Of the job's own node, or of one that watches it. */
  | { readonly kind: 'view'; readonly node?: string; readonly id: string; readonly view: View }
  | { readonly kind: 'keep'; readonly kept: Kept }
  | {
      readonly kind: 'refit'
      readonly id: number
      readonly request: WithoutRaw<SeededRequest>
      readonly rawId: number
      readonly rawKey: string | undefined
      readonly raw?: Table
    }

const PROGRESS_EVERY = 100
/** Several are heard at once. Those that are over sooner, as most are, say nothing. */
const REFIT_PROGRESS_EVERY = 500
const never = new AbortController().signal

interface Asked {
  resolve(refitted: Refitted): void
  reject(error: Error): void
  progress?(fraction: number): void
}
const asked = new Map<number, Asked>()
let lastRaw: Table | undefined
const beginnings = new Beginnings()
let finish = new AbortController()

addEventListener('message', ({ data }: MessageEvent<ForJob>) => {
  if (data.kind === 'job') void lastWord(() => runJob(data))
  else if (data.kind === 'refit') void lastWord(() => runRefit(data))
  else if (data.kind === 'trace') void lastWord(async () => runTrace(data))
  else if (data.kind === 'finish') finish.abort()
  else if (data.kind === 'refitting') asked.get(data.id)?.progress?.(data.fraction)
  else {
    const waiting = asked.get(data.id)
    asked.delete(data.id)
    if (data.refitted) waiting?.resolve(data.refitted)
    else waiting?.reject(fromFault(data.fault!))
  }
})
addEventListener('unhandledrejection', ({ reason }) => post({ kind: 'failed', fault: toFault(reason) }))

const post = (message: FromJob | LastWord, transfer: Transferable[] = []) =>
  postMessage(message, { transfer })

interface Work {
  readonly result: unknown
  /** Buffers that came with the work: they go back as their place. */
  readonly known: readonly ArrayBufferLike[]
  /** Buffers that the worker goes on using: they are copied. */
  readonly kept: readonly ArrayBufferLike[]
}

async function lastWord(work: () => Promise<Work>) {
  try {
    const { known, kept, result } = await work()
    const mine = new Set(kept)
    const packed = pack(result, known)
    const own = buffersOf(packed).filter((buffer) => buffer instanceof ArrayBuffer && !mine.has(buffer))
    post({ kind: 'done', result: packed }, own)
  } catch (error) {
    post({ kind: 'failed', fault: isAbort(error) ? { message: 'Stopped' } : toFault(error) })
  }
}

async function runRefit({ raw, request }: Extract<ForJob, { kind: 'refit' }>): Promise<Work> {
  lastRaw = raw ?? lastRaw
  if (!lastRaw) throw new Error('No raw rows were sent')
  const tell = (fraction: number) => post({ kind: 'progress', fraction, text: '' })
  const progress = seldom(tell, REFIT_PROGRESS_EVERY, performance.now())
  const result = await refitted({ ...request, raw: lastRaw }, productStages, never, beginnings, progress)
  return { result, known: [], kept: buffersOf(result) }
}

const runTrace = ({ lineage, raw }: Extract<ForJob, { kind: 'trace' }>): Work => ({
  result: traceRow(lineage, raw, productStages.applies),
  known: [],
  kept: [],
})

async function runJob({ base, files, helpers, job }: Extract<ForJob, { kind: 'job' }>): Promise<Work> {
  const known = buffersOf(job)
  finish = new AbortController()
  if (job.raw) setRawKey(job.raw.table, job.raw.key)
  const tell = (fraction: number, text: string) => post({ kind: 'progress', fraction, text })
  const progress = seldom(tell, PROGRESS_EVERY, -Infinity)
  const result = await execute(
    job,
    never,
    {
      progress,
      view: (id, view) => post({ kind: 'view', id, view }),
      watched: (node, id, view) => post({ kind: 'view', node, id, view }),
      keep: (kept) => post({ kind: 'keep', kept }),
    },
    {
      stages: productStages,
      refit: refitElsewhere(job),
      helpers: workerHelpers(helpers),
      file: (hash) => {
        const blob = files[hash]
        return blob ? Promise.resolve(blob) : Promise.reject(new Error(`The bytes of ${hash} were not sent`))
      },
      asset: async (path) => {
        const response = await fetch(new URL(path, base))
        if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`)
        return response.blob()
      },
      predictorSource: async () => (await import('virtual:predictor')).default,
    },
    finish.signal,
  )
  return { result, known, kept: [] }
}

/** Tells at most once in so many milliseconds, beginning with `last`. */
function seldom(
  tell: (fraction: number, text: string) => void,
  every: number,
  last: number,
): (fraction: number, text?: string) => void {
  let said = last
  return (fraction, text = '') => {
    const now = performance.now()
    if (now - said < every) return
    said = now
    tell(fraction, text)
  }
}

/** Asks for refits in other workers, so that folds run side by side. */
function refitElsewhere(job: Job) {
  const ids = new Map<Table, number>()
  if (job.raw) ids.set(job.raw.table, 0)
  return (
    { raw, ...request }: RefitRequest & { readonly seed: number },
    progress?: (fraction: number) => void,
  ): Promise<Refitted> => {
    const id = nextId++
    const isNew = !ids.has(raw)
    if (isNew) ids.set(raw, ids.size + 1)
    const rawId = ids.get(raw)!
    post({ kind: 'refit', id, request, rawId, rawKey: rawKeyOf(raw), ...(isNew && { raw }) })
    return new Promise(
      (resolve, reject) => void asked.set(id, { resolve, reject, ...(progress && { progress }) }),
    )
  }
}

let nextId = 1
