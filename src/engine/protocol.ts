import type { ColumnInfo, ColumnKind } from '../core/column'
import type { RowRole } from '../core/dataset'
import type { Fault } from '../core/errors'
import type { Kept } from './archive/keep'
import type { FileRef, ParamValues } from '../core/params'
import type { Pipeline } from '../core/pipeline/pipeline'
import type { PortKind } from '../core/ports'
import type { Cut } from '../core/select'
import type { ColumnSummary } from '../core/summary'
import type { View, ViewKind } from '../core/view'

/** What passes between the page and the engine: descriptions, views, progress and windows of rows. */

export type NodeState = 'new' | 'stale' | 'queued' | 'running' | 'done' | 'warning' | 'error'

export interface Warning {
  readonly message: string
  readonly cure?: string
}

export interface OutputInfo {
  readonly kind: PortKind
  readonly rows: number
  readonly columns: readonly ColumnInfo[]
  /** Rows by role, once there is a split. */
  readonly roles?: Readonly<Record<RowRole, number>>
}

export interface ViewInfo {
  readonly id: string
  readonly kind: ViewKind
  readonly title: string
  /** Its rows are about models. */
  readonly models?: true
  /** The one of several models that it is of. */
  readonly of?: string
}

export interface NodeStatus {
  readonly state: NodeState
  /** From 0 to 1 while it runs; absent before the first word of progress. */
  readonly fraction?: number
  readonly text?: string
  /** Milliseconds that the rest will take at the pace so far; absent until there is a pace. */
  readonly remaining?: number
  readonly fault?: Fault
  readonly warnings: readonly Warning[]
  /** Of the newest result, also when that is stale. */
  readonly outputs: Readonly<Record<string, OutputInfo>>
  readonly views: readonly ViewInfo[]
  readonly milliseconds?: number
  /** Why the shown result ended before its time, in words: it can be gone on with. */
  readonly stopped?: string
  /** How far work is that was stopped before it came to a result, in words: it goes on from there. */
  readonly kept?: string
  /** The input ports whose models the shown result judges on their test rows. */
  readonly looked?: readonly string[]
  /** Changes whenever the shown result does. */
  readonly result?: string
}

export type Statuses = Readonly<Record<string, NodeStatus>>

export interface RowWindow {
  readonly columns: readonly ColumnInfo[]
  readonly total: number
  readonly offset: number
  readonly ids: readonly number[]
  readonly roles: readonly RowRole[] | null
  /** rows x columns as people read them; null is missing; a vector cell is its count of non-zero slots in words. */
  readonly cells: readonly (readonly (string | number | null)[])[]
}

/** One column before and after a step, for one row. */
export interface TracedCell {
  readonly name: string
  readonly kind: ColumnKind
  readonly change: 'same' | 'changed' | 'made' | 'lost'
  /** As people read it; null is missing. Of a made column there is no `before`, of a lost one no `after`. */
  readonly before?: string | number | null
  readonly after?: string | number | null
}

export interface TracedStep {
  readonly node: string
  readonly stage: string
  /** The wrappers around it, outermost first: it belongs to a model inside them. */
  readonly within: readonly string[]
  readonly cells: readonly TracedCell[]
}

/** One row on its way through a model. */
export interface RowTrace {
  readonly raw: readonly TracedCell[]
  readonly steps: readonly TracedStep[]
  /** What the person should know of it. */
  readonly note?: string
}

/** Cells of a raw column: numbers and times (in ms) as they are, others as places among the levels; NaN is missing. */
export interface RawCells {
  readonly values: Float64Array
  readonly levels?: readonly string[]
}

/** One column that a node touched, summed up on both sides. */
export interface ColumnChange {
  readonly name: string
  readonly change: 'changed' | 'made' | 'lost'
  readonly before?: ColumnSummary
  readonly after?: ColumnSummary
}

/** What a node made of its rows: numbers before and after. */
export interface BeforeAfter {
  readonly rows: readonly [number, number]
  /** Rows that nobody trains on. */
  readonly excluded: readonly [number, number]
  /** Columns. */
  readonly width: readonly [number, number]
  readonly columns: readonly ColumnChange[]
  /** No rows come out: it only looked at what came in. */
  readonly ends?: true
}

/** What importing a file tells: where its bytes are, and a source node's parameters for it. */
export interface Imported {
  readonly file: FileRef
  readonly params: ParamValues
  readonly rows: number
  readonly columns: readonly ColumnSummary[]
  readonly warnings: readonly Warning[]
}

/** The engine as the page sees it. Promises reject with a UserError, or an AbortError where the person stopped it. */
export interface Engine {
  /** Starts the workers before they are needed. */
  wake(): void
  /** Keeps the bytes under their hash and reads the file once, so that a starter can be proposed. */
  importFile(
    file: File,
    progress: (fraction: number, text: string) => void,
    signal: AbortSignal,
  ): Promise<Imported>
  /** A file of the product's own samples, likewise (`iris`). */
  importSample(name: string): Promise<Omit<Imported, 'file'>>
  /** Tells the engine what the graph is now; statuses come to the listeners. */
  update(pipeline: Pipeline): void
  /** Runs what is not up to date: everything, or what leads to `targets`. Resolves when nothing runs any more. */
  run(pipeline: Pipeline, targets?: readonly string[]): Promise<void>
  stop(): void
  /** Lets a running fit that can (`finishes`) end with what it has. */
  finish(node: string): void
  /** Goes on with a node from what it learned, and runs what leads to it. */
  goOn(pipeline: Pipeline, node: string): Promise<void>
  subscribe(listener: (statuses: Statuses) => void): () => void
  /** Called when the worker that held all results was lost and replaced: nothing has run any more. */
  onLost(listener: () => void): () => void
  rows(node: string, port: string, offset: number, count: number): Promise<RowWindow>
  summaries(node: string, port: string): Promise<readonly ColumnSummary[]>
  view(node: string, id: string): Promise<View>
  /** The rows behind a mark of a node's views, the most wrong first; `rows` is the name in the view's `select`. */
  cutRows(node: string, rows: string, cut: Cut, offset: number, count: number): Promise<RowWindow>
  /** The same as CSV. */
  cutCsv(node: string, rows: string, cut: Cut): Promise<Blob>
  /** What the node made of what flows into it; it has to be up to date. */
  beforeAfter(node: string): Promise<BeforeAfter>
  /** The raw columns behind a node's views. */
  rawColumns(node: string, rows: string): Promise<readonly ColumnInfo[]>
  /** The cells of one of them for some rows, by id. */
  rawCells(node: string, rows: string, column: string, ids: readonly number[]): Promise<RawCells>
  /** What became of one of those rows in every step of the model. */
  trace(node: string, rows: string, id: number): Promise<RowTrace>
  /** An archive of a pipeline and the bytes of its files. */
  pack(pipeline: Pipeline): Promise<Blob>
  /** Opens an archive and keeps the bytes of its files. */
  unpack(zip: Blob): Promise<Kept>
  /** The hashes of kept files that were kept before a time, in milliseconds since 1970. */
  oldFiles(before: number): Promise<readonly string[]>
  dropFiles(hashes: readonly string[]): Promise<void>
  /** The node's output as CSV, for a download. */
  csv(node: string, port: string): Promise<Blob>
}
