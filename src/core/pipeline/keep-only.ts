import { isAgain } from './connect'
import { downstream, upstream } from './graph'
import type { Pipeline, StageLookup } from './pipeline'

/**
 * Keeps one of the models that a node chooses among: what that node fed is fed by the model, and the node goes, with
 * all that led to nothing else. What another node still uses stays.
 */
export function keepOnly(pipeline: Pipeline, chooser: string, model: string, lookup: StageLookup): Pipeline {
  const chosen = pipeline.wires.find(({ from, to }) => from.node === model && to.node === chooser)
  if (!chosen) return pipeline
  const led = { ...pipeline, wires: pipeline.wires.filter(({ from }) => from.node !== chooser) }
  const kept = upstream(led, [model])
  const others = new Set([...upstream(led, [chooser])].filter((id) => !kept.has(id)))
  const gone = new Set([...others].filter((id) => [...downstream(led, [id])].every((one) => others.has(one))))
  const rest: Pipeline = {
    ...pipeline,
    nodes: pipeline.nodes.filter(({ id }) => !gone.has(id)),
    wires: pipeline.wires.filter(({ from, to }) => !gone.has(from.node) && !gone.has(to.node)),
  }
  return pipeline.wires
    .filter(({ from }) => from.node === chooser)
    .reduce((done, { to }) => {
      const wire = { from: chosen.from, to }
      return isAgain(done, wire, lookup) ? done : { ...done, wires: [...done.wires, wire] }
    }, rest)
}
