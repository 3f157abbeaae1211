import { checkParams, completeParams } from '../check-params'
import { isOptional, portTitle } from '../stage'
import { whyNotSearch } from '../tunable'
import { whyNot } from './connect'
import { inOrder } from './graph'
import { wireInto, type Pipeline, type PipelineNode, type StageLookup } from './pipeline'

/** Something that keeps a node from running. */
export interface Problem {
  readonly node: string
  readonly message: string
  readonly param?: string
}

/** Everything that keeps nodes of the pipeline from running, by node, in words. */
export function checkPipeline(pipeline: Pipeline, lookup: StageLookup): Problem[] {
  const ordered = new Set(inOrder(pipeline).map(({ id }) => id))
  return pipeline.nodes.flatMap((node) => [
    ...(ordered.has(node.id)
      ? []
      : [{ node: node.id, message: 'This node is part of a cycle: data cannot flow back.' }]),
    ...checkNode(pipeline, node, lookup),
  ])
}

function checkNode(pipeline: Pipeline, node: PipelineNode, lookup: StageLookup): Problem[] {
  const stage = lookup(node.stage)
  if (!stage) {
    const message = `This version of Trainyard has no stage "${node.stage}". The node is kept as it is.`
    return [{ node: node.id, message }]
  }
  if (node.version > stage.version) {
    return [{ node: node.id, message: `${stage.title} was saved by a newer version of Trainyard.` }]
  }
  const problems: Problem[] = checkParams(stage.params, completeParams(stage.params, node.params)).map(
    (fault) => ({
      node: node.id,
      ...fault,
    }),
  )
  for (const [param, range] of Object.entries(node.search ?? {})) {
    const fault = whyNotSearch(stage, param, range)
    if (fault) problems.push({ node: node.id, param, message: fault })
  }
  for (const [name, port] of Object.entries(stage.inputs)) {
    const wire = wireInto(pipeline, node.id, name)
    if (!wire && isOptional(port)) continue
    const fault = wire
      ? whyNotExisting(pipeline, wire, lookup)
      : `Nothing is wired into "${portTitle(name, port)}".`
    if (fault) problems.push({ node: node.id, message: fault })
  }
  return problems
}

function whyNotExisting(
  pipeline: Pipeline,
  wire: Pipeline['wires'][number],
  lookup: StageLookup,
): string | null {
  return whyNot({ ...pipeline, wires: pipeline.wires.filter((one) => one !== wire) }, wire, lookup)
}
