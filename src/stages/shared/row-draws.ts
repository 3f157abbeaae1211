import type { Column } from '../../core/column'
import { randomStream } from '../../core/random'
import { rowCount, type Table } from '../../core/table'

/**
 * A number in [0, 1) for every row that hangs on its cells and the seed alone: a row gets the same one wherever it stands
 * and whatever stands beside it.
 */
export function rowDraws({ columns, ids }: Table, names: readonly string[], seed: number): Float64Array {
  const chosen = columns.filter(({ name }) => names.includes(name))
  const hashes = new Int32Array(rowCount({ columns, ids })).fill(0x811c9dc5 | 0)
  for (const column of chosen) addCells(column, hashes)
  return Float64Array.from(hashes, (hash) => randomStream(seed, String(hash))())
}

const mixed = (hash: number, word: number): number => Math.imul(hash ^ word, 0x01000193) ^ (hash >>> 15)

function addCells(column: Column, hashes: Int32Array): void {
  const add = (row: number, word: number) => (hashes[row] = mixed(hashes[row]!, word))
  switch (column.kind) {
    case 'number':
    case 'time':
      return addNumbers(column.values, 1, add)
    case 'category': {
      const words = column.levels.map((level) =>
        [...level].reduce((hash, letter) => mixed(hash, letter.codePointAt(0)!), 0),
      )
      return column.codes.forEach((code, row) => add(row, code < 0 ? -1 : words[code]!))
    }
    case 'text':
      for (let row = 0; row < hashes.length; row++)
        column.bytes.subarray(column.offsets[row], column.offsets[row + 1]).forEach((byte) => add(row, byte))
      return
    case 'vector': {
      const { matrix } = column
      if (matrix.kind === 'dense') return addNumbers(matrix.values, matrix.cols, add)
      const words = new Int32Array(matrix.values.slice().buffer)
      for (let row = 0; row < hashes.length; row++)
        for (let at = matrix.indptr[row]!; at < matrix.indptr[row + 1]!; at++)
          [matrix.indices[at]!, words[at * 2]!, words[at * 2 + 1]!].forEach((word) => add(row, word))
    }
  }
}

function addNumbers(values: Float64Array, cols: number, add: (row: number, word: number) => void): void {
  const words = new Int32Array(values.slice().buffer)
  for (let at = 0; at < words.length; at++) add(Math.floor(at / (2 * cols)), words[at]!)
}
