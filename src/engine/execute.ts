import { castRows } from '../core/csv/cast'
import { completeParams } from '../core/check-params'
import type { Context, Refitted, TaskContext } from '../core/context'
import { recipeOf, type Model, type Recipe } from '../core/lineage'
import type { Helpers } from '../core/helper'
import { gathered } from '../core/ports'
import { thinView } from '../core/thin'
import type { View } from '../core/view'
import { inputColumns, predict } from '../runtime/predict'
import type { StageModule } from '../stages/modules'
import { abortWith } from './abort-with'
import { Beginnings } from './beginnings'
import { makeContext } from './context'
import { fitNode, type FittedNode, type Flow } from './fit-node'
import { fitWrapper } from './fit-wrapper'
import type { Job, JobProgress, JobResult } from './job'
import type { Warning } from './protocol'
import { predictionsOf, refitted, type SeededRequest } from './refit'
import type { Stages } from './stages'
import { watching } from './watching'

/** What a job needs of the world outside. */
export interface Surroundings extends Pick<TaskContext, 'file' | 'asset' | 'predictorSource'> {
  readonly stages: Stages
  /** Spreads refits over workers; without it they run in this thread, one after the other. */
  readonly refit?: (request: SeededRequest, progress?: (fraction: number) => void) => Promise<Refitted>
  readonly helpers?: Helpers
}

/** Runs one node's work in this thread. */
export async function execute(
  job: Job,
  signal: AbortSignal,
  reports: JobProgress,
  around: Surroundings,
  finish?: AbortSignal,
): Promise<JobResult> {
  signal.throwIfAborted()
  // What a job still wanted refitted when it ended, nobody waits for.
  const ended = abortWith(signal)
  const tools = taskTools(job.seed, ended.signal, around)
  return runNode(job, signal, reports, around, tools, finish).finally(() => ended.abort())
}

async function runNode(
  job: Job,
  signal: AbortSignal,
  reports: JobProgress,
  around: Surroundings,
  tools: Omit<TaskContext, keyof Context>,
  finish?: AbortSignal,
): Promise<JobResult> {
  const module = await around.stages.load(job.stage)
  const soFar = await watchingOf(job, reports, around.stages)
  const warnings: Warning[] = []
  const views: Record<string, View> = {}
  const context: TaskContext = {
    ...makeContext(
      job.seed,
      job.node,
      signal,
      {
        progress: reports.progress,
        warn: (message, cure) => warnings.push(cure ? { message, cure } : { message }),
        view: (id, data) => {
          views[id] = data
          reports.view(id, thinView(data))
        },
        ...(soFar && { soFar }),
        keep: (kept) => reports.keep?.(kept),
      },
      finish,
      { previous: job.previous, kept: job.kept },
    ),
    ...tools,
    ...(around.helpers && { helpers: around.helpers }),
  }
  const params = completeParams(module.stage.params, job.params)
  if (module.run) return runTask(module.run, job, params, context, warnings, views)
  const { learned, output, stopped } = await fitStep(module, job, params, context, around.stages)
  const predictions = Object.hasOwn(module.stage.outputs, 'model') ? predictionsOf(output) : undefined
  Object.assign(views, module.explain?.(learned, predictions))
  const done = { views, warnings, ...(stopped !== undefined && { stopped }) }
  return predictions
    ? { kind: 'model', learned, predictions, ...done }
    : { kind: 'rows', learned, flow: output, ...done }
}

async function watchingOf(job: Job, reports: JobProgress, stages: Stages) {
  if (!job.watched || !reports.watched) return undefined
  return watching(job, job.watched, stages, (node, id, view) => reports.watched?.(node, id, thinView(view)))
}

function fitStep(
  module: StageModule,
  job: Job,
  params: Job['params'],
  context: TaskContext,
  { applies }: Stages,
): Promise<FittedNode> {
  if (module.stage.kind !== 'wrapper') return fitNode(module, flowsOf(job), params, context, null)
  if (!job.raw) throw new Error(`${job.stage} needs the raw rows behind its models`)
  const { raw } = job
  return fitWrapper(module, recipesOf(job), { raw: raw.table, roles: raw.roles }, params, context, applies)
}

/** The recipes behind the model inputs of a job, by port. */
export function recipesOf({ inputs }: Pick<Job, 'inputs'>): Record<string, Recipe> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([port, input]) =>
      input.kind === 'model' ? [[port, { ...recipeOf(input.model.lineage), name: input.model.name }]] : [],
    ),
  )
}

function flowsOf(job: Job): Record<string, Flow> {
  return Object.fromEntries(
    Object.entries(job.inputs).flatMap(([port, input]) =>
      input.kind === 'rows' ? [[port, input.flow]] : [],
    ),
  )
}

async function runTask(
  run: NonNullable<StageModule['run']>,
  job: Job,
  params: Job['params'],
  context: TaskContext,
  warnings: Warning[],
  views: Record<string, View>,
): Promise<JobResult> {
  const inputs = Object.fromEntries(
    Object.entries(job.inputs).map(([port, input]) => [
      port,
      input.kind === 'model' ? input.model : valueOf(input.flow),
    ]),
  )
  const result = await run({ ...gathered(inputs), ...(job.raw && { raw: job.raw }) }, params, context)
  context.signal.throwIfAborted()
  return { kind: 'task', ...result, views: { ...views, ...result.views }, warnings }
}

/** Before the split a table, behind it a dataset. */
const valueOf = ({ table, target, roles }: Flow) => (target && roles ? { table, target, roles } : table)

function taskTools(
  seed: number,
  signal: AbortSignal,
  { file, asset, helpers, predictorSource, refit, stages }: Surroundings,
): Omit<TaskContext, keyof Context> {
  const { applies } = stages
  const beginnings = new Beginnings()
  let last: Promise<unknown> = Promise.resolve()
  return {
    refit: (request, progress) => {
      signal.throwIfAborted()
      const seeded = { seed, ...request }
      if (refit) return refit(seeded, progress)
      const next = last.then(() => {
        signal.throwIfAborted()
        return refitted(seeded, stages, signal, beginnings, progress, helpers)
      })
      // The job hears of a fault, and may end by it, before the next begins.
      last = next.catch(() => new Promise((resolve) => setTimeout(resolve)))
      return next
    },
    file,
    asset,
    predictorSource,
    predict: (model: Model, raw) => predict(model.lineage, raw, applies),
    inputColumns: (lineage, raw) =>
      inputColumns(
        predict(lineage, raw, applies),
        raw.columns.map(({ name }) => name),
      ),
    cast: (model, header, rows) => castRows(model.lineage.cast, header, rows).table,
  }
}
