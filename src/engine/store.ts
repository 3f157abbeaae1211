import { pinned } from '../core/csv/cast'
import { tableCsv } from '../core/csv/write'
import { completeParams } from '../core/check-params'
import type { ColumnInfo } from '../core/column'
import { UserError } from '../core/errors'
import { hashJson } from '../core/hash'
import type { ParamValues } from '../core/params'
import type { Pipeline } from '../core/pipeline/pipeline'
import type { Cut } from '../core/select'
import type { ColumnSummary } from '../core/summary'
import { tableInfo, type Table } from '../core/table'
import type { View } from '../core/view'
import { lookupStage } from '../stages/descriptions'
import { beforeAfter } from './before-after'
import { ByteCache } from './byte-cache'
import { Coordinator } from './coordinator'
import type { FileStore } from './file-store'
import { glances } from './glances'
import type { Logs } from './logs'
import type { Executor, Job, JobResult } from './job'
import { LastCut, rawCells } from './looked-at'
import type { BeforeAfter, Imported, RawCells, RowTrace, RowWindow, Statuses } from './protocol'
import type { LookedAtBy, NodeResult, Output } from './result'
import { changesOf, type StatusChanges } from './status-changes'
import { rowsForTrace } from './trace'
import type { TraceExecutor } from './trace-executor'
import { lineageOf } from './trail'
import { readable, rowWindow } from './window'

const CHANGES_EVERY = 60

/**
 * Owns the tables and never runs stage code: what the page may ask for, over a coordinator and an executor
 * that runs jobs elsewhere.
 */
export class Store {
  readonly #files: FileStore
  readonly #coordinator: Coordinator
  readonly #execute: Executor
  readonly #trace: TraceExecutor
  readonly #cuts = new LastCut()
  /** The source that was read last, so that the first run of its pipeline need not read it again. */
  #imported: { key: string; result: JobResult } | undefined
  #import: AbortController | undefined
  #listener: ((changes: StatusChanges) => Promise<void>) | undefined
  #told: Statuses = {}
  #telling = false
  /** Resolves when it is known what was kept of work that was stopped. */
  readonly #remembered: Promise<void>

