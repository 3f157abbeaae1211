import type { ColumnSummary } from '../../../core/summary'

/** The classes that a target column would have, in their order, as far as a look at it tells. */
export function levelsIn(summary: ColumnSummary | undefined): string[] | undefined {
  const { distinct, levels, numbers } = summary ?? {}
  if (levels && levels.length === distinct) return levels.map(({ label }) => label).sort()
  return numbers && distinct === 2 ? [numbers.min, numbers.max].map(String) : undefined
}
