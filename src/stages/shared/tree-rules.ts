import type { View } from '../../core/view'
import type { Trees } from '../../ml/trees/model'
import { questionAt } from '../../ml/trees/path'
import type { TreeInput, TreeInputs } from './tree-inputs'

const MOST_LEAVES = 200
const MOST_NAMED = 6

/** A bound on a feature that a leaf's rows keep: numbers above and up to something. */
interface Range {
  readonly above: number
  readonly upTo: number
}

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
  const inputByFeature = inputs.inputs.flatMap((input): TreeInput[] =>
    input.kind === 'vector' ? input.slots.map(() => input) : [input],
  )
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

function saysAt({ values, width }: Trees, node: number, labels: number): number[] {
  const own = [...values.subarray(node * width, (node + 1) * width)]
  return labels === 2 && width === 1 ? [1 - own[0]!, own[0]!] : own
}

/** Missing values stand above all numbers. */
function rangeWords(name: string, { above, upTo }: Range, input: TreeInput): string {
  if (input.kind === 'category') return levelWords(name, { above, upTo }, input)
  const bounds = [
    ...(above > -Infinity ? [above === Number.MAX_VALUE ? 'is missing' : `> ${short(above)}`] : []),
    ...(upTo < Infinity ? [upTo === Number.MAX_VALUE ? 'is known' : `<= ${short(upTo)}`] : []),
  ]
  return bounds.map((bound) => `${name} ${bound}`).join(' and ')
}

function levelWords(
  name: string,
  { above, upTo }: Range,
  { levels, bins, other }: Extract<TreeInput, { kind: 'category' }>,
): string {
  const within = (bin: number) => bin > above && bin <= upTo
  const named = levels.filter((_, k) => within(bins[k]!))
  const shown = named.slice(0, MOST_NAMED)
  const more = [
    ...(named.length > shown.length ? [`${named.length - shown.length} more`] : []),
    ...(other >= 0 && within(other) ? ['another'] : []),
    ...(upTo === Infinity ? ['missing'] : []),
  ]
  return `${name} is ${[...shown, ...more].join(' or ')}`
}

const short = (value: number): number => Number(value.toPrecision(6))
