import { completeParams } from '../core/check-params'
import type { PipelineNode } from '../core/pipeline/pipeline'
import { usesRaw, type StageDescription } from '../core/stage'
import type { Job, JobInput } from './job'
import type { NodeResult, Output } from './result'
import { sameSource } from './trail'

/** Port to what flows into it. */
export type NodeInputs = Readonly<Record<string, Output>>

/** A node's work with everything that it needs. @throws Error when the raw rows it asks for are gone. */
export function jobFor(
  node: PipelineNode,
  stage: StageDescription,
  seed: number,
  inputs: NodeInputs,
  find: (key: string) => NodeResult | undefined,
): Job {
  const job = {
    node: node.id,
    stage: stage.id,
    params: completeParams(stage.params, node.params),
    ...(node.search && { search: node.search }),
    seed,
    inputs: Object.fromEntries(Object.entries(inputs).map(([port, output]) => [port, jobInput(output)])),
  }
  const trail = Object.values(inputs).find(({ kind }) => kind === 'model')?.trail
  if (!trail?.roles || !usesRaw(stage)) return job
  sameSource(Object.values(inputs).flatMap((one) => (one.kind === 'model' ? [one.trail] : [])))
  const raw = find(trail.raw.key)?.outputs[trail.raw.port]
  if (raw?.kind !== 'table')
    throw new Error('The raw rows behind this model are no longer in memory; run it again.')
  return { ...job, raw: { table: raw.value, roles: trail.roles, key: `${trail.raw.key}/${trail.raw.port}` } }
}

function jobInput(output: Output): JobInput {
  switch (output.kind) {
    case 'table':
      return { kind: 'rows', flow: { table: output.value, target: null, roles: null } }
    case 'dataset':
      return { kind: 'rows', flow: output.value }
    case 'model':
      return { kind: 'model', model: output.value }
  }
}
