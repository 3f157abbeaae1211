import type { View } from '../../core/view'
import type { Trees } from '../../ml/trees/model'
import { questionAt } from '../../ml/trees/path'
import type { TreeInputs } from './tree-inputs'
import { inputsByFeature, rangeWords, type Range } from './tree-words'

const MOST_LEAVES = 200

/**
 * The leaves of one tree with the conditions that lead to each, the largest first.
 * @param labels of what a leaf says: classes, or the target
 */
export function rulesView(trees: Trees, inputs: TreeInputs, labels: readonly string[]): View {
  const leaves: { node: number; ranges: ReadonlyMap<number, Range> }[] = []
  const walk = (node: number, ranges: ReadonlyMap<number, Range>) => {
    const left = trees.left[node]!
    if (left === node) return void leaves.push({ node, ranges })
    const { feature, threshold } = questionAt(trees, node)
    const { above, upTo } = ranges.get(feature) ?? { above: -Infinity, upTo: Infinity }
    walk(left, new Map(ranges).set(feature, { above, upTo: Math.min(upTo, threshold!) }))
    walk(left + 1, new Map(ranges).set(feature, { above: Math.max(above, threshold!), upTo }))
  }
  walk(trees.roots[0]!, new Map())
  leaves.sort((a, b) => trees.rows[b.node]! - trees.rows[a.node]!)
  const inputByFeature = inputsByFeature(inputs)
  const words = (ranges: ReadonlyMap<number, Range>) =>
    [...ranges]
      .map(([feature, range]) => rangeWords(inputs.features[feature]!, range, inputByFeature[feature]!))
      .join(' and ')
  const limit = leaves.length > MOST_LEAVES ? ` (the ${MOST_LEAVES} largest of ${leaves.length})` : ''
  return {
    kind: 'table',
    title: `Rules${limit}`,
    columns: ['When', 'Rows', ...labels],
    rows: leaves
      .slice(0, MOST_LEAVES)
      .map(({ node, ranges }) => [
        words(ranges) || 'always',
        trees.rows[node]!,
        ...saysAt(trees, node, labels.length),
      ]),
  }
}

/** What a node of a forest says, by label. */
export function saysAt({ values, width }: Trees, node: number, labels: number): number[] {
  const own = [...values.subarray(node * width, (node + 1) * width)]
  return labels === 2 && width === 1 ? [1 - own[0]!, own[0]!] : own
}
