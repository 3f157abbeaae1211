import type { Column } from '../../core/column'
import { labelled } from '../../core/dataset'
import { rounded } from '../../core/numbers'
import type { Condition } from '../../core/select'
import { quantileOfSorted, sortedKnown } from '../../ml/statistics'

/** Rows that have something in common, by position. */
export interface Slice {
  readonly column: string
  /** The level, or the bin as people write it. */
  readonly label: string
  readonly rows: readonly number[]
  /** What is true of these rows alone. */
  readonly where: Condition
}

/** More levels than this are rather names than groups. */
const MOST_LEVELS = 50

/**
 * The slices of a column: a level each, or a bin of about as many rows each; what is missing is one of its own. A column
 * without groups (text, vectors, a level for every row) has none.
 */
export function slicesOf(column: Column, bins: number): Slice[] {
  const slice = (label: string, rows: number[], is: Omit<Condition, 'of' | 'column'>): Slice[] =>
    rows.length > 0
      ? [{ column: column.name, label, rows, where: { of: 'cell', column: column.name, ...is } }]
      : []
  const missingSlice = (rows: number[]) => slice('(missing)', rows, { level: null })
  switch (column.kind) {
    case 'category': {
      const { codes, levels } = labelled(column)
      if (levels.length > MOST_LEVELS) return []
      const rows = levels.map((): number[] => [])
      const missing: number[] = []
      codes.forEach((code, row) => (rows[code] ?? missing).push(row))
      return [
        ...levels.flatMap((level, code) => slice(level, rows[code]!, { level })),
        ...missingSlice(missing),
      ]
    }
    case 'number':
    case 'time': {
      const words = column.kind === 'time' ? day : (value: number) => rounded(value, 4)
      const edges = edgesOf(column.values, bins)
      const rows = edges.slice(0, -1).map((): number[] => [])
      const missing: number[] = []
      column.values.forEach((value, row) => (rows[binOf(edges, value)] ?? missing).push(row))
      return [
        ...rows.flatMap((own, bin) => {
          const [from, to] = [edges[bin]!, edges[bin + 1]!]
          const isLast = bin === rows.length - 1
          return slice(
            `${words(from)} to ${isLast ? '' : 'below '}${words(to)}`,
            own,
            isLast ? { from, to } : { from, below: to },
          )
        }),
        ...missingSlice(missing),
      ]
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

const day = (value: number): string => new Date(value).toISOString().slice(0, 10)
