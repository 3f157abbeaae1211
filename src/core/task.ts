import type { Context, TaskContext } from './context'
import type { Cast } from './csv/cast'
import type { Dataset, RowRoles, Rows, Target } from './dataset'
import type { Model } from './lineage'
import type { ValuesOf } from './params'
import type { KindOf, PortKind } from './ports'
import type { Predictions } from './predictions'
import type { StageDescription } from './stage'
import type { Flowing } from './stage-parts'
import type { Table } from './table'
import type { View } from './view'

interface Values {
  table: Table
  dataset: Dataset
  model: Model
}
export type Value = Values[PortKind]

type Inputs<S extends StageDescription> = {
  readonly [Name in keyof S['inputs'] as IsOptional<S['inputs'][Name]> extends true ? never : Name]: Flowing<
    S['inputs'][Name],
    Values[KindOf<S['inputs'][Name]>]
  >
} & {
  readonly [Name in keyof S['inputs'] as IsOptional<S['inputs'][Name]> extends true ? Name : never]?: Flowing<
    S['inputs'][Name],
    Values[KindOf<S['inputs'][Name]>]
  >
}
type IsOptional<P> = P extends { readonly optional: true } ? true : false

/** A model as one who looks at it sees it, done or still learning. */
export interface Subject {
  readonly target: Target
  /** Raw rows, who trains among them, and the truth of each as `truthOf` gives it. */
  readonly table: Table
  readonly roles: RowRoles
  readonly truth: Float64Array
  /** Those raw columns that a prediction looks at. */
  readonly columns: readonly string[]
}

/** What is asked of a model, raw rows, and the views that its answer becomes. */
export interface Look {
  readonly rows: Table
  views(said: Rows): Readonly<Record<string, View>>
}

/**
 * A task that `watches`: all that it works out once, before the model has learned anything. The engine asks the model
 * as it stands, again and again; the task's own `run` asks it once, when it is done.
 */
export type Watch<S extends StageDescription> = (
  subject: Subject,
  params: ValuesOf<S['params']>,
  context: Pick<Context, 'random'>,
) => Look

export interface TaskResult {
  readonly outputs: Readonly<Record<string, Value>>
  readonly views?: Readonly<Record<string, View>>
  /** A source says how text becomes its columns; it is the first step of every bundle. */
  readonly cast?: Cast
  /** SHA-256 of the bytes that a source read. */
  readonly hash?: string
  /** What views were made of, by name: a view's `select` says which of these rows stand behind a mark. */
  readonly rows?: Readonly<Record<string, LookedAt>>
}

/** Predictions that a task drew views of. */
export interface LookedAt {
  readonly predictions: Predictions
  /** The input port whose model said them. */
  readonly model: string
  /** The raw rows, where they are not those that the model was made from. */
  readonly raw?: Table
  /** What a person should know who follows one of these rows through the model. */
  readonly note?: string
}

export type Run<S extends StageDescription> = (
  inputs: Inputs<S> & { readonly raw?: { readonly table: Table; readonly roles: RowRoles } },
  params: ValuesOf<S['params']>,
  context: TaskContext,
) => TaskResult | Promise<TaskResult>
