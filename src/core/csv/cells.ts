import { decodeText } from './utf8'

/**
 * Cells of whole rows, as byte ranges: cell k is `bytes[starts[k]]` up to `bytes[ends[k]]`, and row r holds the
 * cells `firsts[r]` up to `firsts[r + 1]`. `lines[r]` is the line of the file on which row r begins.
 * The arrays are longer than what is in use, and belong to the tokenizer until its next push.
 */
export interface Cells {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly firsts: Int32Array
  readonly lines: Int32Array
  readonly rows: number
}

/** Cells in which row r holds exactly the cells `r * width` up to `(r + 1) * width`. */
export interface Block {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly width: number
  readonly rows: number
}

/** Rows with another number of cells than the first one has. */
export interface Ragged {
  short: number
  long: number
  /** Line of the first of them, counted from 1; 0 when there is none. */
  line: number
}

/**
 * Rows `from` up to `to` with `width` cells each: what is missing is empty, what is too many is dropped, and
 * both are counted in `ragged`.
 */
export function block(cells: Cells, from: number, to: number, width: number, ragged: Ragged): Block {
  const { bytes, starts, ends, firsts } = cells
  const rows = to - from
  if (isRegular(cells, from, to, width)) {
    const first = firsts[from]!
    if (first === 0) return { bytes, starts, ends, width, rows }
    return { bytes, starts: starts.subarray(first), ends: ends.subarray(first), width, rows }
  }
  const square = {
    bytes,
    starts: new Int32Array(rows * width),
    ends: new Int32Array(rows * width),
    width,
    rows,
  }
  for (let r = from; r < to; r++) {
    const first = firsts[r]!
    const count = firsts[r + 1]! - first
    const kept = Math.min(count, width)
    square.starts.set(starts.subarray(first, first + kept), (r - from) * width)
    square.ends.set(ends.subarray(first, first + kept), (r - from) * width)
    if (count === width) continue
    if (count < width) ragged.short++
    else ragged.long++
    if (ragged.line === 0) ragged.line = cells.lines[r]!
  }
  return square
}

function isRegular({ firsts }: Cells, from: number, to: number, width: number): boolean {
  for (let r = from; r < to; r++) if (firsts[r + 1]! - firsts[r]! !== width) return false
  return true
}

/** The texts of the rows `from` up to `to`, as they stand in the file. */
export function textRows({ bytes, starts, ends, firsts, rows }: Cells, from = 0, to = rows): string[][] {
  return Array.from({ length: Math.max(0, to - from) }, (_, r) => {
    const first = firsts[from + r]!
    const count = firsts[from + r + 1]! - first
    const texts: string[] = []
    for (let k = first; k < first + count; k++) texts.push(decodeText(bytes, starts[k]!, ends[k]!))
    return texts
  })
}
