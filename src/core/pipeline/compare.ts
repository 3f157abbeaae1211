import { completeParams } from '../check-params'
import { framesOf } from './frames'
import {
  nodeTitle,
  sameWire,
  type Pipeline,
  type PipelineNode,
  type StageLookup,
  type Wire,
} from './pipeline'

/** A value of a node that is another one now. What is undefined was not there. */
export interface Change {
  readonly title: string
  readonly before: unknown
  readonly after: unknown
}

export interface NodeChange {
  readonly node: PipelineNode
  readonly title: string
  readonly changes: readonly Change[]
}

/** What differs between two pipelines. Nodes are the same where their ids are; where they stand does not count. */
export interface Comparison {
  readonly added: readonly PipelineNode[]
  readonly removed: readonly PipelineNode[]
  readonly changed: readonly NodeChange[]
  readonly wired: readonly Wire[]
  readonly unwired: readonly Wire[]
  /** Of the pipeline itself: its name, its seed, and what its frames say. */
  readonly own: readonly Change[]
  /** Some of what is in both stands elsewhere. */
  readonly isMoved: boolean
}

export function comparePipelines(before: Pipeline, after: Pipeline, lookup: StageLookup): Comparison {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Set(after.nodes.map(({ id }) => id))
  const both = after.nodes.flatMap((node) => {
    const was = old.get(node.id)
    return was ? [[was, node] as const] : []
  })
  const without = (some: readonly Wire[], others: readonly Wire[]) =>
    some.filter((wire) => !others.some((other) => sameWire(wire, other)))
  return {
    added: after.nodes.filter(({ id }) => !old.has(id)),
    removed: before.nodes.filter(({ id }) => !now.has(id)),
    changed: both.flatMap(([was, node]) => {
      const changes = changesOf(was, node, lookup)
      return changes.length > 0 ? [{ node, title: nodeTitle(node, lookup), changes }] : []
    }),
    wired: without(after.wires, before.wires),
    unwired: without(before.wires, after.wires),
    own: differing([
      ['Name', before.name, after.name],
      ['Seed', before.seed, after.seed],
      ['Comments and groups', wordsOf(before), wordsOf(after)],
    ]),
    isMoved: both.some(
      ([was, node]) => was.position.x !== node.position.x || was.position.y !== node.position.y,
    ),
  }
}

const wordsOf = (pipeline: Pipeline): string[] =>
  framesOf(pipeline).map(({ text, title }) => (text === '' ? title : `${title}: ${text}`))

export function isSame({ added, changed, own, removed, unwired, wired }: Comparison): boolean {
  return [added, changed, own, removed, unwired, wired].every(({ length }) => length === 0)
}

type Pair = readonly [title: string, before: unknown, after: unknown]

const differing = (pairs: readonly Pair[]): Change[] =>
  pairs.flatMap(([title, before, after]) =>
    JSON.stringify(before) === JSON.stringify(after) ? [] : [{ title, before, after }],
  )

function changesOf(was: PipelineNode, node: PipelineNode, lookup: StageLookup): Change[] {
  const specs = lookup(node.stage)?.params
  const complete = ({ params }: PipelineNode) =>
    specs ? { ...params, ...completeParams(specs, params) } : params
  const [old, now] = [complete(was), complete(node)]
  const titleOf = (name: string) => specs?.[name]?.title ?? name
  const params = was.stage === node.stage ? namesOf(old, now) : []
  return differing([
    ['Stage', was.stage, node.stage],
    ['Name', was.name, node.name],
    ['Bypassed', was.bypassed ?? false, node.bypassed ?? false],
    ...params.map((name): Pair => [titleOf(name), old[name], now[name]]),
    ...namesOf(was.search ?? {}, node.search ?? {}).map((name): Pair => [
      `Search of ${titleOf(name)}`,
      was.search?.[name],
      node.search?.[name],
    ]),
  ])
}

const namesOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])]
