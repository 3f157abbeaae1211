import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, resolve } from 'node:path'
import { faultLine, UserError } from '../../core/errors'
import type { FileRef } from '../../core/params'
import { effective } from '../../core/pipeline/bypass'
import type { Pipeline, PipelineNode } from '../../core/pipeline/pipeline'
import { setParam } from '../../core/pipeline/acts'
import { isFileRef } from '../../engine/job-files'
import { Logs } from '../../engine/logs'
import { readArguments } from '../arguments'
import { openFile, writeFile } from '../files'
import { readPipeline, type Opened } from '../pipeline-file'
import { lookupStage } from '../../stages/descriptions'
import { localEngine } from '../local-engine'
import { nodeHelpers } from '../node-helpers'
import { reportOf } from '../report'
import { reportPage } from '../report-page'

/** Runs a whole pipeline and writes what came out. */
export async function runCommand(args: string[], assets: string): Promise<void> {
  const { values, positionals } = readArguments(args, ['PIPELINE.json'], {
    data: { type: 'string', multiple: true },
    json: { type: 'string' },
    bundle: { type: 'string' },
    report: { type: 'string' },
  })
  const path = positionals[0]!
  const opened = await readPipeline(path)
  const named = withData(effective(opened.pipeline, lookupStage), values.data ?? [])
  const { pipeline, files } = await withFiles(named, dirname(resolve(path)), opened.bytes)
  const engine = localEngine(files, assets, new Logs(), await nodeHelpers(spareCores()))
  engine.update(pipeline)
  await engine.run()
  const statuses = engine.statuses()
  const report = reportOf(pipeline, engine)
  if (values.json !== undefined) writeFile(values.json, `${JSON.stringify(report, null, 1)}\n`)
  else console.log(JSON.stringify(report, null, 1))
  for (const node of pipeline.nodes) {
    for (const warning of statuses[node.id]!.warnings)
      console.error(`Note: ${node.id}: ${faultLine(warning)}`)
  }
  if (values.report !== undefined) writeFile(values.report, await reportPage(pipeline, engine, new Date()))
  const failed = pipeline.nodes.find(({ id }) => statuses[id]!.fault)
  if (failed) throw new UserError(`${failed.id}: ${faultLine(statuses[failed.id]!.fault!)}`)
  if (values.bundle !== undefined) writeFile(values.bundle, bundleBytes(pipeline, engine))
}

/** As many threads as the page would use, less the one that runs this. */
const spareCores = () => Math.min(8, availableParallelism()) - 1

type Path = { readonly path: string }

/** Puts the files that were named on the command line into their nodes. */
function withData(pipeline: Pipeline, given: readonly string[]): Pipeline {
  return given.reduce((changed, one) => {
    const at = one.indexOf('=')
    if (at < 1) throw new UserError(`--data ${one} is not of the form NODE=FILE.`)
    const name = one.slice(0, at)
    const node = changed.nodes.find(({ id, name: title }) => id === name || title === name)
    if (!node)
      throw new UserError(
        `There is no node "${name}".`,
        `Nodes: ${changed.nodes.map(({ id }) => id).join(', ')}.`,
      )
    if (!('file' in node.params)) throw new UserError(`Node "${name}" takes no file.`)
    return setParam(changed, node.id, 'file', { path: resolve(one.slice(at + 1)) } satisfies Path)
  }, pipeline)
}

/** Opens the file of every source: the one that was named, else the one in the archive, else the one beside the pipeline. */
async function withFiles(pipeline: Pipeline, folder: string, inArchive: Opened['bytes']) {
  const files = new Map<string, Blob>()
  let changed = pipeline
  for (const node of pipeline.nodes) {
    const value = node.params['file']
    if (typeof value !== 'object' || value === null) continue
    const packed = isFileRef(value) ? inArchive(value.hash) : undefined
    if (packed) {
      files.set((value as FileRef).hash, new Blob([packed]))
      continue
    }
    const { ref, blob } = await openFile(
      isFileRef(value) ? besidePipeline(node, value, folder) : (value as Path).path,
    )
    if (isFileRef(value) && ref.hash !== value.hash) {
      throw new UserError(
        `${value.name} is not the file that "${node.id}" was made with: its bytes differ.`,
        `Name the file to use with --data ${node.id}=FILE.`,
      )
    }
    files.set(ref.hash, blob)
    changed = setParam(changed, node.id, 'file', isFileRef(value) ? value : ref)
  }
  return { pipeline: changed, files }
}

function besidePipeline(node: PipelineNode, file: FileRef, folder: string): string {
  const places = [file.path, file.name].flatMap((one) =>
    one === undefined ? [] : [resolve(folder, one), resolve(one)],
  )
  const found = places.find((place) => existsSync(place))
  if (found) return found
  throw new UserError(
    `The file "${file.name}" of node "${node.id}" was not found.`,
    `Name it with --data ${node.id}=FILE.`,
  )
}

function bundleBytes(pipeline: Pipeline, engine: ReturnType<typeof localEngine>): Uint8Array {
  for (const { id } of pipeline.nodes) {
    const view = engine.result(id)?.views['bundle']
    if (view?.kind === 'file') return view.bytes
  }
  throw new UserError('This pipeline has no Bundle node.', 'Add one behind the learner.')
}
