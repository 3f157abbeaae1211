import type { Column } from '../../core/column'
import type { Target } from '../../core/dataset'
import { sortedKnown } from '../../ml/statistics'
import { cellCodes } from './cell-codes'

/** From here on one column tells the target by itself. */
export const NEAR_PERFECT = 0.95

const BINS = 200

/**
 * How much of the target a column tells by itself, 0 to 1: its bins or levels learn the mean or the most frequent class
 * on every other row, and are judged on the rows between: R², or the share of errors that it saves over the most
 * frequent class. Of a number the nearest value may say the class too, since few rows make bins that straddle a cut.
 * @param rows positions to look at @param truth per position: class codes, or numbers
 */
export function toldBy(column: Column, rows: readonly number[], truth: Float64Array, target: Target): number {
  const bins = binsOf(column, rows)
  if (!bins || rows.length < 10) return 0
  const known = rows.flatMap((row, i) =>
    Number.isFinite(truth[row]!) ? [{ bin: bins[i]!, truth: truth[row]!, value: valueOf(column, row) }] : [],
  )
  const halves = [0, 1].map((half) => known.filter((_, i) => i % 2 === half))
  const ways = target.task === 'regression' ? [r2Told] : [binsSave, nearestSaves]
  return Math.max(0, ...ways.map((told) => (told(halves[0]!, halves[1]!) + told(halves[1]!, halves[0]!)) / 2))
}

/** NaN where a column has no order, or a cell is missing. */
const valueOf = (column: Column, row: number): number =>
  column.kind === 'number' || column.kind === 'time' ? column.values[row]! : Number.NaN

interface Binned {
  readonly bin: number
  readonly truth: number
  readonly value: number
}

function grouped(rows: readonly Binned[]): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const { bin, truth } of rows) {
    const group = groups.get(bin)
    if (group) group.push(truth)
    else groups.set(bin, [truth])
  }
  return groups
}

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

function r2Told(from: readonly Binned[], to: readonly Binned[]): number {
  const overall = meanOf(from.map(({ truth }) => truth))
  const means = new Map([...grouped(from)].map(([bin, values]) => [bin, meanOf(values)]))
  let errors = 0
  let spread = 0
  const centre = meanOf(to.map(({ truth }) => truth))
  for (const { bin, truth } of to) {
    errors += (truth - (means.get(bin) ?? overall)) ** 2
    spread += (truth - centre) ** 2
  }
  return spread === 0 ? 0 : 1 - errors / spread
}

function binsSave(from: readonly Binned[], to: readonly Binned[]): number {
  const modes = new Map([...grouped(from)].map(([bin, values]) => [bin, most(values)]))
  return errorsSaved(from, to, ({ bin }) => modes.get(bin))
}

function nearestSaves(from: readonly Binned[], to: readonly Binned[]): number {
  const order = from.filter(({ value }) => !Number.isNaN(value)).sort((a, b) => a.value - b.value)
  const values = order.map(({ value }) => value)
  return errorsSaved(from, to, ({ value }) => {
    const after = lowerBound(values, value)
    const [below, above] = [order[after - 1], order[after]]
    if (Number.isNaN(value)) return undefined
    if (!below) return above?.truth
    return above && above.value - value < value - below.value ? above.truth : below.truth
  })
}

function errorsSaved(
  from: readonly Binned[],
  to: readonly Binned[],
  say: (row: Binned) => number | undefined,
): number {
  const overall = most(from.map(({ truth }) => truth))
  const wrong = to.filter((row) => (say(row) ?? overall) !== row.truth).length
  const plain = to.filter(({ truth }) => truth !== overall).length
  return plain === 0 ? 0 : 1 - wrong / plain
}

function most(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [Number.NaN, 0])[0]
}

/** The level, or the quantile bin of a number, of each row; missing cells are a bin of their own. */
function binsOf(column: Column, rows: readonly number[]): number[] | null {
  if (column.kind !== 'number' && column.kind !== 'time') {
    const codes = cellCodes(column)
    return codes && rows.map((row) => codes[row]!)
  }
  const sorted = sortedKnown(Float64Array.from(rows, (row) => column.values[row]!))
  const count = Math.min(BINS, Math.max(2, Math.floor(rows.length / 10)))
  const edges = Array.from(
    { length: count - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / count)]!,
  )
  return rows.map((row) => {
    const value = column.values[row]!
    return Number.isNaN(value) ? -1 : lowerBound(edges, value)
  })
}

/** How many edges are at most `value`. */
function lowerBound(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a column names rows: nearly every cell is another word, text or whole number. */
export function isIdLike(column: Column, rows: readonly number[]): boolean {
  if (column.kind === 'vector' || column.kind === 'time' || rows.length < 20) return false
  if (column.kind === 'number' && rows.some((row) => !Number.isInteger(column.values[row]!))) return false
  const codes = cellCodes(column)!
  const known = rows.filter((row) => codes[row]! >= 0)
  return known.length >= 20 && new Set(known.map((row) => codes[row]!)).size >= 0.98 * known.length
}
