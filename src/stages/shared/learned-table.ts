import type { Lineage, LineageNode, WrapperLearned } from '../../core/lineage'
import type { View } from '../../core/view'
import { sampleMoments } from '../../ml/paired-tests'
import { loadStage } from '../modules'

type Cell = string | number

/** What one fold learned: a number or a word by name, in the order of its pipeline. */
type Learned = Map<string, Cell>

const MOST_ROWS = 500
const MOST_FOLDS = 20

/**
 * What the folds learned side by side, as each stage explains itself, behind how much it differs from fold to fold: the
 * spread is the deviation over the mean size.
 */
export async function learnedTable(
  fits: readonly { readonly name: string; readonly lineage: Lineage }[],
): Promise<Record<string, View>> {
  const shown = fits.slice(0, MOST_FOLDS)
  const folds = await Promise.all(shown.map(({ lineage }) => learnedOf(lineage)))
  const names = [...new Set(folds.flatMap((fold) => [...fold.keys()]))]
  if (names.length === 0) return {}
  const limit = names.length > MOST_ROWS ? ` (the first ${MOST_ROWS} of ${names.length})` : ''
  const view: View = {
    kind: 'table',
    title: `What each fold learned${limit}`,
    columns: ['Learned', 'Spread', ...shown.map(({ name }) => name)],
    rows: names.slice(0, MOST_ROWS).map((name) => {
      const cells = folds.map((fold) => fold.get(name) ?? null)
      return [name, spread(cells), ...cells]
    }),
  }
  return { learned: view }
}

/** Deviation over the mean size of numbers; the share of folds that differ from the most frequent one otherwise. */
function spread(cells: readonly (Cell | null)[]): number | null {
  const numbers = cells.filter((cell) => typeof cell === 'number')
  if (numbers.length === cells.length && numbers.length > 1) {
    const size = sampleMoments(numbers.map(Math.abs)).mean
    return size === 0 ? 0 : sampleMoments(numbers).std / size
  }
  const counts = new Map<Cell | null, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return cells.length < 2 ? null : 1 - Math.max(...counts.values()) / cells.length
}

async function learnedOf({ nodes }: Lineage): Promise<Learned> {
  const parts = await Promise.all(nodes.map(learnedOfNode))
  return new Map(parts.flatMap((part) => [...part]))
}

async function learnedOfNode(node: LineageNode): Promise<Learned> {
  const { stage, explain } = await loadStage(node.stage)
  const views = Object.values(explain?.(node.learned) ?? {})
  // A table that holds all numbers of the bars beside it says them again.
  const tables = views.filter(({ kind }) => kind === 'table')
  const own = (tables.length > 0 ? tables : views).flatMap((view) => [...learnedOfView(stage.title, view)])
  if (!node.models) return new Map(own)
  const { models } = node.learned as WrapperLearned
  const inner = await Promise.all(Object.values(models).map(learnedOf))
  return new Map([...inner.flatMap((part) => [...part]), ...own])
}

function learnedOfView(stage: string, view: View): Learned {
  const learned: Learned = new Map()
  if (view.kind === 'bars') for (const { label, value } of view.bars) learned.set(`${stage}: ${label}`, value)
  if (view.kind === 'figures')
    for (const { title, value } of view.figures) learned.set(`${stage}: ${title}`, value)
  if (view.kind === 'table') {
    for (const [name, ...cells] of view.rows) {
      cells.forEach((cell, k) => {
        const what = cells.length > 1 ? `, ${view.columns[k + 1]}` : ''
        if (cell !== null) learned.set(`${stage}: ${name}${what}`, cell)
      })
    }
  }
  return learned
}
