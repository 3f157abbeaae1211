import { isAbort, toFault } from '../core/errors'
import type { Table } from '../core/table'
import type { ForJob, FromJob } from './compute-worker'
import type { Executor, Job, JobResult } from './job'
import type { RefitExecutor } from './refit-executor'
import { buffersOf, unpack } from './share'
import type { RunTask } from './worker-pool'

interface Options {
  readonly pool: RunTask
  /** Runs what a job wants refitted, in other workers. */
  readonly refit: RefitExecutor
  readonly base: Promise<string>
  /** The kept bytes that a job's parameters name. */
  readonly filesFor: (job: Job) => Promise<Readonly<Record<string, Blob>>>
}

/** Runs jobs in workers. */
export function jobExecutor({ pool, refit, base, filesFor }: Options): Executor {
  return async (job, signal, reports, finish) => {
    const message = { kind: 'job', job, files: await filesFor(job), base: await base } satisfies ForJob
    const raws = new Map<number, Table>()
    let runs: Worker | undefined
    finish?.addEventListener('abort', () => runs?.postMessage({ kind: 'finish' } satisfies ForJob))
    const result = await pool(
      {
        message: (worker) => {
          runs = worker
          return message
        },
        heard: (data, worker, alive) => {
          const said = data as FromJob
          if (said.kind === 'progress') reports.progress(said.fraction, said.text)
          else if (said.kind === 'view') reports.view(said.id, said.view)
          else {
            if (said.raw) raws.set(said.rawId, said.raw)
            const raw = said.rawId === 0 ? job.raw!.table : raws.get(said.rawId)!
            const reply = (answer: ForJob) => worker.postMessage(answer)
            refit({ ...said.request, raw }, said.rawKey, signal, alive).then(
              (refitted) => reply({ kind: 'refitted', id: said.id, refitted }),
              (error: unknown) => {
                if (!isAbort(error)) reply({ kind: 'refitted', id: said.id, fault: toFault(error) })
              },
            )
          }
        },
      },
      signal,
    )
    return unpack(result, buffersOf(job)) as JobResult
  }
}
