import type { Block } from './cells'
import { grown } from './growable'

/** Reads the cell from `start` up to `end`; NaN when it is no such value. */
export type ParseCell = (bytes: Uint8Array, start: number, end: number, decimal: number) => number

/** The values of a number or a time column while they are read; NaN is missing. */
export class FloatCells {
  length = 0
  /** Cells that held a value. */
  seen = 0
  /** Cells that a lenient column could not read, and the row of the first of them, counted from 0. */
  failed = 0
  firstFailed = -1
  parse: ParseCell
  private readonly decimal: number
  private readonly lenient: boolean
  private values = new Float64Array(1 << 10)

  /** @param lenient a cell that cannot be read is missing and counted, instead of ending the column */
  constructor(parse: ParseCell, decimal: number, lenient: boolean) {
    this.parse = parse
    this.decimal = decimal
    this.lenient = lenient
  }

  /** Rows `from` onwards. Returns the row that could not be read, or `block.rows`. */
  add({ bytes, starts, ends, width, rows }: Block, column: number, from: number): number {
    this.values = grown(this.values, this.length + rows - from)
    const { values, parse, decimal } = this
    let { length, seen } = this
    let row = from
    for (let k = row * width + column; row < rows; row++, k += width) {
      const start = starts[k]!
      const end = ends[k]!
      if (start === end) {
        values[length++] = NaN
        continue
      }
      const value = parse(bytes, start, end, decimal)
      if (value !== value) {
        if (!this.lenient) break
        if (this.failed++ === 0) this.firstFailed = length
      } else seen++
      values[length++] = value
    }
    this.length = length
    this.seen = seen
    return row
  }

  /** The values so far, to be looked at and changed in place. */
  get soFar(): Float64Array {
    return this.values.subarray(0, this.length)
  }

  take(): Float64Array {
    return this.values.slice(0, this.length)
  }
}
