import type { Context, RefitContext, TaskContext } from '../core/context'
import type { Recipe, WrapperLearned } from '../core/lineage'
import type { StageDescription } from '../core/stage'
import type { MemoryNeed } from '../core/memory'
import type { ParamValues } from '../core/params'
import type { RowRoles, Rows } from '../core/dataset'
import type { Explain, Fitted } from '../core/stage-parts'
import type { Table } from '../core/table'
import type { Look, Subject, TaskResult } from '../core/task'
import type { AnyApply } from './apply'

/** What one input gets: one of them, or by port as many as are wired. */
type Gathered<One> = One | Readonly<Record<string, One>>

/** A stage's file with its types forgotten: the engine checks kinds before it calls. */
export interface StageModule {
  readonly stage: StageDescription
  readonly fit?: (
    rows: Readonly<Record<string, Gathered<Rows>>>,
    params: ParamValues,
    context: Context,
  ) => Fitted<unknown> | Promise<Fitted<unknown>>
  readonly memory?: (
    rows: Readonly<Record<string, Gathered<Rows>>>,
    params: ParamValues,
    helpers: number,
  ) => MemoryNeed | Promise<MemoryNeed>
  readonly fitWrapper?: (
    models: Readonly<Record<string, Gathered<Recipe>>>,
    rows: { readonly raw: Table; readonly roles: RowRoles },
    params: ParamValues,
    context: RefitContext,
  ) => Promise<WrapperLearned & Pick<Fitted<unknown>, 'stopped'>>
  readonly apply?: AnyApply
  readonly assignRoles?: (rows: Table, params: ParamValues, context: Context) => RowRoles
  readonly explain?: Explain<unknown>
  readonly watch?: (subject: Subject, params: ParamValues, context: Pick<Context, 'random'>) => Look
  readonly run?: (
    inputs: Readonly<Record<string, unknown>>,
    params: ParamValues,
    context: TaskContext,
  ) => TaskResult | Promise<TaskResult>
}

export type LoadStage = (id: string) => Promise<StageModule>

const found = import.meta.glob<StageModule>('./*/*.{step,wrapper,task}.ts')

/** Loads a stage's file when it is first needed. */
export const loadStage: LoadStage = async (id) => {
  for (const kind of ['step', 'wrapper', 'task']) {
    const load = found[`./${id}.${kind}.ts`]
    if (load) return load()
  }
  throw new Error(`There is no stage "${id}"`)
}
