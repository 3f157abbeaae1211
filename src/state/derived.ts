import { oncePer } from '../core/once-per'
import { effective } from '../core/pipeline/bypass'
import { checkPipeline, type Problem } from '../core/pipeline/check'
import { inferColumns, type Inferred } from '../core/pipeline/infer'
import { nodePorts, type NodePorts } from '../core/pipeline/node-ports'
import { sameWire, type Pipeline, type PipelineNode } from '../core/pipeline/pipeline'
import { lookupStage } from './stages'

let last: Pipeline | undefined

/**
 * The pipeline for those to whom it is the same wherever its nodes stand and whatever frames and its own name say: as
 * long as nothing else changes it is the same object, so that what is dragged makes nobody think again.
 */
export const graphOf: (pipeline: Pipeline) => Pipeline = oncePer((pipeline) => {
  if (!last || !isSameGraph(last, pipeline)) last = pipeline
  return last
})

function isSameGraph(a: Pipeline, b: Pipeline): boolean {
  if (a.seed !== b.seed || a.nodes.length !== b.nodes.length || a.wires.length !== b.wires.length)
    return false
  const wired = a.wires === b.wires || a.wires.every((wire, i) => sameWire(wire, b.wires[i]!))
  return wired && a.nodes.every((node, i) => isSameNode(node, b.nodes[i]!))
}

function isSameNode(a: PipelineNode, b: PipelineNode): boolean {
  if (a === b) return true
  const names = Object.keys({ ...a, ...b }) as (keyof PipelineNode)[]
  return names.every((name) => name === 'position' || a[name] === b[name])
}

/** The pipeline that runs, without what is bypassed. */
export const effectiveOf: (pipeline: Pipeline) => Pipeline = oncePer((pipeline) =>
  effective(pipeline, lookupStage),
)

/** Computes once for as long as the graph stays the same. */
function perGraph<T>(compute: (graph: Pipeline) => T): (pipeline: Pipeline) => T {
  const ofGraph = oncePer(compute)
  return (pipeline) => ofGraph(graphOf(pipeline))
}

/** The columns that come out of every node, as far as they are known before anything runs. */
export const inferredOf: (pipeline: Pipeline) => Inferred = perGraph((graph) =>
  inferColumns(effectiveOf(graph), lookupStage),
)

const known = new Map<string, NodePorts>()

/** The ports of every node, with those that it grew; the same object as long as they are the same. */
export const portsOf: (pipeline: Pipeline) => ReadonlyMap<string, NodePorts> = perGraph((graph) => {
  const sameOf = (ports: NodePorts) => {
    const key = JSON.stringify(ports)
    if (!known.has(key)) known.set(key, ports)
    return known.get(key)!
  }
  return new Map(graph.nodes.map(({ id }) => [id, sameOf(nodePorts(graph, id, lookupStage))]))
})

/** What keeps nodes from running, by node. */
export const problemsOf: (pipeline: Pipeline) => ReadonlyMap<string, readonly Problem[]> = perGraph(
  (graph) => {
    const byNode = new Map<string, Problem[]>()
    for (const problem of checkPipeline(effectiveOf(graph), lookupStage)) {
      byNode.set(problem.node, [...(byNode.get(problem.node) ?? []), problem])
    }
    return byNode
  },
)
