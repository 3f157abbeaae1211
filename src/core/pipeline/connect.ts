import { isMany, portKind, portNamed, type PortKind } from '../ports'
import { downstream } from './graph'
import { findNode, nodeTitle, wiresInto, type Pipeline, type StageLookup, type Wire } from './pipeline'

const NEEDS: Record<PortKind, string> = {
  table: 'It needs a table, which has no split yet.',
  dataset: 'It learns from rows, so it comes after Target and split.',
  model: 'It needs a model: wire it behind a learner.',
}

const MAKES: Record<PortKind, string> = { table: 'a table', dataset: 'a dataset', model: 'a model' }

/** Why `wire` cannot be drawn, in words, or null when it can. */
export function whyNot(pipeline: Pipeline, wire: Wire, lookup: StageLookup): string | null {
  const never = whyNever(pipeline, wire, lookup)
  if (never || !isAgain(pipeline, wire, lookup)) return never
  const [from, to] = [wire.from, wire.to].map(({ node }) => nodeTitle(findNode(pipeline, node)!, lookup))
  return `${from} is wired into ${to} already.`
}

/** Whether an input that takes many has the same output at another of its ports. */
export function isAgain(pipeline: Pipeline, { from, to }: Wire, lookup: StageLookup): boolean {
  const inputs = lookup(findNode(pipeline, to.node)?.stage ?? '')?.inputs ?? {}
  const into = portNamed(inputs, to.port)
  if (!into || !isMany(into)) return false
  return wiresInto(pipeline, to.node).some(
    (one) =>
      one.from.node === from.node &&
      one.from.port === from.port &&
      one.to.port !== to.port &&
      portNamed(inputs, one.to.port) === into,
  )
}

/** Why a wire can be nowhere between these two ends, in words, or null. */
export function whyNever(pipeline: Pipeline, wire: Wire, lookup: StageLookup): string | null {
  const from = findNode(pipeline, wire.from.node)
  const to = findNode(pipeline, wire.to.node)
  if (!from || !to) return 'One end of the wire is not on the canvas.'
  const source = lookup(from.stage)
  const sink = lookup(to.stage)
  if (!source || !sink) return 'This version does not know the stage at one end of the wire.'
  const out = source.outputs[wire.from.port]
  const into = portNamed(sink.inputs, wire.to.port)
  if (!out) return `${source.title} has no output "${wire.from.port}".`
  if (!into) return `${sink.title} has no input "${wire.to.port}".`
  if (portKind(out) !== portKind(into)) {
    return `${source.title} gives ${MAKES[portKind(out)]}, and ${sink.title} takes ${MAKES[portKind(into)]}. ${NEEDS[portKind(into)]}`
  }
  if (downstream(pipeline, [to.id]).has(from.id))
    return 'This wire would make a cycle: data cannot flow back.'
  return null
}
