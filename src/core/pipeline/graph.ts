import { findNode, wiresInto, wiresOutOf, type Pipeline, type PipelineNode } from './pipeline'

/** Nodes in an order in which each comes after all that feed it; those on a cycle are left out. */
export function inOrder(pipeline: Pipeline): PipelineNode[] {
  const waiting = new Map(pipeline.nodes.map(({ id }) => [id, 0]))
  for (const { from, to } of pipeline.wires) {
    if (waiting.has(from.node) && waiting.has(to.node)) waiting.set(to.node, waiting.get(to.node)! + 1)
  }
  const ready = pipeline.nodes.filter(({ id }) => waiting.get(id) === 0)
  const out: PipelineNode[] = []
  for (let node = ready.shift(); node; node = ready.shift()) {
    out.push(node)
    for (const { to } of wiresOutOf(pipeline, node.id)) {
      if (!waiting.has(to.node)) continue
      waiting.set(to.node, waiting.get(to.node)! - 1)
      if (waiting.get(to.node) === 0) ready.push(findNode(pipeline, to.node)!)
    }
  }
  return out
}

/** The nodes themselves and all that feed them. */
export function upstream(pipeline: Pipeline, ids: readonly string[]): Set<string> {
  return reach(ids, (id) => wiresInto(pipeline, id).map(({ from }) => from.node))
}

/** The nodes themselves and all that they feed. */
export function downstream(pipeline: Pipeline, ids: readonly string[]): Set<string> {
  return reach(ids, (id) => wiresOutOf(pipeline, id).map(({ to }) => to.node))
}

function reach(start: readonly string[], next: (id: string) => string[]): Set<string> {
  const seen = new Set(start)
  const waiting = [...start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const other of next(id)) {
      if (seen.has(other)) continue
      seen.add(other)
      waiting.push(other)
    }
  }
  return seen
}
