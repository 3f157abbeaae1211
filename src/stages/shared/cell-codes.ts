import type { Column } from '../../core/column'

/** A number per row, the same for equal cells; -1 where the cell is missing. Vectors have none. */
export function cellCodes(column: Column): Int32Array | null {
  switch (column.kind) {
    case 'category':
      return column.codes
    case 'number':
    case 'time':
      return codesOf(Array.from(column.values, (value) => (Number.isNaN(value) ? null : value)))
    case 'text':
      return codesOf(textCells(column.bytes, column.offsets))
    case 'vector':
      return null
  }
}

function textCells(bytes: Uint8Array, offsets: Uint32Array): (string | null)[] {
  const decoder = new TextDecoder()
  return Array.from(offsets.subarray(1), (end, row) => {
    const cell = bytes.subarray(offsets[row], end)
    return cell.length === 0 ? null : decoder.decode(cell)
  })
}

function codesOf(cells: readonly (number | string | null)[]): Int32Array {
  const codes = new Map<number | string, number>()
  return Int32Array.from(cells, (cell) => {
    if (cell === null) return -1
    const code = codes.get(cell) ?? codes.size
    codes.set(cell, code)
    return code
  })
}
