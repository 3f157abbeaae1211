import type { Lineage } from '../core/lineage'
import type { Table } from '../core/table'
import type { ForJob } from './compute-worker'
import type { RowTrace } from './protocol'
import type { RunTask } from './worker-pool'

/** Follows the last of the raw rows through a model, somewhere. */
export type TraceExecutor = (lineage: Lineage, raw: Table) => Promise<RowTrace>

const never = new AbortController().signal

/** Follows rows in a worker. */
export const traceExecutor =
  (pool: RunTask): TraceExecutor =>
  async (lineage, raw) => {
    const message = { kind: 'trace', lineage, raw } satisfies ForJob
    const traced = await pool({ message: () => message, heard: () => undefined }, never)
    return traced as RowTrace
  }
