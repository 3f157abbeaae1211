import { ROW, STRIDE } from './layout'
import { codeOf, rowOf } from './rows'

/** A table of one row of `width` numbers per level of a category. Its rows are trained like weights. */
@unmanaged
export class Table {
  levels: i32
  width: i32
  /** Where its columns begin in the input of the network. */
  column: i32
  /** levels x width, row-major. */
  values: usize
  gradients: usize
}

/** Writes the rows of the tables that a chunk's categories name into their columns of the input. */
export function gatherTable(table: Table, index: i32, order: usize, rows: i32, padded: i32, input: usize): void {
  for (let i = 0; i < padded; i++) {
    const level = codeOf(rowOf(order, min(i, rows - 1)), index)
    const from = table.values + <usize>(level * table.width) * 4
    for (let k = 0; k < table.width; k++) {
      store<f32>(cell(input, i, table.column + k), load<f32>(from + <usize>k * 4))
    }
  }
}

/** Adds what came back to a chunk's input to the gradients of the rows that it was read from. */
export function scatterTable(table: Table, index: i32, order: usize, rows: i32, delta: usize): void {
  for (let i = 0; i < rows; i++) {
    const level = codeOf(rowOf(order, i), index)
    const to = table.gradients + <usize>(level * table.width) * 4
    for (let k = 0; k < table.width; k++) {
      const at = to + <usize>k * 4
      store<f32>(at, load<f32>(at) + load<f32>(cell(delta, i, table.column + k)))
    }
  }
}

@inline function cell(chunk: usize, row: i32, column: i32): usize {
  return chunk + <usize>(column >> 3) * STRIDE + <usize>row * ROW + <usize>(column & 7) * 4
}
