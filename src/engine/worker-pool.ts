import { fromFault, UserError, type Fault } from '../core/errors'

/** Milliseconds without a word after which a worker counts as lost. */
const SILENCE = 180_000

/** What a worker says last. Everything else that it says is heard by the task. */
export type LastWord =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly fault: Fault }

export interface Task {
  /** What the worker is sent; asked once it is known which worker runs it. */
  message(worker: Worker): unknown
  /** `alive` says that the worker is known to be well though it is silent. */
  heard(data: unknown, worker: Worker, alive: () => void): void
}

export type RunTask = (task: Task, signal: AbortSignal) => Promise<unknown>

/**
 * Workers, started when they are first needed, that run one task each. Stopping ends the worker; one that fails,
 * or that says nothing for too long, is ended, replaced, and said to be lost.
 */
export function workerPool(size: number, spawn: () => Worker, silence = SILENCE): RunTask {
  const idle: Worker[] = []
  const waiting: (() => void)[] = []
  let busy = 0

  const acquire = async (): Promise<void> => {
    if (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy++
  }
  const release = (worker: Worker | undefined) => {
    if (worker) idle.push(worker)
    const next = waiting.shift()
    if (next) next()
    else busy--
  }

  return async (task, signal) => {
    await acquire()
    let worker: Worker | undefined
    let last: LastWord | undefined
    try {
      signal.throwIfAborted()
      worker = idle.pop() ?? spawn()
      last = await runOn(worker, task, signal, silence)
    } finally {
      if (!last) worker?.terminate()
      release(last && worker)
    }
    if (last.kind === 'failed') throw fromFault(last.fault)
    return last.result
  }
}

/** Resolves when the worker has answered; rejects when it was stopped or lost. */
function runOn(worker: Worker, task: Task, signal: AbortSignal, silence: number): Promise<LastWord> {
  return new Promise<LastWord>((resolve, reject) => {
    const listening = new AbortController()
    const settle = (act: () => void) => {
      listening.abort()
      clearTimeout(timer)
      act()
    }
    const lost = (cause: string) => () => settle(() => reject(lostWorker(cause)))
    const watch = () => setTimeout(lost('stopped answering, most likely because memory ran out'), silence)
    let timer = watch()
    const alive = () => {
      if (listening.signal.aborted) return
      clearTimeout(timer)
      timer = watch()
    }
    const on = { signal: listening.signal }
    signal.addEventListener('abort', () => settle(() => reject(signal.reason as Error)), on)
    worker.addEventListener('error', lost('could not go on'), on)
    worker.addEventListener('messageerror', lost('sent a result that could not be read'), on)
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        alive()
        if (isLast(data)) settle(() => resolve(data))
        else task.heard(data, worker, alive)
      },
      on,
    )
    worker.postMessage(task.message(worker))
  })
}

const lostWorker = (cause: string) =>
  new UserError(
    `The worker that ran this node ${cause}.`,
    'Run it again, on fewer rows or columns if it is lost again.',
  )

function isLast(data: unknown): data is LastWord {
  const { kind } = data as { kind?: unknown }
  return kind === 'done' || kind === 'failed'
}
