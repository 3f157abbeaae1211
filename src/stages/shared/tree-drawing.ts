import type { Column } from '../../core/column'
import type { Rows } from '../../core/dataset'
import type { DrawnNode, DrawnTree, TracedRow, View } from '../../core/view'
import { findColumn, rowCount, takeTable } from '../../core/table'
import type { FeatureColumn } from '../../ml/trees/columns'
import type { Trees } from '../../ml/trees/model'
import { pathOf, questionAt } from '../../ml/trees/path'
import { treeColumns, type TreeInput, type TreeInputs } from './tree-inputs'
import { inputsByFeature, numberWords, questionWords } from './tree-words'

/** Nodes of all trees together, and of the largest one. */
const MOST_NODES = 12_000
const MOST_OF_TREE = 1_000
const MOST_TREES = 300
const MOST_ROWS = 60

interface Drawing {
  readonly trees: Trees
  readonly inputs: TreeInputs
  readonly labels: readonly string[]
  /** How impurity is measured, and what it is at a node. */
  readonly impurity?: { readonly name: string; at(node: number): number }
  titleOf(tree: number): string
  /** By label. */
  valuesAt(node: number): readonly number[]
  /** Whether categories were ordered, as `treeColumns` wants it. */
  readonly ordered: boolean
}

/** Trees to look at, and some rows of `data` to follow through them. */
export function drawTrees(drawing: Drawing, data: Rows): View {
  const { trees, inputs, impurity, labels } = drawing
  const count = Math.min(trees.roots.length, MOST_TREES)
  const most = Math.min(MOST_OF_TREE, Math.floor(MOST_NODES / count))
  const features = new Map<number, number>()
  const byFeature = inputsByFeature(inputs)
  const drawn = Array.from({ length: count }, (_, tree) => drawTree(drawing, byFeature, tree, most, features))
  const notes = [
    ...(count < trees.roots.length ? [`The first ${count} of ${trees.roots.length} trees.`] : []),
    ...(drawn.some(({ isCut }) => isCut) ? [`A tree is cut after its first ${most} nodes.`] : []),
  ]
  const asked = [...features.keys()]
  return {
    kind: 'tree',
    title: trees.roots.length > 1 ? 'Trees' : 'Tree',
    labels,
    ...(impurity && { impurity: impurity.name }),
    features: asked.map((feature) => inputs.features[feature]!),
    trees: drawn.map(({ tree }) => tree),
    rows: traceRows(drawing, drawn, byFeature, asked, data),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  }
}

interface Drawn {
  readonly tree: DrawnTree
  readonly isCut: boolean
  /** Node of the model to its place in the drawing. */
  readonly places: ReadonlyMap<number, number>
}

/** Level by level, until there are enough nodes. */
function drawTree(
  drawing: Drawing,
  byFeature: readonly TreeInput[],
  tree: number,
  most: number,
  features: Map<number, number>,
): Drawn {
  const { trees, inputs, impurity } = drawing
  const places = new Map([[trees.roots[tree]!, 0]])
  const nodes: DrawnNode[] = []
  let isCut = false
  for (const node of places.keys()) {
    const left = trees.left[node]!
    const asks = left !== node
    const goesOn = asks && places.size + 2 <= most
    if (goesOn) for (const child of [left, left + 1]) places.set(child, places.size)
    isCut ||= asks && !goesOn
    nodes.push({
      rows: trees.rows[node]!,
      values: drawing.valuesAt(node),
      ...(impurity && { impurity: impurity.at(node) }),
      ...(asks && questionOf(trees, node, inputs, byFeature, features)),
      ...(goesOn && { left: places.get(left)! }),
    })
  }
  return { tree: { title: drawing.titleOf(tree), nodes }, isCut, places }
}

/** @param features those that were asked for before, with their places: the node's is added */
function questionOf(
  trees: Trees,
  node: number,
  inputs: TreeInputs,
  byFeature: readonly TreeInput[],
  features: Map<number, number>,
): Pick<DrawnNode, 'question' | 'feature'> {
  const asked = questionAt(trees, node)
  const place = features.get(asked.feature) ?? features.size
  features.set(asked.feature, place)
  const name = inputs.features[asked.feature]!
  return { question: questionWords(asked, name, byFeature[asked.feature]!), feature: place }
}

/** Some rows, evenly spaced. */
function traceRows(
  { trees, inputs, ordered }: Drawing,
  drawn: readonly Drawn[],
  byFeature: readonly TreeInput[],
  asked: readonly number[],
  { table, target }: Rows,
): TracedRow[] {
  const all = rowCount(table)
  const count = Math.min(all, MOST_ROWS)
  const some = takeTable(
    table,
    Uint32Array.from({ length: count }, (_, k) => Math.floor((k * all) / count)),
  )
  const columns = treeColumns(inputs, some, ordered)
  const truth = target ? wordsOf(findColumn(some, target.column)) : undefined
  const cells = asked.map(
    (feature) => wordsOf(findColumn(some, byFeature[feature]!.column)) ?? numbersOf(columns[feature]!),
  )
  return Array.from(some.ids, (id, row): TracedRow => {
    const answer = truth?.(row)
    return {
      label: answer === undefined ? `Row ${id + 1}` : `Row ${id + 1}: ${answer}`,
      cells: cells.map((of) => of(row)),
      ends: drawn.map(({ places }, tree) => {
        const path = pathOf(trees, tree, columns, row)
        return places.get(path.findLast((node) => places.has(node))!)!
      }),
    }
  })
}

type Words = (row: number) => string

function wordsOf(column: Column | undefined): Words | undefined {
  if (column?.kind === 'category') return (row) => column.levels[column.codes[row]!] ?? 'missing'
  return column?.kind === 'number' ? (row) => numberWords(column.values[row]!) : undefined
}

function numbersOf(column: FeatureColumn): Words {
  const cell = new Float64Array(1)
  return (row) => {
    column.read(row, row + 1, cell, 0, 1)
    return numberWords(cell[0]!)
  }
}
