import type { Cast } from './csv/cast'
import type { ColumnInfo } from './column'
import type { Dataset, RowRoles, Rows, Target, Task } from './dataset'
import type { Helpers } from './helper'
import type { Lineage, Model, Recipe } from './lineage'
import type { ParamSpecs, ParamValues, ValuesOf } from './params'
import type { Predictions } from './predictions'
import type { Random } from './random'
import type { Table } from './table'
import type { View } from './view'

export const STEPS = [
  'collect',
  'preprocess',
  'engineer',
  'select',
  'train',
  'evaluate',
  'tune',
  'validate',
  'deploy',
  'monitor',
] as const
export type StepName = (typeof STEPS)[number]

export type PortKind = 'table' | 'dataset' | 'model'
export type Port =
  | PortKind
  | {
      readonly kind: PortKind
      readonly title?: string
      readonly optional?: boolean
      /** Takes any number of wires, each of them at a port of its own (`core/ports.ts`). */
      readonly many?: boolean
      /** How many of them it needs, one unless said. */
      readonly atLeast?: number
    }
export type Ports = Readonly<Record<string, Port>>
export type KindOf<P> = P extends PortKind ? P : P extends { readonly kind: infer Kind } ? Kind : never

export interface Values {
  table: Table
  dataset: Dataset
  model: Model
}
export type Value = Values[PortKind]

/**
 * What the page, the documentation and the planner know of a stage; plain data.
 * `scope` says what a stage without a fit looks at before the split: `row` (part of the lineage) or
 * `table` (not repeatable on one row, so the bundle's input is what comes after it).
 * `uses: ['raw']` hands a task the raw rows and row roles behind its model.
 */
export interface StageDescription {
  /** `step/name`; the step is one of STEPS. */
  readonly id: string
  readonly version: number
  readonly title: string
  readonly summary: string
  readonly kind: 'step' | 'wrapper' | 'task'
  readonly context?: 'row' | 'history'
  readonly scope?: 'row' | 'table'
  readonly uses?: readonly 'raw'[]
  /** What it learns to tell; a learner that looks for no target leaves it out. */
  readonly tasks?: readonly Task[]
  /** A fit that can end early with what it has, and says that it did (`Fitted.stopped`). */
  readonly finishes?: boolean
  /** What most people want of its step: it is listed, and proposed, before the others. */
  readonly common?: boolean
  /** A task on a model that shows it while it is being fitted too: it exports `watch`. */
  readonly watches?: boolean
  /** It searches: what is unlocked before it is its own. `parameters`: over just that. */
  readonly searches?: 'parameters' | 'learners'
  /** Its results differ from run to run (a GPU, a budget of time), so what follows hangs on what was learned. */
  readonly inexact?: boolean
  readonly params: ParamSpecs
  readonly inputs: Ports
  readonly outputs: Ports
  /** What inputs were called: a version to the names of that one, and what each is called in the next. */
  readonly renamed?: Readonly<Record<number, Readonly<Record<string, string>>>>
  /**
   * The columns that come out, before anything runs; without it they are those that went in. Slots of
   * vectors are known after fit.
   */
  readonly infer?: (columns: KnownColumns, params: never) => readonly ColumnInfo[]
}

/** Port to the columns of the table that flows in. */
export type KnownColumns = Readonly<Record<string, readonly ColumnInfo[]>>

/*@__NO_SIDE_EFFECTS__*/
export function describe<const Specs extends ParamSpecs, const In extends Ports, const Out extends Ports>(
  stage: Omit<StageDescription, 'params' | 'inputs' | 'outputs' | 'infer'> & {
    readonly params: Specs
    readonly inputs: In
    readonly outputs: Out
    readonly infer?: (columns: KnownColumns, params: ValuesOf<Specs>) => readonly ColumnInfo[]
  },
): Described<Specs, In, Out> {
  return stage
}

export interface Described<
  Specs extends ParamSpecs,
  In extends Ports,
  Out extends Ports,
> extends StageDescription {
  readonly params: Specs
  readonly inputs: In
  readonly outputs: Out
}

/** Whether a stage is handed the raw rows. Wrappers always are: they fit models from raw rows up. */
export const usesRaw = (stage: StageDescription): boolean =>
  stage.kind === 'wrapper' || stage.uses?.includes('raw') === true

export const stepOf = (id: string): StepName | undefined => STEPS.find((step) => step === id.split('/')[0])

export const portKind = (port: Port): PortKind => (typeof port === 'string' ? port : port.kind)
export const isOptional = (port: Port): boolean => typeof port !== 'string' && port.optional === true
export const isMany = (port: Port): boolean => typeof port !== 'string' && port.many === true
export const portTitle = (name: string, port: Port): string =>
  typeof port !== 'string' && port.title ? port.title : name

export interface Context {
  readonly signal: AbortSignal
  /** Aborted when the person has enough of a fit that says it `finishes`: it ends with what it has, and says so. */
  readonly finish: AbortSignal
  /** What the same node learned before, when the person asked to go on from there; a stage that `finishes` uses it. */
  readonly previous?: unknown
  /** Workers that a fit may have beside its own thread; what is learned must not hang on how many there are. */
  readonly helpers?: Helpers
  /** What this very work kept before it was stopped: of the same parameters, inputs and seed. */
  readonly kept?: unknown
  /** A seeded stream per name, the same on every machine. */
  random(name: string): Random
  /** `fraction` from 0 to 1. Throws when the work was stopped, so long loops call it now and then. */
  progress(fraction: number, text?: string): void
  /** Something the person should know that is no fault. */
  warn(message: string, cure?: string): void
  /** Shows `data` while the work goes on; the last one of an id wins. */
  view(id: string, data: View | (() => View)): void
  /**
   * For learners that learn in rounds, after each: what `fit` would give now, as far as `apply` reads it. It is asked
   * for only while somebody watches, and seldom enough to cost next to nothing.
   */
  soFar(learned: () => unknown): void
  /** Keeps how far it is, so that work that is stopped, or whose page is closed, goes on from there. */
  keep(kept: Kept): void
}

