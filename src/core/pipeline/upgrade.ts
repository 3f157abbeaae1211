import type { Pipeline, PipelineNode, StageLookup, Wire } from './pipeline'

/**
 * Nodes of earlier versions of their stages as nodes of this one, with their wires led to what the ports are called
 * now. A pipeline that is up to date comes back as it is.
 */
export function upgrade(pipeline: Pipeline, lookup: StageLookup): Pipeline {
  const old = new Map(
    pipeline.nodes.flatMap((node) => {
      const stage = lookup(node.stage)
      return stage && node.version < stage.version ? [[node.id, { node, stage }] as const] : []
    }),
  )
  if (old.size === 0) return pipeline
  const renewed = (wire: Wire): Wire => {
    const { node, stage } = old.get(wire.to.node) ?? {}
    if (!node) return wire
    let { port } = wire.to
    for (let { version } = node; version < stage!.version; version++)
      port = stage!.renamed?.[version]?.[port] ?? port
    return port === wire.to.port ? wire : { ...wire, to: { ...wire.to, port } }
  }
  return {
    ...pipeline,
    nodes: pipeline.nodes.map((node): PipelineNode =>
      old.has(node.id) ? { ...node, version: old.get(node.id)!.stage.version } : node,
    ),
    wires: pipeline.wires.map(renewed),
  }
}
