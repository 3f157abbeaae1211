import type { MemoryNeed } from './memory'
import type { Context, RefitContext } from './context'
import type { RowRoles, Rows } from './dataset'
import type { Lineage, Recipe } from './lineage'
import type { ValuesOf } from './params'
import type { Predictions } from './predictions'
import type { StageDescription } from './stage'
import type { Table } from './table'
import type { View } from './view'

/** What comes by many wires is a record by port, in the order of the ports. */
export type Flowing<P, One> = P extends { readonly many: true } ? Readonly<Record<string, One>> : One
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
 * About how many bytes `fit` takes at most, beside its rows; it is asked before every fit, also of folds and trials, so it
 * answers at once. It may throw what the fit would.
 * @param helpers how many workers the fit may have beside its own thread
 */
export type Memory<S extends StageDescription> = (
  rows: RowInputs<S>,
  params: ValuesOf<S['params']>,
  helpers: number,
) => MemoryNeed | Promise<MemoryNeed>

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
