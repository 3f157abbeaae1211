import { buffersOf } from '../core/buffers'
import { isAbort, toFault } from '../core/errors'
import type { Table } from '../core/table'
import { abortWith } from './abort-with'
import type { ForJob, FromJob } from './compute-worker'
import type { Executor, Job, JobResult } from './job'
import type { RefitExecutor } from './refit-executor'
import { unpack } from './share'
import type { RunTask } from './worker-pool'

interface Options {
  readonly pool: RunTask
  /** Runs what a job wants refitted, in other workers. */
  readonly refit: RefitExecutor
  readonly base: Promise<string>
  /** How many threads can run at once: jobs share them. */
  readonly cores: number
  /** The kept bytes that a job's parameters name. */
  readonly filesFor: (job: Job) => Promise<Readonly<Record<string, Blob>>>
}

/** Runs jobs in workers. */
export function jobExecutor({ pool, refit, base, cores, filesFor }: Options): Executor {
  let running = 0
  return async (job, signal, reports, finish) => {
    const [files, address] = [await filesFor(job), await base]
    const raws = new Map<number, Table>()
    let runs: Worker | undefined
    finish?.addEventListener('abort', () => runs?.postMessage({ kind: 'finish' } satisfies ForJob))
    // What a job still wanted refitted when it ended, nobody waits for.
    const ended = abortWith(signal)
    running++
    const result = await pool(
      {
        message: (worker) => {
          runs = worker
          const helpers = Math.max(0, Math.floor(cores / running) - 1)
          return { kind: 'job', job, files, base: address, helpers } satisfies ForJob
        },
        heard: (data, worker, alive) => {
          const said = data as FromJob
          if (said.kind === 'progress') reports.progress(said.fraction, said.text)
          else if (said.kind === 'view') {
            if (said.node === undefined) reports.view(said.id, said.view)
            else reports.watched?.(said.node, said.id, said.view)
          } else if (said.kind === 'keep') reports.keep?.(said.kept)
          else {
            if (said.raw) raws.set(said.rawId, said.raw)
            const raw = said.rawId === 0 ? job.raw!.table : raws.get(said.rawId)!
            const reply = (answer: ForJob) => worker.postMessage(answer)
            const heard = (fraction?: number) => {
              alive()
              if (fraction !== undefined) reply({ kind: 'refitting', id: said.id, fraction })
            }
            refit({ ...said.request, raw }, said.rawKey, ended.signal, heard).then(
              (refitted) => reply({ kind: 'refitted', id: said.id, refitted }),
              (error: unknown) => {
                if (!isAbort(error)) reply({ kind: 'refitted', id: said.id, fault: toFault(error) })
              },
            )
          }
        },
      },
      signal,
    ).finally(() => {
      running--
      ended.abort()
    })
    return unpack(result, buffersOf(job)) as JobResult
  }
}
