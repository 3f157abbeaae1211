import { completeParams } from '../check-params'
import { inOrder, upstream } from './graph'
import {
  findNode,
  nodeTitle,
  wiresInto,
  type Pipeline,
  type PipelineNode,
  type StageLookup,
} from './pipeline'

/**
 * What differs for a node between the pipeline that its result is of and the one there is now, in words, from the
 * source on: "Scale numbers changed: Method". Empty where nothing that leads to it does.
 */
export function whyStale(made: Pipeline, now: Pipeline, id: string, lookup: StageLookup): string[] {
  const before = upstream(made, [id])
  const after = upstream(now, [id])
  const title = (node: PipelineNode) => nodeTitle(node, lookup)
  const left = inOrder(made).filter((node) => before.has(node.id) && !after.has(node.id))
  const reasons = inOrder(now)
    .filter((node) => after.has(node.id))
    .flatMap((node) => {
      const old = findNode(made, node.id)
      if (!old || !before.has(node.id)) return [`${title(node)} was put before it`]
      const changed = changesOf(old, node, lookup)
      if (changed !== undefined) return [`${title(node)} changed${changed === '' ? '' : `: ${changed}`}`]
      const rewired = feedersOf(made, node.id) !== feedersOf(now, node.id)
      return rewired && left.length === 0 ? [`${title(node)} is wired to something else`] : []
    })
  return [
    ...(made.seed === now.seed ? [] : ['The seed changed']),
    ...reasons,
    ...left.map((node) => `${title(node)} no longer leads to it`),
  ]
}

/** The titles of the parameters that differ, an empty text where something else does, undefined where nothing does. */
function changesOf(old: PipelineNode, node: PipelineNode, lookup: StageLookup): string | undefined {
  const specs = lookup(node.stage)?.params ?? {}
  if (old.stage !== node.stage || old.version !== node.version) return ''
  const [a, b] = [completeParams(specs, old.params), completeParams(specs, node.params)]
  const names = Object.keys(b).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
  if (names.length > 0) return names.map((name) => specs[name]?.title ?? name).join(', ')
  return JSON.stringify(old.search) === JSON.stringify(node.search) ? undefined : ''
}

const feedersOf = (pipeline: Pipeline, id: string): string =>
  wiresInto(pipeline, id)
    .map(({ from, to }) => JSON.stringify([to.port, from.node, from.port]))
    .toSorted()
    .join()
