import { completeParams } from '../core/check-params'
import { hashJson } from '../core/hash'
import { portNamed } from '../core/ports'
import { inOrder } from '../core/pipeline/graph'
import { wiresInto, type Pipeline, type PipelineNode, type StageLookup } from '../core/pipeline/pipeline'
import { isShown, type ParamValues } from '../core/params'
import type { StageDescription } from '../core/stage'

/** Raised when the engine itself begins to give other results for the same pipeline. */
const ENGINE_VERSION = 1

/**
 * The key of each node's result: a hash of all that decides it. `idOf` gives the id of a result that is there. Equal keys mean equal results, so a
 * parameter that is changed and changed back finds its result again. Nodes on a cycle and nodes of
 * unknown stages have no key.
 */
export function nodeKeys(
  pipeline: Pipeline,
  lookup: StageLookup,
  idOf: (key: string) => string = (key) => key,
): Map<string, string> {
  const keys = new Map<string, string>()
  for (const node of inOrder(pipeline)) {
    const stage = lookup(node.stage)
    if (!stage) continue
    const wires = wiresInto(pipeline, node.id).filter(({ to }) => portNamed(stage.inputs, to.port))
    if (wires.some(({ from }) => !keys.has(from.node))) continue
    keys.set(
      node.id,
      hashJson({
        engine: ENGINE_VERSION,
        seed: pipeline.seed,
        node: node.id,
        name: stage.outputs['model'] ? node.name : undefined,
        stage: [stage.id, stage.version],
        params: shownParams(stage, node),
        search: node.search,
        inputs: Object.fromEntries(
          wires.map(({ from, to }) => [to.port, [idOf(keys.get(from.node)!), from.port]]),
        ),
      }),
    )
  }
  return keys
}

/** The parameters that count, complete: those that are not shown cannot change the result. */
function shownParams(stage: StageDescription, node: PipelineNode): ParamValues {
  const values = completeParams(stage.params, node.params)
  return Object.fromEntries(Object.entries(values).filter(([name]) => isShown(stage.params[name]!, values)))
}
