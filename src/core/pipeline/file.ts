import * as v from 'valibot'
import { UserError } from '../errors'
import { framesOf } from './frames'
import { FORMAT, VERSION, type Pipeline, type StageLookup } from './pipeline'
import { upgrade } from './upgrade'

const MAX_TEXT = 64 * 1024 * 1024
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

const end = v.looseObject({ node: v.string(), port: v.string() })
const finite = v.pipe(v.number(), v.finite())
const range = v.variant('kind', [
  v.looseObject({ kind: v.literal('float'), min: finite, max: finite, log: v.optional(v.boolean()) }),
  v.looseObject({ kind: v.literal('int'), min: finite, max: finite, log: v.optional(v.boolean()) }),
  v.looseObject({
    kind: v.literal('choice'),
    options: v.array(v.union([v.string(), finite, v.boolean()])),
  }),
])
const schema = v.looseObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  name: v.string(),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295)),
  nodes: v.array(
    v.looseObject({
      id: v.pipe(v.string(), v.minLength(1)),
      stage: v.string(),
      version: v.pipe(v.number(), v.integer()),
      name: v.optional(v.string()),
      params: v.looseObject({}),
      search: v.optional(v.record(v.string(), range)),
      bypassed: v.optional(v.boolean()),
      position: v.looseObject({ x: finite, y: finite }),
    }),
  ),
  wires: v.array(v.looseObject({ from: end, to: end })),
  frames: v.optional(
    v.array(
      v.looseObject({
        id: v.pipe(v.string(), v.minLength(1)),
        title: v.string(),
        text: v.string(),
        color: v.string(),
        position: v.looseObject({ x: finite, y: finite }),
        size: v.looseObject({ width: finite, height: finite }),
      }),
    ),
  ),
})

type Migration = (file: Record<string, unknown>) => Record<string, unknown>

/** `migrations[n]` turns a file of version n into one of version n + 1. */
const migrations: Readonly<Record<number, Migration>> = {}

/**
 * A pipeline from the text of its file, with its nodes as this version of their stages has them. What is unknown is
 * kept.
 * @throws UserError that says what is wrong and where.
 */
export function parsePipeline(text: string, lookup: StageLookup): Pipeline {
  if (text.length > MAX_TEXT) throw new UserError('This file is too large to be a pipeline (over 64 MB).')
  return upgrade(checkedPipeline(migrate(readJson(text))), lookup)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (FORBIDDEN.has(key)) throw new UserError(`A pipeline file must not hold a property named "${key}".`)
      return value
    }) as unknown
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(
      'This is not a pipeline file: it is not JSON.',
      'Choose a .json file that Trainyard saved.',
    )
  }
}

function migrate(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || (raw as { format?: unknown }).format !== FORMAT) {
    throw new UserError('This is not a pipeline file.', 'Choose a .json file that Trainyard saved.')
  }
  let file = raw as Record<string, unknown>
  while (typeof file['version'] === 'number' && file['version'] < VERSION) {
    const step = migrations[file['version']]
    if (!step) break
    file = step(file)
  }
  if (typeof file['version'] === 'number' && file['version'] > VERSION) {
    throw new UserError(
      `This pipeline was saved by a newer version of Trainyard (format ${file['version']}).`,
      'Open it with that version, or reload the page to update.',
    )
  }
  return file
}

function checkedPipeline(file: unknown): Pipeline {
  const result = v.safeParse(schema, file)
  if (!result.success) {
    const issue = result.issues[0]
    throw new UserError(
      `The pipeline file is broken at "${v.getDotPath(issue) ?? 'its root'}": ${issue.message}.`,
    )
  }
  const pipeline = file as Pipeline
  const ids = new Set<string>()
  for (const { id } of pipeline.nodes) {
    if (ids.has(id)) throw new UserError(`The pipeline file is broken: two nodes have the id "${id}".`)
    ids.add(id)
  }
  const drawn = new Set(ids)
  for (const { id } of framesOf(pipeline)) {
    if (drawn.has(id)) throw new UserError(`The pipeline file is broken: two things have the id "${id}".`)
    drawn.add(id)
  }
  const inputs = new Set<string>()
  for (const { from, to } of pipeline.wires) {
    for (const node of [from.node, to.node]) {
      if (!ids.has(node))
        throw new UserError(`The pipeline file is broken: a wire ends at "${node}", which is not there.`)
    }
    const input = JSON.stringify([to.node, to.port])
    if (inputs.has(input))
      throw new UserError(`The pipeline file is broken: two wires end at ${to.node}.${to.port}.`)
    inputs.add(input)
  }
  return pipeline
}

/** The text of the file: `parsePipeline` gives the same pipeline back. */
export function pipelineText(pipeline: Pipeline): string {
  return `${JSON.stringify(pipeline, null, 2)}\n`
}
