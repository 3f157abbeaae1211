import { STEP_ON, type SearchRange } from '../search'
import { usuallyTuned } from '../tunable'
import { findNode, wiresInto, type Pipeline, type PipelineNode, type StageLookup } from './pipeline'
import { unlockParam } from './search-acts'

/** A parameter that a search may change. */
export interface Unlocked {
  readonly node: PipelineNode
  readonly param: string
  readonly range: SearchRange
}

/** What is unlocked before a node that searches. What stands before another such node is that one's own. */
export const unlockedBefore = (pipeline: Pipeline, id: string, lookup: StageLookup): Unlocked[] =>
  searchedBy(pipeline, id, lookup).flatMap((node) =>
    Object.entries(node.search ?? {}).map(([param, range]) => ({ node, param, range })),
  )

/** Nodes before a node that searches, the nearest first, up to those that search themselves. */
function searchedBy(pipeline: Pipeline, id: string, lookup: StageLookup): PipelineNode[] {
  const found = new Map<string, PipelineNode>()
  const feeders = (sink: string) => [...wiresInto(pipeline, sink)]
  const waiting = feeders(id)
  for (let wire = waiting.shift(); wire; wire = waiting.shift()) {
    const node = findNode(pipeline, wire.from.node)
    if (!node || found.has(node.id)) continue
    found.set(node.id, node)
    if (!lookup(node.stage)?.searches) waiting.push(...feeders(node.id))
  }
  return [...found.values()]
}

/** The nearest nodes before a search that have parameters which are usually tuned: the learner, as a rule. */
export function usualBefore(pipeline: Pipeline, id: string, lookup: StageLookup): PipelineNode | undefined {
  return searchedBy(pipeline, id, lookup).find(({ stage }) => {
    const known = lookup(stage)
    return known !== undefined && usuallyTuned(known).length > 0
  })
}

/** Unlocks what is usually tuned of a node, over the usual ranges. */
export function unlockUsual(pipeline: Pipeline, id: string, lookup: StageLookup): Pipeline {
  const stage = lookup(findNode(pipeline, id)?.stage ?? '')
  if (!stage) return pipeline
  return usuallyTuned(stage).reduce((done, name) => unlockParam(done, id, name, lookup), pipeline)
}

/** What a parameter is called; the whole step has a name of its own. */
export const paramTitle = (node: PipelineNode, param: string, lookup: StageLookup): string =>
  param === STEP_ON ? 'The whole step' : (lookup(node.stage)?.params[param]?.title ?? param)
