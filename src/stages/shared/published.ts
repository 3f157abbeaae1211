import { pinned } from '../../core/csv/cast'
import type { Lineage, LineageNode, Recipe, WrapperLearned } from '../../core/lineage'

/**
 * A lineage as a bundle carries it: without columns that a prediction has no use for, without the levels that
 * were met, and without what only training could go on from. The same for the models within wrappers.
 */
export function published(lineage: Lineage, columns: ReadonlySet<string>): Lineage {
  return {
    cast: publishedCast(lineage, columns),
    nodes: lineage.nodes.map((node) => publishedNode(node, columns)),
  }
}

function publishedCast({ cast }: Pick<Lineage, 'cast'>, wanted: ReadonlySet<string>): Lineage['cast'] {
  const kept = cast.columns.filter(({ name }) => wanted.has(name))
  return { ...cast, columns: pinned(kept) }
}

function publishedNode(node: LineageNode, columns: ReadonlySet<string>): LineageNode {
  if (!node.models) return { ...node, learned: withoutResume(node.learned) }
  const { models, own } = node.learned as WrapperLearned
  const learned = { models: mapped(models, (one) => published(one, columns)), own: withoutResume(own) }
  const recipes = mapped(node.models, (one): Recipe => ({ ...one, cast: publishedCast(one, columns) }))
  return { ...node, learned, models: recipes }
}

function mapped<T>(of: Readonly<Record<string, T>>, change: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, change(one)]))
}

function withoutResume(learned: unknown): unknown {
  if (typeof learned !== 'object' || learned === null || !('resume' in learned)) return learned
  const { resume: _, ...rest } = learned
  return rest
}
