import { columnLength, type CategoryColumn, type Column, type TextColumn } from '../core/column'
import type { ColumnSummary } from '../core/summary'
import { summariseCategories, summariseNumbers } from './summaries'

const MOST_LEVELS = 20

/** What a person sees of a column at a glance. Missing cells are counted and otherwise left out. */
export function summarise(column: Column): ColumnSummary {
  const { name, kind, role } = column
  const info = { name, kind, role, rows: columnLength(column) }
  switch (column.kind) {
    case 'number':
    case 'time':
      return { ...info, ...numbers(column.values) }
    case 'category':
      return { ...info, ...levels(column) }
    case 'text':
      return { ...info, ...texts(column) }
    case 'vector':
      return { ...info, missing: 0, distinct: column.slots.length, slots: column.slots.length }
  }
}

function numbers(values: Float64Array) {
  const { missing, distinct, infinite, quartiles, histogram, min, max, mean, std } = summariseNumbers(values)
  if (Number.isNaN(min)) return { missing, distinct }
  const [q1, median, q3] = quartiles
  return {
    missing,
    distinct,
    numbers: { min, max, mean, std, q1, median, q3, infinite },
    histogram: { edges: [...histogram.edges], counts: [...histogram.counts] },
  }
}

function levels({ codes, levels: labels }: CategoryColumn) {
  const { missing, distinct, counts } = summariseCategories(codes, labels.length)
  const used = labels.map((label, code) => ({ label, count: counts[code]! })).filter(({ count }) => count > 0)
  return { missing, distinct, levels: used.sort((a, b) => b.count - a.count).slice(0, MOST_LEVELS) }
}

function texts({ bytes, offsets }: TextColumn) {
  const decoder = new TextDecoder()
  const distinct = new Set<string>()
  let missing = 0
  for (let i = 0; i + 1 < offsets.length; i++) {
    if (offsets[i] === offsets[i + 1]) missing++
    else distinct.add(decoder.decode(bytes.subarray(offsets[i], offsets[i + 1])))
  }
  return { missing, distinct: distinct.size }
}
