import { isAbort, toFault, type Fault } from '../core/errors'
import type { View } from '../core/view'
import { execute } from './execute'
import type { Job } from './job'
import { buffersOf, pack } from './share'
import { productStages } from './stages'

/** What a compute worker is sent: one job at a time. */
export interface JobMessage {
  readonly job: Job
  readonly files: Readonly<Record<string, Blob>>
  /** The address that the product's own files stand under. */
  readonly base: string
}

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly fraction: number; readonly text: string }
  | { readonly kind: 'view'; readonly id: string; readonly view: View }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly fault: Fault }

const PROGRESS_EVERY = 100

addEventListener('message', ({ data }: MessageEvent<JobMessage>) => void work(data))
addEventListener('unhandledrejection', ({ reason }) => post({ kind: 'failed', fault: toFault(reason) }))

const post = (message: WorkerMessage, transfer: Transferable[] = []) => postMessage(message, { transfer })

async function work({ job, files, base }: JobMessage): Promise<void> {
  const known = buffersOf(job)
  let last = 0
  try {
    const result = await execute(
      job,
      new AbortController().signal,
      {
        progress: (fraction, text) => {
          const now = performance.now()
          if (now - last < PROGRESS_EVERY) return
          last = now
          post({ kind: 'progress', fraction, text })
        },
        view: (id, view) => post({ kind: 'view', id, view }),
      },
      {
        stages: productStages,
        file: (hash) => {
          const blob = files[hash]
          return blob
            ? Promise.resolve(blob)
            : Promise.reject(new Error(`The bytes of ${hash} were not sent`))
        },
        asset: async (path) => {
          const response = await fetch(new URL(path, base))
          if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`)
          return response.blob()
        },
        predictorSource: async () => (await import('virtual:predictor')).default,
      },
    )
    const packed = pack(result, known)
    const own = buffersOf(packed).filter((buffer) => buffer instanceof ArrayBuffer)
    post({ kind: 'done', result: packed }, own)
  } catch (error) {
    post({ kind: 'failed', fault: isAbort(error) ? { message: 'Stopped' } : toFault(error) })
  }
}
