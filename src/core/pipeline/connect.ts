import { portKind, type PortKind } from '../stage'
import { downstream } from './graph'
import { findNode, type Pipeline, type StageLookup, type Wire } from './pipeline'

const NEEDS: Record<PortKind, string> = {
  table: 'It needs a table, which has no split yet.',
  dataset: 'It learns from rows, so it comes after Target and split.',
  model: 'It needs a model: wire it behind a learner.',
}

const MAKES: Record<PortKind, string> = { table: 'a table', dataset: 'a dataset', model: 'a model' }

/** Why `wire` cannot be drawn, in words, or null when it can. */
export function whyNot(pipeline: Pipeline, wire: Wire, lookup: StageLookup): string | null {
  const from = findNode(pipeline, wire.from.node)
  const to = findNode(pipeline, wire.to.node)
  if (!from || !to) return 'One end of the wire is not on the canvas.'
  const source = lookup(from.stage)
  const sink = lookup(to.stage)
  if (!source || !sink) return 'This version does not know the stage at one end of the wire.'
  const out = source.outputs[wire.from.port]
  const into = sink.inputs[wire.to.port]
  if (!out) return `${source.title} has no output "${wire.from.port}".`
  if (!into) return `${sink.title} has no input "${wire.to.port}".`
  if (portKind(out) !== portKind(into)) {
    return `${source.title} gives ${MAKES[portKind(out)]}, and ${sink.title} takes ${MAKES[portKind(into)]}. ${NEEDS[portKind(into)]}`
  }
  if (downstream(pipeline, [to.id]).has(from.id))
    return 'This wire would make a cycle: data cannot flow back.'
  return null
}
