import type { Cast } from '../core/csv/cast'
import type { Kept } from '../core/context'
import type { RowRoles } from '../core/dataset'
import type { ParamValues } from '../core/params'
import type { Predictions } from '../core/predictions'
import type { Search } from '../core/search'
import type { Table } from '../core/table'
import type { TaskResult, Value } from '../core/task'
import type { View } from '../core/view'
import type { Lineage, Model } from '../core/lineage'
import type { Warning } from './protocol'
import type { Flow } from './fit-node'

/** One node's work, complete in itself: it can be sent to any worker. */
export interface Job {
  readonly node: string
  readonly stage: string
  readonly params: ParamValues
  /** What a Tune behind it may change: kept in its lineage. */
  readonly search?: Search
  readonly seed: number
  readonly inputs: Readonly<Record<string, JobInput>>
  /** What the node learned before, when it is to go on from there. */
  readonly previous?: unknown
  /** What this very work kept before it was stopped. */
  readonly kept?: unknown
  /** For a task that asks for it: the raw rows behind its model, and who trained. */
  readonly raw?: { readonly table: Table; readonly roles: RowRoles; readonly key: string }
  readonly watched?: Watched
}

/** Tasks that want to see what a step learns while it learns it. */
export interface Watched {
  readonly by: readonly { readonly node: string; readonly stage: string; readonly params: ParamValues }[]
  /** From raw rows up to the step, which is the last and has learned nothing yet. */
  readonly lineage: Lineage
  readonly raw: { readonly table: Table; readonly roles: RowRoles }
}

export type JobInput =
  | { readonly kind: 'rows'; readonly flow: Flow }
  | { readonly kind: 'model'; readonly model: Model }

interface Done {
  readonly views: Readonly<Record<string, View>>
  readonly warnings: readonly Warning[]
  /** Why it ended before its time, in words. */
  readonly stopped?: string
}

export type JobResult =
  | (Done & { readonly kind: 'rows'; readonly learned: unknown; readonly flow: Flow })
  | (Done & { readonly kind: 'model'; readonly learned: unknown; readonly predictions: Predictions })
  | (Done & {
      readonly kind: 'task'
      readonly outputs: Readonly<Record<string, Value>>
      readonly cast?: Cast
      readonly hash?: string
      readonly rows?: TaskResult['rows']
    })

export interface JobProgress {
  progress(fraction: number, text: string): void
  view(id: string, data: View): void
  /** A view of another node, which watches this one. */
  watched?(node: string, id: string, data: View): void
  keep?(kept: Kept): void
}

/**
 * Runs a job somewhere: in this thread, or in a worker. `signal` stops it; `finish` asks a fit that can to end
 * with what it has.
 */
export type Executor = (
  job: Job,
  signal: AbortSignal,
  progress: JobProgress,
  finish?: AbortSignal,
) => Promise<JobResult>
