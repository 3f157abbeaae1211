import { grown, type Port } from '../ports'
import { findNode, wiresInto, wiresOutOf, type Pipeline, type StageLookup } from './pipeline'

/** By name; null where this version does not know the stage. */
type NodeEnds = Readonly<Record<string, Port | null>>

export interface NodePorts {
  readonly inputs: NodeEnds
  readonly outputs: NodeEnds
}

/**
 * The ports of a node as it stands in its pipeline: those of its stage, with inputs that take many grown to what is
 * wired and one more. Of a stage that this version does not know: those that wires end at.
 */
export function nodePorts(pipeline: Pipeline, id: string, lookup: StageLookup): NodePorts {
  const into = wiresInto(pipeline, id).map(({ to }) => to.port)
  const stage = lookup(findNode(pipeline, id)?.stage ?? '')
  if (stage) return { inputs: grown(stage.inputs, into), outputs: stage.outputs }
  const outOf = wiresOutOf(pipeline, id).map(({ from }) => from.port)
  return { inputs: unknown(into), outputs: unknown(outOf) }
}

const unknown = (names: readonly string[]): NodeEnds => Object.fromEntries(names.map((name) => [name, null]))
