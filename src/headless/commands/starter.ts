import { basename, dirname, relative, resolve } from 'node:path'
import { completeParams } from '../../core/check-params'
import { pinned } from '../../core/csv/cast'
import { UserError } from '../../core/errors'
import { pipelineText } from '../../core/pipeline/file'
import { notReady, starter, taskOf } from '../../core/pipeline/starter'
import type { FileRef } from '../../core/params'
import type { ColumnSummary } from '../../core/summary'
import { summarise } from '../../ml/summary'
import { lookupStage } from '../../stages/descriptions'
import { readArguments, required } from '../arguments'
import { openFile, writeFile } from '../files'
import { localExecutor } from '../local-engine'

const SOURCE = 'collect/csv'

/** Reads a CSV once and writes the pipeline that the page would propose for it. */
export async function starterCommand(args: string[], assets: string): Promise<void> {
  const { values, positionals } = readArguments(args, ['DATA.csv'], {
    target: { type: 'string' },
    'no-target': { type: 'boolean' },
    'split-column': { type: 'string' },
    ignore: { type: 'string', multiple: true },
    model: { type: 'string' },
    out: { type: 'string' },
  })
  const path = positionals[0]!
  const out = required(values.out, '--out PIPELINE.json')
  const target = targetOf(values)
  const { ref, blob } = await openFile(path)
  const file = { ...ref, path: relative(dirname(resolve(out)), resolve(path)) }
  const { columns, params } = await profile(file, blob, assets)
  const ignore = (values.ignore ?? []).flatMap((one) => one.split(',')).filter((one) => one !== '')
  const splitColumn = values['split-column']
  for (const name of [target, ...ignore, splitColumn]) if (name !== undefined) requireColumn(columns, name)
  const task = target === undefined ? 'clustering' : taskOf(columns.find(({ name }) => name === target)!)
  if (!task)
    throw new UserError(
      `Column "${target}" cannot be a target: it has one value, or too many that are no numbers.`,
    )
  const left = notReady(columns).filter(
    (name) => name !== target && name !== splitColumn && !ignore.includes(name),
  )
  if (left.length > 0) console.error(`Note: text and time columns are ignored: ${left.join(', ')}.`)
  const pipeline = starter(
    {
      name: basename(path).replace(/\.\w+$/, ''),
      source: { stage: SOURCE, params },
      target: target ?? '',
      task,
      ignore: [...ignore, ...left],
      ...(splitColumn !== undefined && { splitColumn }),
      ...(values.model !== undefined && { model: learner(values.model) }),
    },
    lookupStage,
  )
  writeFile(out, pipelineText(pipeline))
  console.log(`${out}: ${pipeline.nodes.map(({ id }) => id).join(', ')}`)
}

/** The column to predict; undefined when clusters are to be found. */
function targetOf(values: { readonly target?: string; readonly 'no-target'?: boolean }): string | undefined {
  if (!values['no-target']) return required(values.target, '--target COL or --no-target')
  if (values.target === undefined) return undefined
  throw new UserError('--target and --no-target cannot both be given.', 'Leave out one of them.')
}

async function profile(file: FileRef, blob: Blob, assets: string) {
  const params = completeParams(lookupStage(SOURCE)!.params, { file })
  const execute = localExecutor(new Map([[file.hash, blob]]), assets)
  const silent = { progress: () => undefined, view: () => undefined }
  const job = { node: 'import', stage: SOURCE, params, seed: 0, inputs: {} }
  const done = await execute(job, new AbortController().signal, silent)
  const { cast, outputs } = done.kind === 'task' ? done : {}
  const table = outputs?.['data']
  if (!cast || !table || !('ids' in table)) throw new Error('The source gave no table')
  const columns = table.columns.map(summarise)
  return { columns, params: { ...params, types: pinned(cast.columns) } }
}

function requireColumn(columns: readonly ColumnSummary[], name: string): void {
  if (columns.some((column) => column.name === name)) return
  throw new UserError(
    `There is no column "${name}".`,
    `Columns: ${columns.map((column) => column.name).join(', ')}.`,
  )
}

/** A learner by its id, or by the last part of it. */
function learner(id: string): string {
  for (const full of [id, `train/${id}`]) if (lookupStage(full)?.outputs['model']) return full
  throw new UserError(`There is no learner "${id}".`, 'The command "stages" lists them.')
}
