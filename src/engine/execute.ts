import { castRows } from '../core/csv/cast'
import { completeParams } from '../core/check-params'
import type { Context, TaskContext } from '../core/stage'
import type { View } from '../core/view'
import { inputColumns, predict } from '../runtime/predict'
import { applies } from '../stages/apply'
import type { LoadStage, StageModule } from '../stages/modules'
import { makeContext } from './context'
import { fitNode, type Flow } from './fit-node'
import type { Job, JobProgress, JobResult } from './job'
import type { Warning } from './protocol'
import { predictionsOf } from './refit'

/** What a job needs of the world outside. */
export interface Surroundings extends Pick<TaskContext, 'file' | 'asset' | 'predictorSource'> {
  readonly loadStage: LoadStage
}

/** Runs one node's work in this thread. */
export async function execute(
  job: Job,
  signal: AbortSignal,
  reports: JobProgress,
  around: Surroundings,
): Promise<JobResult> {
  signal.throwIfAborted()
  const module = await around.loadStage(job.stage)
  const warnings: Warning[] = []
  const views: Record<string, View> = {}
  const context = makeContext(job.seed, job.node, signal, {
    progress: reports.progress,
    warn: (message, cure) => warnings.push(cure ? { message, cure } : { message }),
    view: (id, data) => {
      views[id] = data
      reports.view(id, data)
    },
  })
  const params = completeParams(module.stage.params, job.params)
  if (module.run)
    return runTask(module.run, job, params, { ...context, ...taskTools(around) }, warnings, views)
  const { learned, output } = await fitNode(module, flowsOf(job), params, context, null)
  Object.assign(views, module.explain?.(learned))
  return Object.hasOwn(module.stage.outputs, 'model')
    ? { kind: 'model', learned, predictions: predictionsOf(output), views, warnings }
    : { kind: 'rows', learned, flow: output, views, warnings }
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
  const result = await run(job.raw ? { ...inputs, raw: job.raw } : inputs, params, context)
  context.signal.throwIfAborted()
  return { kind: 'task', ...result, views: { ...views, ...result.views }, warnings }
}

/** Before the split a table, behind it a dataset. */
const valueOf = ({ table, target, roles }: Flow) => (target && roles ? { table, target, roles } : table)

function taskTools({ file, asset, predictorSource }: Surroundings): Omit<TaskContext, keyof Context> {
  return {
    file,
    asset,
    predictorSource,
    predict: (model, raw) => predict(model.lineage, raw, applies),
    inputColumns: (lineage, raw) =>
      inputColumns(
        predict(lineage, raw, applies),
        raw.columns.map(({ name }) => name),
      ),
    cast: (model, header, rows) => castRows(model.lineage.cast, header, rows).table,
  }
}
