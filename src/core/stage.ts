import type { ColumnInfo } from './column'
import type { Task } from './dataset'
import type { ParamSpecs, ValuesOf } from './params'
import type { Ports } from './ports'

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
  /** The tasks that it is for; without it, all of them. A learner that looks for no target leaves it out. */
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
