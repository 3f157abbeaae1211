import { takeColumn, type CategoryColumn, type Column } from '../../core/column'
import { rowCount, type Table } from '../../core/table'
import type { SurfaceAxis } from '../../core/view'
import { median, modeOfCodes } from '../../ml/statistics'
import { cellsOf } from './surface-axes'

/**
 * A raw row for every cell, row-major from the first cell of y on: the two columns as the cell's middle has them, all
 * others at the median or the most frequent level of the training rows. Text is that of the first of them.
 */
export function surfaceRows(training: Table, x: SurfaceAxis, y: SurfaceAxis): Table {
  const across = cellsOf(x)
  const count = across * cellsOf(y)
  const first = new Uint32Array(count)
  const columns = training.columns.map((column): Column => {
    if (column.name === x.column) return along(column, x, count, (cell) => cell % across)
    if (column.name === y.column) return along(column, y, count, (cell) => Math.floor(cell / across))
    switch (column.kind) {
      case 'number':
      case 'time':
        return { ...column, values: new Float64Array(count).fill(median(column.values)) }
      case 'category': {
        const { codes, levels } = column
        return { ...column, codes: new Int32Array(count).fill(modeOfCodes(codes, levels.length)) }
      }
      case 'text':
      case 'vector':
        return rowCount(training) > 0 ? takeColumn(column, first) : column
    }
  })
  return { columns, ids: Uint32Array.from({ length: count }, (_, i) => i) }
}

function along(column: Column, axis: SurfaceAxis, count: number, place: (cell: number) => number): Column {
  if (axis.kind === 'number') {
    const { low, high, steps } = axis
    const values = Float64Array.from(
      { length: count },
      (_, cell) => low + ((high - low) * (place(cell) + 0.5)) / steps,
    )
    return { kind: 'number', name: column.name, role: column.role, values }
  }
  const { levels } = column as CategoryColumn
  const codeOf = axis.levels.map((level) => levels.indexOf(level))
  return {
    ...(column as CategoryColumn),
    codes: Int32Array.from({ length: count }, (_, cell) => codeOf[place(cell)]!),
  }
}
