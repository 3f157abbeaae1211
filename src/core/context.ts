import type { RowRoles, Rows } from './dataset'
import type { Helpers } from './helper'
import type { Lineage, Model, Recipe } from './lineage'
import type { ParamValues } from './params'
import type { Predictions } from './predictions'
import type { Random } from './random'
import type { Table } from './table'
import type { View } from './view'

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
