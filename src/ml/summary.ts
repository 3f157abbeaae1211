import type { CategoryColumn, Column, TextColumn } from '../core/column'
import type { ColumnSummary } from '../core/summary'
import { columnLength } from '../core/column'

const BINS = 20
const MOST_LEVELS = 20

/** What a person sees of a column at a glance. Missing cells are counted and otherwise left out. */
export function summarise(column: Column): ColumnSummary {
  const { name, kind, role } = column
  const info = { name, kind, role, rows: columnLength(column) }
  switch (column.kind) {
    case 'number':
    case 'time':
      return { ...info, ...summariseNumbers(column.values) }
    case 'category':
      return { ...info, ...summariseLevels(column) }
    case 'text':
      return { ...info, ...summariseTexts(column) }
    case 'vector':
      return { ...info, missing: 0, distinct: column.slots.length, slots: column.slots.length }
  }
}

function summariseNumbers(values: Float64Array): Omit<ColumnSummary, 'name' | 'kind' | 'role' | 'rows'> {
  const present = values.filter((value) => !Number.isNaN(value)).sort()
  const missing = values.length - present.length
  const distinct = present.reduce(
    (count, value, i) => (i > 0 && present[i - 1] === value ? count : count + 1),
    0,
  )
  const finite = present.filter((value) => Number.isFinite(value))
  const infinite = present.length - finite.length
  if (finite.length === 0) return { missing, distinct }
  const min = finite[0]!
  const max = finite.at(-1)!
  const mean = finite.reduce((sum, value) => sum + value / finite.length, 0)
  const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2 / finite.length, 0)
  return {
    missing,
    distinct,
    numbers: {
      min,
      max,
      mean,
      std: Math.sqrt(variance),
      q1: sortedQuantile(finite, 0.25),
      median: sortedQuantile(finite, 0.5),
      q3: sortedQuantile(finite, 0.75),
      infinite,
    },
    histogram: histogram(finite, min, max, distinct),
  }
}

/** Linear between neighbours, as NumPy's default. `sorted` ascending, not empty. */
function sortedQuantile(sorted: Float64Array, q: number): number {
  const at = q * (sorted.length - 1)
  const low = Math.floor(at)
  const value = sorted[low]!
  return at === low ? value : value + (at - low) * (sorted[low + 1]! - value)
}

function histogram(
  finite: Float64Array,
  min: number,
  max: number,
  distinct: number,
): ColumnSummary['histogram'] {
  const bins = min === max ? 1 : Math.min(BINS, Math.max(2, distinct))
  const width = (max - min) / bins
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of finite) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((value - min) / width)) : 0
    counts[bin] = counts[bin]! + 1
  }
  return { edges: Array.from({ length: bins + 1 }, (_, i) => (i === bins ? max : min + i * width)), counts }
}

function summariseLevels({ codes, levels }: CategoryColumn) {
  const counts = new Uint32Array(levels.length)
  let missing = 0
  for (const code of codes) {
    if (code < 0) missing++
    else counts[code]!++
  }
  const used = levels.map((label, code) => ({ label, count: counts[code]! })).filter(({ count }) => count > 0)
  const common = used.sort((a, b) => b.count - a.count).slice(0, MOST_LEVELS)
  return { missing, distinct: counts.filter((count) => count > 0).length, levels: common }
}

function summariseTexts({ bytes, offsets }: TextColumn) {
  const decoder = new TextDecoder()
  const distinct = new Set<string>()
  let missing = 0
  for (let i = 0; i + 1 < offsets.length; i++) {
    if (offsets[i] === offsets[i + 1]) missing++
    else distinct.add(decoder.decode(bytes.subarray(offsets[i], offsets[i + 1])))
  }
  return { missing, distinct: distinct.size }
}
