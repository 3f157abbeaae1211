import { allocate, ROW, STRIDE, upTo8 } from './layout'

/** The rows to learn from, in memory for as long as the network is. The host writes them, in any order. */

let numbers: usize = 0
let codes: usize = 0
let targets: usize = 0
let weights: usize = 0
let columns: i32 = 0
let categories: i32 = 0

/**
 * Room for `rows` rows of `width` numbers and `tables` codes; the weights are 1 until the host says
 * otherwise.
 */
export function makeRows(rows: i32, width: i32, tables: i32): void {
  columns = upTo8(width)
  categories = tables
  numbers = allocate(rows * columns)
  codes = allocate(rows * tables)
  targets = allocate(rows)
  weights = allocate(rows)
  for (let i = 0; i < rows; i++) store<f32>(weights + <usize>i * 4, 1)
}

/** The address of row 0; a row takes a multiple of 8 float32, zeros behind its numbers. */
export function numbersAt(): usize {
  return numbers
}

/** The address of row 0: one int32 per table, an index of its rows. */
export function codesAt(): usize {
  return codes
}

/** float32 per row: a value, or the index of a class. */
export function targetsAt(): usize {
  return targets
}

/** float32 per row: how much it counts. */
export function weightsAt(): usize {
  return weights
}

@inline export function rowOf(order: usize, i: i32): usize {
  return <usize>load<u32>(order + <usize>i * 4)
}

@inline export function targetOf(row: usize): f32 {
  return load<f32>(targets + row * 4)
}

@inline export function weightOf(row: usize): f32 {
  return load<f32>(weights + row * 4)
}

@inline export function codeOf(row: usize, table: i32): i32 {
  return load<i32>(codes + (row * <usize>categories + <usize>table) * 4)
}

/** Copies the numbers of `rows` rows into the panels of a chunk; rows up to `padded` repeat the last one. */
export function gatherNumbers(order: usize, rows: i32, padded: i32, to: usize): void {
  for (let i = 0; i < padded; i++) {
    const from = numbers + rowOf(order, min(i, rows - 1)) * <usize>columns * 4
    let at = to + <usize>i * ROW
    for (let q: usize = 0; q < <usize>columns * 4; q += ROW) {
      v128.store(at, v128.load(from + q))
      v128.store(at, v128.load(from + q, 16), 16)
      at += STRIDE
    }
  }
}
