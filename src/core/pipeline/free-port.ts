import { isMany, portNamed } from '../ports'
import { nodePorts } from './node-ports'
import { findNode, wireInto, type Pipeline, type StageLookup, type Wire } from './pipeline'

/** The wire, to the free port of an input that takes many where it was drawn to one that is taken: nothing has to make room. */
export function toFreePort(pipeline: Pipeline, wire: Wire, lookup: StageLookup): Wire {
  const { node, port } = wire.to
  const inputs = lookup(findNode(pipeline, node)?.stage ?? '')?.inputs ?? {}
  const into = portNamed(inputs, port)
  if (!into || !isMany(into) || !wireInto(pipeline, node, port)) return wire
  const free = Object.keys(nodePorts(pipeline, node, lookup).inputs).find(
    (name) => portNamed(inputs, name) === into && !wireInto(pipeline, node, name),
  )
  return free === undefined ? wire : { ...wire, to: { node, port: free } }
}
