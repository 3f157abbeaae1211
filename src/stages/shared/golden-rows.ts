import type { Column } from '../../core/column'
import type { Random } from '../../core/random'
import { rowCount, type Table } from '../../core/table'

const UNKNOWN_LEVEL = 'a level that was never seen'

/**
 * Rows as text to replay a model with: by default each cell is drawn from its own column, so that no row
 * of the data is published; with `real`, whole rows. Then one row of missing cells, and one with a level that no column knows.
 */
export function goldenRows(training: Table, count: number, real: boolean, random: Random): string[][] {
  const total = rowCount(training)
  const cells = training.columns.map(cellText)
  const drawn = Array.from({ length: total > 0 ? count : 0 }, () => {
    const row = Math.floor(random() * total)
    return cells.map((cell) => cell(real ? row : Math.floor(random() * total)))
  })
  const template = drawn[0]
  if (!template) return []
  const unknown = template.map((cell, i) => (training.columns[i]!.kind === 'category' ? UNKNOWN_LEVEL : cell))
  return [...drawn, template.map(() => ''), unknown]
}

/** A cell as it would stand in a file with a decimal point. Free text is never published. */
function cellText(column: Column): (row: number) => string {
  switch (column.kind) {
    case 'number':
      return (row) => (Number.isNaN(column.values[row]!) ? '' : String(column.values[row]!))
    case 'time':
      return (row) => (Number.isNaN(column.values[row]!) ? '' : new Date(column.values[row]!).toISOString())
    case 'category':
      return (row) => column.levels[column.codes[row]!] ?? ''
    case 'text':
    case 'vector':
      return () => ''
  }
}
