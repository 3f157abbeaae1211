import { compared, MOST, type FeatureColumn } from './columns'
import { featureOf } from './importance'
import type { Trees } from './model'

/** Bins of a feature. */
const MOST_BINS = 255

/** Cells of all pages; with more of them a tree would take too long. */
const MOST_CELLS = 50_000_000

/** Features in pages, and what turns trees of pages into trees of the features. */
export interface Paged {
  readonly columns: readonly FeatureColumn[]
  restored(trees: Trees): Trees
}

/**
 * Columns whose every distinct value can be told apart in 255 bins: a column with more of them becomes several pages, in
 * each of which what lies before is its first value and what lies behind its last. Every cut of the column is a cut of
 * one page, so the best cut over all pages is the exact one.
 * @param weights rows that weigh 0 cut nothing
 * @returns null where no column needs it, or there would be too many pages
 */
export function inPages(
  columns: readonly FeatureColumn[],
  rows: number,
  weights: Float64Array | undefined,
): Paged | null {
  const parts = columns.map((column) => pagesOf(column, rows))
  const count = parts.reduce((sum, pages) => sum + pages.length, 0)
  if (count === columns.length || count * rows > MOST_CELLS) return null
  const of = Int32Array.from(parts.flatMap((pages, feature) => pages.map(() => feature)))
  return {
    columns: parts.flat(),
    restored(trees) {
      const asks = trees.asks.map((ask) => {
        const feature = of[featureOf(ask)]!
        return ask < 0 ? -1 - feature : 2 * feature + (ask & 1)
      })
      const found = { ...trees, asks }
      return { ...found, thresholds: betweenNeighbours(found, columns, rows, weights) }
    },
  }
}

/** How many pages a column of so many rows has at most. */
export const mostPages = (rows: number): number => Math.ceil(rows / (MOST_BINS - 1))

/** How many columns pages would have, or the columns themselves where there are none. */
export const countPages = (
  columns: readonly FeatureColumn[],
  rows: number,
  weights: Float64Array | undefined,
): number => (inPages(columns, rows, weights)?.columns ?? columns).length

function pagesOf(column: FeatureColumn, rows: number): readonly FeatureColumn[] {
  if (column.levels > 0) return [column]
  const distinct = [...new Set(valuesOf(column, rows).filter((value) => value === value))]
  if (distinct.length <= MOST_BINS) return [column]
  const sorted = Float64Array.from(distinct).sort()
  const pages: FeatureColumn[] = []
  // The last value of a page is the first one of the next, so that the cut between them is in one of them.
  for (let from = 0; from < sorted.length - 1; from += MOST_BINS - 1) {
    const last = Math.min(from + MOST_BINS, sorted.length) - 1
    pages.push(within(column, sorted[from]!, sorted[last]!))
  }
  return pages
}

function valuesOf(column: FeatureColumn, rows: number): Float64Array {
  const values = new Float64Array(rows)
  column.read(0, rows, values, 0, 1)
  return values.map(compared)
}

const within = (column: FeatureColumn, least: number, most: number): FeatureColumn => ({
  levels: 0,
  read(from, to, out, at, stride) {
    column.read(from, to, out, at, stride)
    for (let k = 0; k < to - from; k++, at += stride) out[at] = Math.max(least, Math.min(most, out[at]!))
  },
})

/** Thresholds half-way between the values of a node's own rows, since those of a page stand for what is beside it. */
function betweenNeighbours(
  { asks, left, roots, thresholds }: Trees,
  columns: readonly FeatureColumn[],
  rows: number,
  weights: Float64Array | undefined,
): Float64Array {
  const below = new Float64Array(left.length).fill(-Infinity)
  const above = new Float64Array(left.length).fill(Infinity)
  const values = new Map<number, Float64Array>()
  const read = (feature: number) => {
    const known = values.get(feature) ?? valuesOf(columns[feature]!, rows)
    values.set(feature, known)
    return known
  }
  for (let row = 0; row < rows; row++) {
    if (weights?.[row] === 0) continue
    for (const root of roots) {
      for (let node = root; left[node] !== node;) {
        const value = read(asks[node]! >> 1)[row]!
        const goesLeft = Number.isNaN(value) ? (asks[node]! & 1) === 0 : value <= thresholds[node]!
        if (goesLeft && value > below[node]!) below[node] = value
        if (!goesLeft && value < above[node]!) above[node] = value
        node = left[node]! + (goesLeft ? 0 : 1)
      }
    }
  }
  return thresholds.map((threshold, node) => {
    if (left[node] === node || threshold === MOST || below[node] === -Infinity || above[node] === Infinity)
      return threshold
    const middle = below[node]! / 2 + above[node]! / 2
    return middle >= below[node]! && middle < above[node]! ? middle : below[node]!
  })
}
