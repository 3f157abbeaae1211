import { UserError } from '../errors'
import type { Cells } from './cells'
import { grown } from './growable'
import { Marks } from './marks'

const LF = 10
const CR = 13
const QUOTE = 34
/** A row that has not ended after so many bytes is most often an unclosed quote. */
const LONGEST_ROW = 1 << 26

/** Where in a cell the bytes ended, so that the next chunk goes on from there. */
const PLAIN = 0
const QUOTED = 1
const AFTER_QUOTE = 2
/** What follows a closing quote though no delimiter does: it is taken as it stands. */
const TAIL = 3

/**
 * Splits UTF-8 bytes into the cells of a CSV, chunk by chunk. Lines end with LF, CR LF or CR; blank lines are
 * skipped; quoted cells may hold delimiters, line ends and doubled quotes. No cell becomes an object or a string.
 */
export class Tokenizer {
  private readonly delimiter: number
  private readonly finder: Marks
  private bytes = new Uint8Array(1 << 18)
  private words = new Int32Array(this.bytes.buffer)
  private marks = new Int32Array(0)
  private starts = new Int32Array(0)
  private ends = new Int32Array(0)
  private firsts = new Int32Array(1)
  private lines = new Int32Array(0)
  private filled = 0
  private state = PLAIN
  /** Whole rows of this push. */
  private rows = 0
  private cell = 0
  private cellStart = 0
  /** Of a quoted cell: where its text ends so far, the first byte that is not moved there yet, the last quote. */
  private write = 0
  private pending = 0
  private close = 0
  private afterCR = false
  private line = 1
  private rowLine = 1
  private quoteLine = 1

  /** @param delimiter one byte, such as 44 for the comma */
  constructor(delimiter: number) {
    this.delimiter = delimiter
    this.finder = new Marks(delimiter)
  }

  /**
   * The rows that `chunk` completes; `last` ends the file. What is returned is valid until the next push.
   * @throws UserError when a quote is not closed
   */
  push(chunk: Uint8Array, last = false): Cells {
    this.dropRows()
    const from = this.filled
    const to = from + chunk.length
    this.makeRoom(to + 4)
    this.bytes.set(chunk, from)
    this.filled = to
    this.marks = grown(this.marks, chunk.length + 1)
    this.scan(this.finder.find(this.bytes, this.words, from, to, this.marks))
    const tooLong = to - this.rowStart() > LONGEST_ROW
    if (this.state === QUOTED && (last || tooLong)) throw this.unclosed()
    if (tooLong) throw new UserError(`The row on line ${this.line} is longer than 64 MB.`)
    if (last && (this.state !== PLAIN || this.cell > this.firsts[this.rows]! || this.cellStart < to)) {
      this.bytes[to] = LF
      this.marks[0] = to
      this.scan(1)
    }
    const { bytes, starts, ends, firsts, lines, rows } = this
    return { bytes, starts, ends, firsts, lines, rows }
  }

  /** Moves the row that is not complete yet to the front. */
  private dropRows(): void {
    const firstCell = this.firsts[this.rows]!
    const from = this.rowStart()
    if (from > 0) this.bytes.copyWithin(0, from, this.filled)
    this.filled -= from
    this.cellStart -= from
    this.write -= from
    this.pending -= from
    this.close -= from
    for (let k = firstCell; k < this.cell; k++) {
      this.starts[k - firstCell] = this.starts[k]! - from
      this.ends[k - firstCell] = this.ends[k]! - from
    }
    this.cell -= firstCell
    this.rows = 0
  }

  /** The first byte that is still needed. */
  private rowStart(): number {
    const firstCell = this.firsts[this.rows]!
    return this.cell > firstCell ? this.starts[firstCell]! : this.cellStart
  }

  private makeRoom(bytes: number): void {
    if (bytes <= this.bytes.length) return
    this.bytes = grown(this.bytes, bytes)
    this.words = new Int32Array(this.bytes.buffer, 0, this.bytes.length >> 2)
  }

  private unclosed(): UserError {
    return new UserError(
      `The quote that opens on line ${this.quoteLine} is never closed.`,
      'Close it there, or double it when it is part of the text.',
    )
  }

  /** Goes through the first `count` marks. */
  private scan(count: number): void {
    this.starts = grown(this.starts, this.cell + count)
    this.ends = grown(this.ends, this.cell + count)
    this.firsts = grown(this.firsts, this.rows + count + 1)
    this.lines = grown(this.lines, this.rows + count)
    const { bytes, marks, starts, ends, firsts, lines, delimiter } = this
    let { state, cell, cellStart, rows } = this
    let rowCell = firsts[rows]!
    for (let i = 0; i < count; i++) {
      const at = marks[i]!
      const byte = bytes[at]!
      let end = at
      if (state !== PLAIN) {
        end = this.inQuotes(at, byte)
        state = this.state
        if (end < 0) continue
      } else if (byte === QUOTE) {
        if (at !== cellStart) continue
        this.quoteLine = this.line
        this.write = this.pending = cellStart = at + 1
        this.state = state = QUOTED
        continue
      } else if (at === cellStart && cell === rowCell && byte !== delimiter) {
        this.endLine(byte, true)
        cellStart = at + 1
        continue
      }
      starts[cell] = cellStart
      ends[cell++] = end
      cellStart = at + 1
      if (byte === delimiter) continue
      lines[rows] = this.rowLine
      firsts[++rows] = rowCell = cell
      this.endLine(byte, false)
    }
    this.cell = cell
    this.cellStart = cellStart
    this.rows = rows
  }

  /** Counts the line that `byte` ends, unless it is the LF of CR LF. */
  private endLine(byte: number, blank: boolean): void {
    if (byte === CR || !blank || !this.afterCR) this.line++
    this.afterCR = byte === CR
    this.rowLine = this.line
  }

  /** A mark inside or after quotes. Returns where the text of the cell ends, or -1 while it goes on. */
  private inQuotes(at: number, byte: number): number {
    if (this.state === QUOTED) {
      if (byte === QUOTE) {
        this.close = at
        this.state = AFTER_QUOTE
      } else if (byte === LF) this.line++
      return -1
    }
    if (this.state === AFTER_QUOTE) {
      if (byte === QUOTE && at === this.close + 1) {
        this.append(at)
        this.state = QUOTED
        return -1
      }
      this.append(this.close)
      this.state = TAIL
    }
    if (byte === QUOTE) return -1
    this.append(at)
    this.state = PLAIN
    return this.write
  }

  /** Moves the text up to `end` to where it belongs, and goes on after the quote that stands there. */
  private append(end: number): void {
    const { bytes, pending } = this
    if (this.write === pending) this.write = Math.max(pending, end)
    else for (let i = pending; i < end; i++) bytes[this.write++] = bytes[i]!
    this.pending = end + 1
  }
}
