import { fromFault, UserError, type Fault } from '../core/errors'
import type { JobMessage, WorkerMessage } from './compute-worker'
import type { Executor, Job, JobProgress, JobResult } from './job'
import { buffersOf, unpack } from './share'

const SILENCE = 180_000

interface Options {
  readonly size: number
  readonly spawn: () => Worker
  readonly base: Promise<string>
  /** The kept bytes that a job's parameters name. */
  readonly filesFor: (job: Job) => Promise<Readonly<Record<string, Blob>>>
  /** Milliseconds without a word after which a worker counts as lost. */
  readonly silence?: number
}

/**
 * Compute workers that run one job each. Stopping ends the worker; one that fails, or that says nothing
 * for too long, is ended, replaced, and said to be lost on its node.
 */
export function computePool({ size, spawn, base, filesFor, silence = SILENCE }: Options): Executor {
  const idle = Array.from({ length: size }, spawn)
  const waiting: ((worker: Worker) => void)[] = []

  const acquire = (): Promise<Worker> => {
    const worker = idle.pop()
    return worker ? Promise.resolve(worker) : new Promise((resolve) => waiting.push(resolve))
  }
  const release = (worker: Worker) => {
    const next = waiting.shift()
    if (next) next(worker)
    else idle.push(worker)
  }

  return async (job, signal, reports) => {
    const files = await filesFor(job)
    const worker = await acquire()
    let answer: Answer | undefined
    try {
      signal.throwIfAborted()
      answer = await runOn(worker, { job, files, base: await base }, signal, reports, silence)
    } finally {
      if (!answer) worker.terminate()
      release(answer ? worker : spawn())
    }
    if (answer.fault) throw fromFault(answer.fault)
    return answer.result
  }
}

type Answer = { readonly fault: Fault } | { readonly fault?: undefined; readonly result: JobResult }

/** Settles when the worker has answered; rejects when it was stopped or lost. */
function runOn(
  worker: Worker,
  message: JobMessage,
  signal: AbortSignal,
  reports: JobProgress,
  silence: number,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const listening = new AbortController()
    const settle = (act: () => void) => {
      listening.abort()
      clearTimeout(timer)
      act()
    }
    const lost = (cause: string) => () =>
      settle(() =>
        reject(
          new UserError(
            `The worker that ran this node ${cause}.`,
            'Run it again, on fewer rows or columns if it is lost again.',
          ),
        ),
      )
    const watch = () => setTimeout(lost('stopped answering, most likely because memory ran out'), silence)
    let timer = watch()
    const on = { signal: listening.signal }
    signal.addEventListener('abort', () => settle(() => reject(signal.reason as Error)), on)
    worker.addEventListener('error', lost('could not go on'), on)
    worker.addEventListener('messageerror', lost('sent a result that could not be read'), on)
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<WorkerMessage>) => {
        clearTimeout(timer)
        timer = watch()
        if (data.kind === 'progress') reports.progress(data.fraction, data.text)
        else if (data.kind === 'view') reports.view(data.id, data.view)
        else if (data.kind === 'failed') settle(() => resolve({ fault: data.fault }))
        else {
          const result = unpack(data.result, buffersOf(message.job)) as JobResult
          settle(() => resolve({ result }))
        }
      },
      on,
    )
    worker.postMessage(message)
  })
}
