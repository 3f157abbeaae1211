import { table, type Table } from '../table'
import { ColumnBuilder, type TypedColumn, type Writing } from './builder'
import { block, textRows, type Cells, type Ragged } from './cells'
import { decimalByte, type Dialect } from './dialect'
import { columnNames } from './header'
import { nearlyNumber } from './hints'
import { Markers } from './missing'
import { guessed, plural, unreadable, type Warning } from './warning'

export interface ReadingOptions {
  /** Texts that are missing, besides the empty cell. */
  readonly missing?: readonly string[]
  /** Kinds that the person decided; the others are inferred over the whole column. */
  readonly types?: readonly TypedColumn[]
  /** Data rows to read at most. */
  readonly limit?: number
}

interface Read {
  readonly table: Table
  /** Of columns of dates that do not begin with the year, and of numbers with marks between thousands. */
  readonly writings: ReadonlyMap<string, Writing>
  readonly warnings: readonly Warning[]
}

/** The rows of a file on their way into columns: one pass, `rewind`, where that says so a second pass, `finish`. */
export class Reading {
  /** Data rows so far in this pass. */
  rows = 0
  private begun = false
  private names: readonly string[] = []
  private builders: ColumnBuilder[] = []
  /** The columns that this pass reads. */
  private active: readonly number[] = []
  private readonly ragged: Ragged = { short: 0, long: 0, line: 0 }
  private readonly warnings: Warning[] = []
  readonly dialect: Dialect
  private readonly decimal: number
  private readonly markers: Markers
  private readonly types: ReadonlyMap<string, TypedColumn>
  private readonly limit: number

  constructor(dialect: Dialect, { missing = [], types = [], limit = Infinity }: ReadingOptions) {
    this.dialect = dialect
    this.decimal = decimalByte(dialect.decimal)
    this.markers = new Markers(missing)
    this.types = new Map(types.map((column) => [column.name, column]))
    this.limit = limit
  }

  /** Whether there was a first row. */
  get hasColumns(): boolean {
    return this.names.length > 0
  }

  /** Returns whether more rows are wanted. */
  add(cells: Cells): boolean {
    if (cells.rows === 0) return true
    let from = 0
    if (!this.begun) {
      if (!this.hasColumns) this.begin(textRows(cells, 0, 1)[0]!)
      this.begun = true
      if (this.dialect.header) from = 1
    }
    const to = Math.min(cells.rows, from + this.limit - this.rows)
    const rows = block(cells, from, to, this.names.length, this.ragged)
    this.markers.blank(rows)
    for (const column of this.active) this.builders[column]!.add(rows, column)
    this.rows += to - from
    return this.rows < this.limit
  }

  /** Ends the first pass and makes ready for a second one over the same bytes. Returns how many columns need it. */
  rewind(): number {
    this.active = this.active.filter((column) => this.builders[column]!.spoilt)
    for (const column of this.active) this.builders[column] = ColumnBuilder.rereading()
    this.tellRagged()
    if (this.active.length > 0) {
      this.begun = false
      this.rows = 0
    }
    return this.active.length
  }

  finish(): Read {
    const writings = new Map<string, Writing>()
    const columns = this.names.map((name, i) => {
      const builder = this.builders[i]!
      const typed = this.types.get(name)
      if (typed && builder.failed > 0) {
        this.warnings.push(unreadable(typed, builder.failed, builder.firstFailed))
      }
      const column = builder.finish(name)
      const { order, thousands } = typed ?? builder.writing
      if (column.kind === 'time' && order) writings.set(name, { order })
      if (column.kind === 'number' && thousands) writings.set(name, { thousands })
      if (builder.isGuessed) this.warnings.push(guessed(name, builder.writing))
      const hint = typed ? undefined : nearlyNumber(column, this.decimal)
      if (hint) this.warnings.push(hint)
      return column
    })
    const ids = new Uint32Array(this.rows)
    for (let i = 0; i < ids.length; i++) ids[i] = i
    return { table: table(columns, ids), writings, warnings: this.warnings }
  }

  private begin(first: readonly string[]): void {
    const { names, warnings } = columnNames(this.dialect.header ? first : first.map(() => ''))
    this.names = names
    if (this.dialect.header) this.warnings.push(...warnings)
    this.builders = names.map((name) => new ColumnBuilder(this.decimal, this.types.get(name)))
    this.active = names.map((_, i) => i)
    for (const name of this.types.keys()) {
      if (!names.includes(name)) this.warnings.push({ message: `There is no column "${name}" in this file.` })
    }
  }

  private tellRagged(): void {
    const { short, long, line } = this.ragged
    if (line === 0) return
    const parts = [
      ...(short > 0 ? [`${plural(short, 'row')} had too few cells, and the rest of them is missing`] : []),
      ...(long > 0 ? [`${plural(long, 'row')} had too many, which were left out`] : []),
    ]
    this.warnings.push({
      message: `${parts.join('; ')}. The first row has ${plural(this.names.length, 'cell')}; line ${line} differs.`,
      cure: 'Look at that line: a delimiter in a text has to stand in quotes.',
    })
  }
}
