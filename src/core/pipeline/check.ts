import { checkParams, completeParams } from '../check-params'
import { isMany, isOptional, leastWires, portsUnder, portTitle, type Port } from '../ports'
import { whyNotSearch } from '../tunable'
import { whyNever } from './connect'
import { inOrder } from './graph'
import {
  nodeTitle,
  wireInto,
  wiresInto,
  type Pipeline,
  type PipelineNode,
  type StageLookup,
  type Wire,
} from './pipeline'

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
  const faults = Object.entries(stage.inputs).flatMap(([name, port]) =>
    isMany(port)
      ? faultsOfMany(pipeline, node, name, port, lookup)
      : faultsOf(pipeline, node, name, port, lookup),
  )
  return [...problems, ...faults.map((message) => ({ node: node.id, message }))]
}

function faultsOf(
  pipeline: Pipeline,
  { id }: PipelineNode,
  name: string,
  port: Port,
  lookup: StageLookup,
): string[] {
  const wire = wireInto(pipeline, id, name)
  if (wire) return faultsOfWire(pipeline, wire, lookup)
  return isOptional(port) ? [] : [`Nothing is wired into "${portTitle(name, port)}".`]
}

function faultsOfMany(
  pipeline: Pipeline,
  node: PipelineNode,
  name: string,
  port: Port,
  lookup: StageLookup,
): string[] {
  const into = wiresInto(pipeline, node.id)
  const ports = portsUnder(
    name,
    into.map(({ to }) => to.port),
  )
  const least = leastWires(port)
  const had = ports.length === 0 ? 'none' : String(ports.length)
  const few = `${nodeTitle(node, lookup)} needs at least ${least} ${least === 1 ? 'wire' : 'wires'} into "${portTitle(name, port)}", and has ${had}.`
  const faults = ports.flatMap((one) => faultsOfWire(pipeline, wireInto(pipeline, node.id, one)!, lookup))
  return ports.length < least ? [few, ...faults] : faults
}

function faultsOfWire(pipeline: Pipeline, wire: Wire, lookup: StageLookup): string[] {
  const fault = whyNever(pipeline, wire, lookup)
  return fault ? [fault] : []
}
