import { UserError } from '../errors'
import type { Cells } from './cells'
import { grown } from './growable'

const LF = 10
const CR = 13
const QUOTE = 34
/** A row that has not ended after so many bytes is most often an unclosed quote. */
const LONGEST_ROW = 1 << 26

/** Where in a cell the bytes ended, so that the next chunk goes on from there. */
const START = 0
const PLAIN = 1
const QUOTED = 2
const AFTER_QUOTE = 3
/** What follows a closing quote though no delimiter does: it is taken as it stands. */
const TAIL = 4

/**
 * Splits UTF-8 bytes into the cells of a CSV, chunk by chunk. Lines end with LF, CR LF or CR; blank lines are
 * skipped; quoted cells may hold delimiters, line ends and doubled quotes. No cell becomes an object or a string.
 */
export class Tokenizer {
  private readonly delimiter: number
  private readonly stops = new Uint8Array(256)
  private bytes = new Uint8Array(1 << 17)
  private starts = new Int32Array(0)
  private ends = new Int32Array(0)
  private firsts = new Int32Array(0)
  private lines = new Int32Array(0)
  private filled = 0
  private position = 0
  private state = START
  /** Whole rows that the last push gave out. */
  private completed = 0
  private cell = 0
  private cellStart = 0
  /** Where the next byte of a quoted cell is written: doubled quotes move the rest of it down. */
  private write = 0
  private afterCR = false
  private line = 1
  private rowLine = 1
  private quoteLine = 1

  /** @param delimiter one byte, such as 44 for the comma */
  constructor(delimiter: number) {
    this.delimiter = delimiter
    for (const stop of [delimiter, LF, CR]) this.stops[stop] = 1
  }

  /**
   * The rows that `chunk` completes; `last` ends the file. What is returned is valid until the next push.
   * @throws UserError when a quote is not closed
   */
  push(chunk: Uint8Array, last = false): Cells {
    this.dropRows()
    const limit = this.filled + chunk.length
    this.bytes = grown(this.bytes, limit + 1)
    this.bytes.set(chunk, this.filled)
    this.bytes[limit] = LF
    this.filled = limit
    this.reserve(this.cell + limit - this.position + 2)
    const rows = this.scan(limit, last)
    const tooLong = limit - this.rowStart(rows) > LONGEST_ROW
    if (this.state === QUOTED && (last || tooLong)) throw this.unclosed()
    if (tooLong) throw new UserError(`The row on line ${this.rowLine} is longer than 64 MB.`)
    return {
      bytes: this.bytes,
      starts: this.starts,
      ends: this.ends,
      firsts: this.firsts,
      lines: this.lines,
      rows,
    }
  }

  /** Moves the row that is not complete yet to the front. */
  private dropRows(): void {
    const firstCell = this.firsts[this.completed] ?? 0
    const from = this.rowStart(this.completed)
    this.bytes.copyWithin(0, from, this.filled)
    this.filled -= from
    this.position -= from
    this.cellStart -= from
    this.write -= from
    for (let k = firstCell; k < this.cell; k++) {
      this.starts[k - firstCell] = this.starts[k]! - from
      this.ends[k - firstCell] = this.ends[k]! - from
    }
    this.cell -= firstCell
    this.completed = 0
  }

  /** First byte that is still needed after `rows` rows. */
  private rowStart(rows: number): number {
    const firstCell = this.firsts[rows] ?? 0
    if (this.cell > firstCell) return this.starts[firstCell]!
    return this.state === START ? this.position : this.cellStart
  }

  private reserve(cells: number): void {
    this.starts = grown(this.starts, cells)
    this.ends = grown(this.ends, cells)
    this.firsts = grown(this.firsts, cells)
    this.lines = grown(this.lines, cells)
  }

  private unclosed(): UserError {
    return new UserError(
      `The quote that opens on line ${this.quoteLine} is never closed.`,
      'Close it there, or double it when it is part of the text.',
    )
  }

  /** Goes through the bytes up to `limit`, where a line end stands as a sentinel. Returns the whole rows. */
  private scan(limit: number, last: boolean): number {
    const { bytes, stops, starts, ends, firsts, lines, delimiter } = this
    let { position, state, cell, cellStart, write, line, rowLine, afterCR } = this
    const highest = Math.max(delimiter, CR)
    let rows = 0
    let rowCell = 0
    firsts[0] = 0
    for (;;) {
      let end = 0
      if (state === START) {
        if (position >= limit && !(last && cell > rowCell)) break
        const byte = bytes[position]!
        if (cell === rowCell) {
          if (byte === LF || byte === CR) {
            if (byte === CR || !afterCR) line++
            afterCR = byte === CR
            position++
            continue
          }
          afterCR = false
          rowLine = line
        }
        if (byte === QUOTE) {
          cellStart = write = ++position
          this.quoteLine = line
          state = QUOTED
        } else {
          cellStart = position
          state = PLAIN
        }
      }
      if (state === PLAIN) {
        for (let byte = bytes[position]!; byte > highest || stops[byte] === 0; byte = bytes[position]!)
          position++
        if (position >= limit && !last) break
        end = position
      } else {
        if (state === QUOTED) {
          if (write === position) {
            for (let byte = 0; position < limit && (byte = bytes[position]!) !== QUOTE; position++) {
              if (byte === LF) line++
            }
            write = position
          } else {
            for (let byte = 0; position < limit && (byte = bytes[position]!) !== QUOTE; position++) {
              if (byte === LF) line++
              bytes[write++] = byte
            }
          }
          if (position >= limit) break
          position++
          state = AFTER_QUOTE
        }
        if (state === AFTER_QUOTE) {
          if (position >= limit && !last) break
          const byte = bytes[position]!
          if (byte === QUOTE && position < limit) {
            bytes[write++] = QUOTE
            position++
            state = QUOTED
            continue
          }
          if (stops[byte] === 0) state = TAIL
        }
        if (state === TAIL) {
          while (stops[bytes[position]!] === 0) bytes[write++] = bytes[position++]!
          if (position >= limit && !last) break
        }
        end = write
      }
      starts[cell] = cellStart
      ends[cell] = end
      cell++
      state = START
      const byte = bytes[position]!
      if (position < limit) position++
      if (byte === delimiter) continue
      lines[rows] = rowLine
      firsts[++rows] = cell
      rowCell = cell
      line++
      afterCR = byte === CR
    }
    Object.assign(this, { position, state, cell, cellStart, write, line, rowLine, afterCR })
    this.completed = rows
    return rows
  }
}
