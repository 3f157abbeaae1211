import type { Column, ColumnRole } from '../column'
import type { Block } from './cells'
import { FloatCells, type ParseCell } from './float-cells'
import { isDoubtful, parseGrouped } from './grouped-number'
import { COMMA, parseNumber } from './number'
import { StringCells } from './string-cells'
import { parseTime } from './time'
import {
  dayFirst,
  isOpen,
  monthFirst,
  swapDaysAndMonths,
  timeParser,
  usualOrder,
  type DateOrder,
} from './written-date'

/** The kinds that text can become. */
export type TextKind = 'number' | 'category' | 'time' | 'text'

/** What a column of a file is read as. */
export interface TypedColumn {
  readonly name: string
  readonly kind: TextKind
  /** Of times: the order of dates that do not begin with the year. */
  readonly order?: DateOrder
  /** Of numbers: marks between groups of three digits are read over. */
  readonly thousands?: true
}

/** How the cells of a column are written, beside its kind. */
export type Writing = Pick<TypedColumn, 'order' | 'thousands'>

/**
 * One column while it is read. Without a pinned kind it is inferred over the whole column: numbers until a cell
 * is none, with marks between thousands from the first such cell on, times where no number came before, strings otherwise. Dates that do not begin with the year are read day first
 * until one of them can only be read month first. When that shows only after earlier rows are gone, the column is
 * `spoilt`: read it again with `rereading`.
 */
export class ColumnBuilder {
  spoilt = false
  /** Once the column is finished: the order of dates or the marks that were found, and whether it might as well be otherwise. */
  writing: Writing = {}
  isGuessed = false
  private rows = 0
  private floats: FloatCells | undefined
  private strings: StringCells | undefined
  /** The order of dates that can be read either way. */
  private usual: DateOrder = 'day-first'
  private readonly kind: TextKind | undefined
  private readonly decimal: number

  /** @param decimal byte of the decimal mark */
  constructor(decimal: number, pinned?: Omit<TypedColumn, 'name'>) {
    this.decimal = decimal
    this.kind = pinned?.kind
    if (pinned?.kind === 'category' || pinned?.kind === 'text') this.strings = new StringCells(pinned.kind)
    else {
      const { kind, order, thousands } = pinned ?? {}
      const parse = kind === 'time' ? timeParser(order) : thousands ? parseGrouped : parseNumber
      this.floats = new FloatCells(parse, decimal, !!pinned)
    }
  }

  /** A builder for a second pass over a column that turned out to be strings. */
  static rereading(): ColumnBuilder {
    const builder = new ColumnBuilder(0)
    builder.becomeStrings(0)
    return builder
  }

  /** Cells that could not be read as the pinned kind, and the row of the first, counted from 0. */
  get failed(): number {
    return this.floats?.failed ?? 0
  }
  get firstFailed(): number {
    return this.floats?.firstFailed ?? -1
  }

  /** The cells of `column` in `block`, whose empty cells are missing. */
  add(block: Block, column: number): void {
    if (this.spoilt) return
    const from = this.floats ? this.addFloats(this.floats, block, column) : 0
    if (!this.spoilt) this.strings?.add(block, column, from)
    this.rows += block.rows
  }

  /** @throws RangeError when the column is spoilt */
  finish(name: string, role: ColumnRole = 'feature'): Column {
    if (this.spoilt) throw new RangeError(`Column "${name}" has to be read again`)
    if (this.strings) return this.strings.finish(name, role)
    const { floats } = this
    if (floats && !this.kind) this.settle(floats)
    const isNumber = floats?.parse === parseNumber || floats?.parse === parseGrouped
    const kind = isNumber ? 'number' : 'time'
    return { kind, name, role, values: floats?.take() ?? new Float64Array(0) }
  }

  /** Decides in which order dates are meant, and says how numbers are written. */
  private settle(floats: FloatCells): void {
    const { parse, soFar } = floats
    if (parse === parseGrouped) {
      this.writing = { thousands: true }
      this.isGuessed = this.decimal !== COMMA && isDoubtful(soFar)
    } else if (parse === monthFirst) this.writing = { order: 'month-first' }
    else if (parse === dayFirst) {
      this.isGuessed = isOpen(soFar)
      const order = this.isGuessed ? this.usual : 'day-first'
      if (order === 'month-first') swapDaysAndMonths(soFar)
      this.writing = { order }
    }
  }

  /** Returns the row from which on the cells are strings. */
  private addFloats(floats: FloatCells, block: Block, column: number): number {
    let row = floats.add(block, column, 0)
    while (row < block.rows && this.readOtherwise(floats, block, row * block.width + column)) {
      row = floats.add(block, column, row)
    }
    if (row === block.rows) return row
    if (floats.seen === 0) {
      this.becomeStrings(floats.length)
      return row
    }
    if (this.rows === 0) {
      this.becomeStrings(0)
      return 0
    }
    this.spoilt = true
    this.floats = undefined
    return row
  }

  /** Whether there is a way to read that cell and all before it. */
  private readOtherwise(floats: FloatCells, { bytes, ends, starts }: Block, cell: number): boolean {
    const [start, end] = [starts[cell]!, ends[cell]!]
    const reads = (parse: ParseCell) => !Number.isNaN(parse(bytes, start, end, this.decimal))
    if (floats.parse === parseNumber && reads(parseGrouped)) {
      floats.parse = parseGrouped
      return true
    }
    if (floats.seen === 0) {
      const parse = [parseTime, dayFirst, monthFirst].find(reads)
      if (!parse) return false
      floats.parse = parse
      this.usual = usualOrder(bytes.subarray(start, end))
      return true
    }
    if (floats.parse !== dayFirst || !reads(monthFirst) || !isOpen(floats.soFar)) return false
    swapDaysAndMonths(floats.soFar)
    floats.parse = monthFirst
    return true
  }

  private becomeStrings(missing: number): void {
    this.floats = undefined
    this.strings = new StringCells()
    this.strings.addMissing(missing)
  }
}
