import type { Problem } from '../core/pipeline/check'
import type { Pipeline, PipelineNode, StageLookup } from '../core/pipeline/pipeline'
import type { StageDescription } from '../core/stage'
import type { Job, Watched } from './job'
import type { NodeInputs } from './node-inputs'
import type { NodeResult } from './result'
import { extendTrail, lineageOf } from './trail'

/** The tasks right behind a node that watch it while it learns, as far as they can be run. */
export function watchersOf(
  { nodes, wires }: Pipeline,
  id: string,
  lookup: StageLookup,
  problems: readonly Problem[],
): PipelineNode[] {
  return nodes.filter(
    (node) =>
      lookup(node.stage)?.watches === true &&
      wires.some(({ from, to }) => from.node === id && to.node === node.id) &&
      !problems.some((problem) => problem.node === node.id),
  )
}

/** What they need to see of a step; undefined where nobody watches, or where the raw rows are no longer in memory. */
export function watchedOf(
  watchers: readonly PipelineNode[],
  stage: StageDescription,
  job: Job,
  inputs: NodeInputs,
  find: (key: string) => NodeResult | undefined,
): Watched | undefined {
  const trails = Object.fromEntries(Object.entries(inputs).map(([port, { trail }]) => [port, trail]))
  const [first] = Object.values(trails)
  const raw = first && find(first.raw.key)?.outputs[first.raw.port]
  if (watchers.length === 0 || stage.kind !== 'step' || !first?.roles || raw?.kind !== 'table')
    return undefined
  const { node: id, params } = job
  const step = { id, stage: stage.id, version: stage.version, params, learned: null }
  return {
    by: watchers.map((one) => ({ node: one.id, stage: one.stage, params: one.params })),
    lineage: lineageOf(extendTrail(trails, step, first.roles)),
    raw: { table: raw.value, roles: first.roles },
  }
}
