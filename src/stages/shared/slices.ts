import type { Column } from '../../core/column'
import { labelled } from '../../core/dataset'
import { quantileOfSorted, sortedKnown } from '../../ml/statistics'

/** Rows that have something in common, by position. */
export interface Slice {
  readonly column: string
  /** The level, or the bin as people write it. */
  readonly label: string
  readonly rows: readonly number[]
}

/** More levels than this are rather names than groups. */
const MOST_LEVELS = 50

/**
 * The slices of a column: a level each, or a bin of about as many rows each; what is missing is one of its own. A column
 * without groups (text, vectors, a level for every row) has none.
 */
export function slicesOf(column: Column, bins: number): Slice[] {
  const slice = (label: string, rows: number[]): Slice[] =>
    rows.length > 0 ? [{ column: column.name, label, rows }] : []
  switch (column.kind) {
    case 'category': {
      const { codes, levels } = labelled(column)
      if (levels.length > MOST_LEVELS) return []
      const rows = levels.map((): number[] => [])
      const missing: number[] = []
      codes.forEach((code, row) => (rows[code] ?? missing).push(row))
      return [...levels.flatMap((level, code) => slice(level, rows[code]!)), ...slice('(missing)', missing)]
    }
    case 'number':
    case 'time': {
      const words = column.kind === 'time' ? day : short
      const edges = edgesOf(column.values, bins)
      const rows = edges.slice(0, -1).map((): number[] => [])
      const missing: number[] = []
      column.values.forEach((value, row) => (rows[binOf(edges, value)] ?? missing).push(row))
      const labels = rows.map((_, bin) => `${words(edges[bin]!)} to ${words(edges[bin + 1]!)}`)
      return [...labels.flatMap((label, bin) => slice(label, rows[bin]!)), ...slice('(missing)', missing)]
    }
    default:
      return []
  }
}

/** Quantiles, each once. One value alone is a bin, too. */
function edgesOf(values: Float64Array, bins: number): number[] {
  const sorted = sortedKnown(values)
  if (sorted.length === 0) return []
  const all = Array.from({ length: bins + 1 }, (_, i) => quantileOfSorted(sorted, i / bins))
  const edges = [...new Set(all)]
  return edges.length > 1 ? edges : [edges[0]!, edges[0]!]
}

/** A bin holds its lower edge, the last one both; -1 for a value that is missing. */
function binOf(edges: readonly number[], value: number): number {
  if (Number.isNaN(value)) return -1
  const above = edges.findIndex((edge) => value < edge)
  return above < 0 ? edges.length - 2 : above - 1
}

const short = (value: number): string => String(Number(value.toPrecision(4)))
const day = (value: number): string => new Date(value).toISOString().slice(0, 10)
