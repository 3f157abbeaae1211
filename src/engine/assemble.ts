import { castOfTable } from '../core/cast-of-table'
import { hashText } from '../core/hash'
import { toReadableJson } from '../core/lineage-json'
import type { Model } from '../core/lineage'
import type { StageDescription } from '../core/stage'
import type { Table } from '../core/table'
import type { TaskResult } from '../core/task'
import type { Job, JobResult } from './job'
import type { LookedAtBy, NodeResult, Output } from './result'
import { recipesOf } from './execute'
import { extendTrail, lineageOf, rawTrail, wrapTrail, type Trail } from './trail'

/** A node's finished work as a result that others can build on: its outputs, each with the trail behind it. */
export function assemble(
  key: string,
  stage: StageDescription,
  job: Job,
  done: JobResult,
  trails: Readonly<Record<string, Trail>>,
  title: string,
  milliseconds: number,
): NodeResult {
  const { views, warnings, stopped } = done
  const outputs = outputsOf(key, stage, job, done, trails, title)
  const id = stage.inexact || stopped !== undefined ? hashText(toReadableJson(learnedOf(done))) : key
  const rows = done.kind === 'task' ? lookedAt(done.rows, trails) : undefined
  return {
    key,
    id,
    outputs,
    views,
    warnings,
    milliseconds,
    ...(rows && { rows }),
    ...(stopped !== undefined && { stopped }),
  }
}

function lookedAt(
  rows: TaskResult['rows'],
  trails: Readonly<Record<string, Trail>>,
): Record<string, LookedAtBy> | undefined {
  if (!rows) return undefined
  return Object.fromEntries(
    Object.entries(rows).map(([name, one]) => [name, { ...one, trail: trails[one.model]! }]),
  )
}

const learnedOf = (done: JobResult): unknown => (done.kind === 'task' ? null : done.learned)

function outputsOf(
  key: string,
  stage: StageDescription,
  job: Job,
  done: JobResult,
  trails: Readonly<Record<string, Trail>>,
  title: string,
): Record<string, Output> {
  if (done.kind === 'task') return taskOutputs(key, done)
  const port = Object.keys(stage.outputs)[0]!
  const node = {
    id: job.node,
    stage: stage.id,
    version: stage.version,
    params: job.params,
    ...(job.search && { search: job.search }),
    learned: done.learned,
  }
  if (done.kind === 'model') {
    const trail =
      stage.kind === 'wrapper'
        ? wrapTrail(trails, { ...node, models: recipesOf(job) })
        : extendTrail(trails, node, Object.values(trails)[0]!.roles)
    const model: Model = {
      name: title,
      lineage: lineageOf(trail),
      predictions: done.predictions,
      origin: { seed: job.seed, data: trail.data },
    }
    return { [port]: { kind: 'model', value: model, trail } }
  }
  const { table, target, roles } = done.flow
  if (stage.scope === 'table') return { [port]: tableOutput(key, port, table) }
  const first = Object.values(trails)[0]!
  const trail = extendTrail(trails, node, first.roles ?? roles)
  return target && roles
    ? { [port]: { kind: 'dataset', value: { table, target, roles }, trail } }
    : { [port]: { kind: 'table', value: table, trail } }
}

function taskOutputs(
  key: string,
  { outputs, cast, hash }: Extract<JobResult, { kind: 'task' }>,
): Record<string, Output> {
  return Object.fromEntries(
    Object.entries(outputs).map(([port, value]) => {
      if (!('ids' in value)) throw new Error('A task gives tables; models and datasets come from steps')
      return [port, tableOutput(key, port, value, cast, hash)]
    }),
  )
}

const tableOutput = (
  key: string,
  port: string,
  value: Table,
  cast = castOfTable(value),
  hash = key,
): Output => ({
  kind: 'table',
  value,
  trail: rawTrail(cast, key, port, hash),
})