  constructor(execute: Executor, trace: TraceExecutor, files: FileStore, slots: number, logs: Logs) {
    this.#remembered = logs.load().then(() => this.#changed())
    this.#files = files
    this.#trace = trace
    this.#execute = execute
    this.#coordinator = new Coordinator({
      lookup: lookupStage,
      cache: new ByteCache<NodeResult>(),
      execute: (job, signal, progress, finish) => {
        const known =
          this.#imported?.key === sourceKey(job.stage, job.params) ? this.#imported.result : undefined
        return known ? Promise.resolve(known) : execute(job, signal, progress, finish)
      },
      slots,
      logs,
      onChange: () => this.#changed(),
    })
  }

  /** `listener` resolves when it was heard. */
  subscribe(listener: (changes: StatusChanges) => Promise<void>): void {
    this.#listener = listener
    this.#told = {}
  }

  update(pipeline: Pipeline): void {
    this.#coordinator.update(pipeline)
  }

  async run(pipeline: Pipeline, targets?: readonly string[]): Promise<void> {
    this.#coordinator.update(pipeline)
    await this.#remembered
    await this.#coordinator.run(targets)
    await this.#tell()
  }

  finish(node: string): void {
    this.#coordinator.finish(node)
  }

  async goOn(pipeline: Pipeline, node: string): Promise<void> {
    this.#coordinator.update(pipeline)
    await this.#coordinator.goOn(node)
    await this.#tell()
  }

  stop(): void {
    this.#coordinator.stop()
  }

  cancelImport(): void {
    this.#import?.abort()
  }

  async importFile(file: File, progress: (fraction: number, text: string) => void): Promise<Imported> {
    this.#import = new AbortController()
    const { signal } = this.#import
    const { file: ref, kept } = await this.#files.keep(
      file,
      (done, text) => progress(done * 0.2, text),
      signal,
    )
    const read = (done: number, text: string) => progress(0.2 + done * 0.8, text)
    const imported = await this.#read('collect/csv', { file: ref }, read, signal)
    if (kept) return { ...imported, file: ref }
    const unkept = {
      message: 'This browser could not keep a copy of the file.',
      cure: 'After a reload, choose it again.',
    }
    return { ...imported, file: ref, warnings: [...imported.warnings, unkept] }
  }

  async importSample(name: string): Promise<Omit<Imported, 'file'>> {
    this.#import = new AbortController()
    return this.#read('collect/sample', { name }, () => undefined, this.#import.signal)
  }

  async #read(
    stage: string,
    given: ParamValues,
    progress: (fraction: number, text: string) => void,
    signal: AbortSignal,
  ): Promise<Omit<Imported, 'file'>> {
    const specs = lookupStage(stage)!.params
    const auto = completeParams(specs, given)
    const job: Job = { node: 'import', stage, params: auto, seed: 0, inputs: {} }
    const result = await this.#execute(job, signal, {
      progress: (done, text) => progress(done * 0.8, text),
      view: () => undefined,
    })
    const { cast, outputs } = result.kind === 'task' ? result : {}
    const table = outputs?.['data']
    if (!cast || !table || !('columns' in table)) throw new UserError('This source gave no table.')
    const columns = await glances(table.columns, (done) => {
      signal.throwIfAborted()
      progress(0.8 + done * 0.2, 'Looking at the columns')
    })
    const params = 'types' in specs ? { ...auto, types: pinned(cast.columns) } : auto
    this.#imported = { key: sourceKey(stage, params), result }
    return { params, rows: table.ids.length, columns, warnings: result.warnings }
  }

  rows(node: string, port: string, offset: number, count: number): RowWindow {
    return rowWindow(readable(this.#output(node, port)), offset, count)
  }

  cutRows(node: string, rows: string, cut: Cut, offset: number, count: number): RowWindow {
    return rowWindow({ table: this.#cuts.table(this.#lookedAt(node, rows), cut), roles: null }, offset, count)
  }

  cutCsv(node: string, rows: string, cut: Cut): Blob {
    return csvBlob(this.#cuts.table(this.#lookedAt(node, rows), cut))
  }

  async beforeAfter(node: string): Promise<BeforeAfter> {
    const inputs = this.#coordinator.inputs(node)
    const result = this.#coordinator.result(node)
    if (!inputs || !result)
      throw new UserError('What flows in is not what this result was made of.', 'Run the node again.')
    return beforeAfter(inputs, Object.values(result.outputs)[0])
  }

  rawColumns(node: string, rows: string): readonly ColumnInfo[] {
    return tableInfo(this.#lookedAt(node, rows).raw)
  }

  rawCells(node: string, rows: string, column: string, ids: readonly number[]): RawCells {
    return rawCells(this.#lookedAt(node, rows).raw, column, ids)
  }

  async trace(node: string, rows: string, id: number): Promise<RowTrace> {
    const { note, raw, trail } = this.#lookedAt(node, rows)
    const traced = await this.#trace(lineageOf(trail), rowsForTrace(trail.nodes, raw, id, lookupStage))
    return note === undefined ? traced : { ...traced, note }
  }

  summaries(node: string, port: string): Promise<readonly ColumnSummary[]> {
    return glances(readable(this.#output(node, port)).table.columns)
  }

  view(node: string, id: string): View {
    const view = this.#coordinator.view(node, id)
    if (!view) throw forgotten()
    return view
  }

  csv(node: string, port: string): Blob {
    return csvBlob(readable(this.#output(node, port)).table)
  }

  /** Rows behind a node's views, with their raw rows. */
  #lookedAt(node: string, rows: string): LookedAtBy & { readonly raw: Table } {
    const found = this.#coordinator.result(node)?.rows?.[rows]
    const raw = found && (found.raw ?? this.#coordinator.raw(found.trail))
    if (!found || !raw) throw forgotten()
    return { ...found, raw }
  }

  #output(node: string, port: string): Output {
    const output = this.#coordinator.result(node)?.outputs[port]
    if (!output) throw forgotten()
    return output
  }

  /** Tells the page at most so often, and always the last word. */
  #changed(): void {
    if (this.#telling) return
    this.#telling = true
    setTimeout(() => {
      this.#telling = false
      void this.#tell()
    }, CHANGES_EVERY)
  }

  async #tell(): Promise<void> {
    const statuses = this.#coordinator.statuses()
    const changes = changesOf(this.#told, statuses)
    this.#told = statuses
    await this.#listener?.(changes)
  }
}

const forgotten = () => new UserError('This result is no longer in memory.', 'Run the node again.')

const csvBlob = (rows: Table): Blob => new Blob(tableCsv(rows), { type: 'text/csv' })

const sourceKey = (stage: string, params: ParamValues): string => hashJson([stage, params])
