import { completeParams } from '../check-params'
import type { ParamValues } from '../params'
import { STEP_ON, type SearchRange, type SearchValues } from '../search'
import type { StageDescription } from '../stage'
import { proposeRange, whyNotSearch, whyNotTunable } from '../tunable'
import { removeNodes, setParam } from './acts'
import { findNode, type Pipeline, type PipelineNode, type StageLookup } from './pipeline'

/** Acts on what a search may change: the ranges live on the nodes. */

/**
 * Lets a search change a parameter, over `range` or over one that suits it; again with another range to change it.
 * @throws Error with the reason when the parameter cannot be tuned, or not over that range
 */
export function unlockParam(
  pipeline: Pipeline,
  id: string,
  name: string,
  lookup: StageLookup,
  range?: SearchRange,
): Pipeline {
  const node = findNode(pipeline, id)
  const stage = lookup(node?.stage ?? '')
  if (!node || !stage) return pipeline
  const never = whyNotTunable(stage, name)
  if (never) throw new Error(never)
  const wanted = range ?? proposeRange(stage.params[name], node.params[name])
  const refusal = whyNotSearch(stage, name, wanted)
  if (refusal) throw new Error(refusal)
  return replace(pipeline, { ...node, search: { ...node.search, [name]: wanted } })
}

/** Keeps a parameter at its value again. */
export function lockParam(pipeline: Pipeline, id: string, name: string): Pipeline {
  const node = findNode(pipeline, id)
  if (!node?.search || !Object.hasOwn(node.search, name)) return pipeline
  const { search, ...bare } = node
  const left = Object.entries(search).filter(([one]) => one !== name)
  return replace(pipeline, left.length > 0 ? { ...bare, search: Object.fromEntries(left) } : bare)
}

/**
 * Writes what a search chose back to the nodes, and takes steps away that it switched off. Ranges stay where they are,
 * so that the search can go on. Nodes that are gone are passed over.
 */
export function applyBest(pipeline: Pipeline, best: SearchValues, lookup: StageLookup): Pipeline {
  const here = Object.entries(best).filter(([id]) => findNode(pipeline, id))
  const set = here.reduce(
    (done, [id, values]) =>
      Object.entries(values).reduce(
        (one, [name, value]) => (name === STEP_ON ? one : setParam(one, id, name, value)),
        done,
      ),
    pipeline,
  )
  const off = here.flatMap(([id, values]) => (values[STEP_ON] === false ? [id] : []))
  return removeNodes(set, off, lookup)
}

/** Puts another stage with the same ports in the place of a node: its wires stay, and what was unlocked on it goes. */
export function replaceStage(
  pipeline: Pipeline,
  id: string,
  stage: StageDescription,
  params: ParamValues,
): Pipeline {
  const node = findNode(pipeline, id)
  if (!node) return pipeline
  const { search: _search, ...rest } = node
  const completed = completeParams(stage.params, params)
  return replace(pipeline, { ...rest, stage: stage.id, version: stage.version, params: completed })
}

const replace = (pipeline: Pipeline, node: PipelineNode): Pipeline => ({
  ...pipeline,
  nodes: pipeline.nodes.map((one) => (one.id === node.id ? node : one)),
})
