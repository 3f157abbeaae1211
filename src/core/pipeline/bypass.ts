import { portKind } from '../ports'
import type { StageDescription } from '../stage'
import { removeNodes } from './acts'
import type { Pipeline, StageLookup } from './pipeline'

/** Whether wires can go around a stage: all that it gives, it takes as well. One that gives nothing is left out. */
export function canBypass({ inputs, outputs }: StageDescription): boolean {
  const taken = new Set(Object.values(inputs).map(portKind))
  return taken.size > 0 && Object.values(outputs).every((port) => taken.has(portKind(port)))
}

/** Lets wires go around nodes, or through them again. The nodes stay where they are. */
export function bypass(pipeline: Pipeline, ids: readonly string[], bypassed: boolean): Pipeline {
  const chosen = new Set(ids)
  const nodes = pipeline.nodes.map((node) => {
    if (!chosen.has(node.id) || (node.bypassed ?? false) === bypassed) return node
    const { bypassed: _, ...bare } = node
    return bypassed ? { ...bare, bypassed } : bare
  })
  return nodes.some((node, i) => node !== pipeline.nodes[i]) ? { ...pipeline, nodes } : pipeline
}

/** The pipeline that runs: without what is bypassed, with the wires joined up around it. */
export function effective(pipeline: Pipeline, lookup: StageLookup): Pipeline {
  const out = pipeline.nodes.filter(({ bypassed }) => bypassed).map(({ id }) => id)
  return out.length > 0 ? removeNodes(pipeline, out, lookup) : pipeline
}
