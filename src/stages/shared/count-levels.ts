import type { Column } from '../../core/column'

/** Rows that tell whether a column of numbers has a level for every row. */
const LOOK = 1024

/** About how many levels a column has, told from a few of its rows where it holds numbers. */
export function countLevels(column: Column): number {
  if (column.kind === 'category') return column.levels.length
  if (column.kind !== 'number') return 0
  const { values } = column
  const taken = Math.min(values.length, LOOK)
  const seen = new Set<number>()
  for (let i = 0; i < taken; i++) seen.add(values[Math.floor((i * values.length) / taken)]!)
  return seen.size < 0.9 * taken ? seen.size : values.length
}
