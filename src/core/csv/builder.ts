import type { Column, ColumnRole } from '../column'
import type { Block } from './cells'
import { FloatCells } from './float-cells'
import { parseNumber } from './number'
import { StringCells } from './string-cells'
import { parseTime } from './time'

/** The kinds that text can become. */
export type TextKind = 'number' | 'category' | 'time' | 'text'

/**
 * One column while it is read. Without a pinned kind it is inferred over the whole column: numbers until a cell
 * is none, times where no number came before, strings otherwise. When that shows only after earlier rows
 * are gone, the column is `spoilt`: read it again with `rereading`.
 */
export class ColumnBuilder {
  spoilt = false
  private rows = 0
  private floats: FloatCells | undefined
  private strings: StringCells | undefined
  private readonly pinned: TextKind | undefined
  private readonly decimal: number

  /** @param decimal byte of the decimal mark */
  constructor(decimal: number, pinned?: TextKind) {
    this.decimal = decimal
    this.pinned = pinned
    if (pinned === 'category' || pinned === 'text') this.strings = new StringCells(pinned)
    else this.floats = new FloatCells(pinned === 'time' ? parseTime : parseNumber, decimal, !!pinned)
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
    const kind = floats?.parse === parseTime ? 'time' : 'number'
    return { kind, name, role, values: floats?.take() ?? new Float64Array(0) }
  }

  /** Returns the row from which on the cells are strings. */
  private addFloats(floats: FloatCells, block: Block, column: number): number {
    let row = floats.add(block, column, 0)
    if (row < block.rows && floats.seen === 0 && floats.parse === parseNumber) {
      floats.parse = parseTime
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

  private becomeStrings(missing: number): void {
    this.floats = undefined
    this.strings = new StringCells()
    this.strings.addMissing(missing)
  }
}