/** How far work is, to go on from. */
export interface Kept {
  /** In words: "12 of 50 trials". */
  readonly text: string
  /** Plain data, which is handed back as `kept`. */
  readonly state: unknown
  /** What it has to show. */
  readonly views: Readonly<Record<string, View>>
}

export interface RefitRequest {
  readonly recipe: Recipe
  /** Raw rows, and who trains among them: one code of ROW_ROLES per row. */
  readonly raw: Table
  readonly roles: RowRoles
  /** Node id to parameters that replace the node's own. */
  readonly overrides?: Readonly<Record<string, ParamValues>>
  /** Replaces the pipeline's seed. */
  readonly seed?: number
  /** Roles of the rows that predictions are wanted of; without it of all. Nothing that is learned hangs on it. */
  readonly say?: readonly number[]
}

export interface Refitted {
  readonly lineage: Lineage
  /** Of every raw row that was asked for, in order, then of made rows. */
  readonly predictions: Predictions
  readonly milliseconds: number
}

export interface RefitContext extends Context {
  /**
   * The only place where folds happen. Requests may be made at once: they are spread over the workers, and cached.
   * @param progress how far the learner is, from 0 to 1, where it says so
   */
  refit(request: RefitRequest, progress?: (fraction: number) => void): Promise<Refitted>
  /** The one predictor: raw rows in, rows with predictions out, in order. */
  predict(model: Pick<Model, 'lineage'>, raw: Table): Rows
}

export interface TaskContext extends RefitContext {
  /** Those columns of the raw rows that a prediction looks at. */
  inputColumns(lineage: Lineage, raw: Table): string[]
  /** Text rows as they stand in a file to raw rows, by the model's cast. */
  cast(model: Model, header: readonly string[], rows: readonly (readonly string[])[]): Table
  /** The bytes of a file of the person's, by hash. */
  file(hash: string): Promise<Blob>
  /** A file that the product ships, `samples/iris.csv`. */
  asset(path: string): Promise<Blob>
  /** The source text of the predictor that a bundle carries. */
  predictorSource(): Promise<string>
}

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
/** What comes by many wires is a record by port, in the order of the ports. */
type Flowing<P, One> = P extends { readonly many: true } ? Readonly<Record<string, One>> : One
type RowInputs<S extends StageDescription> = {
  readonly [Name in keyof S['inputs']]: Flowing<S['inputs'][Name], Rows>
}

/** What was learned, and the training rows where those come out differently from prediction. */
export interface Fitted<Learned> {
  readonly learned: Learned
  /** Rows that are missing here become `excluded`; ids that were not there before are made rows. */
  readonly training?: Table
  /** Why the fit ended before its time, in words. The result is shown as stopped, not as finished. */
  readonly stopped?: string
}

/** Training rows only, with levels rebuilt from them; nothing else is handed over. */
export type Fit<S extends StageDescription, Learned> = (
  rows: RowInputs<S>,
  params: ValuesOf<S['params']>,
  context: Context,
) => Fitted<Learned> | Promise<Fitted<Learned>>

/**
 * About how many bytes `fit` takes at most, beside its rows; it is asked for before the fit. It may throw what the fit would.
 * @param helpers how many workers the fit may have beside its own thread
 */
export type Memory<S extends StageDescription> = (
  rows: RowInputs<S>,
  params: ValuesOf<S['params']>,
  helpers: number,
) => number | Promise<number>

/**
 * The fit of a wrapper: what it fits of its models, from raw rows up, and what it learned of their predictions. It is
 * handed training and validation rows only; nothing fits on the latter, they are for choosing.
 */
export type FitWrapper<S extends StageDescription, Learned> = (
  models: { readonly [Name in keyof S['inputs']]: Flowing<S['inputs'][Name], Recipe> },
  rows: { readonly raw: Table; readonly roles: RowRoles },
  params: ValuesOf<S['params']>,
  context: RefitContext,
) => Promise<{
  readonly models: Readonly<Record<string, Lineage>>
  readonly own: Learned
  /** Why the fit ended before its time, in words. */
  readonly stopped?: string
}>

/** A wrapper's apply: the predictions of each of the models that it fitted, by name, to its own. */
export type ApplyWrapper<S extends StageDescription, Learned> = (
  own: Learned,
  rows: Readonly<Record<string, Rows>>,
  params: ValuesOf<S['params']>,
) => Rows

/** Every row in, every row out, in order. Synchronous and without any library: bundles ship it. */
export type Apply<S extends StageDescription, Learned> = (
  learned: Learned,
  rows: RowInputs<S>,
  params: ValuesOf<S['params']>,
) => Rows

/** Who trains: exported by the stage that turns a table into a dataset. One code of ROW_ROLES per row. */
export type AssignRoles<S extends StageDescription> = (
  rows: Table,
  params: ValuesOf<S['params']>,
  context: Context,
) => RowRoles

/** What was learned, as views. Of what gives a model also what that says of every row, held-out ones included. */
export type Explain<Learned> = (learned: Learned, predictions?: Predictions) => Readonly<Record<string, View>>

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
