import { sortedCategory, type CategoryColumn, type ColumnRole, type TextColumn } from '../column'
import type { Block } from './cells'
import { Dictionary } from './dictionary'
import { grown } from './growable'
import { TextCells } from './text-cells'

/** A column with more distinct texts than this is text. */
const MOST_LEVELS = 10_000
/** With so few distinct texts it is a category however few rows there are. */
const FEW_LEVELS = 50

/**
 * A column of strings while it is read: codes into a dictionary until there are too many levels for a category,
 * then plain text. Without a pinned kind it is a category when it has at most 10,000 levels and either at
 * most 50 or at most one for every two cells that are filled.
 */
export class StringCells {
  private readonly pinned: 'category' | 'text' | undefined
  private readonly levels = new Dictionary()
  private codes = new Int32Array(1 << 10)
  private length = 0
  private filled = 0
  private text: TextCells | undefined

  constructor(pinned?: 'category' | 'text') {
    this.pinned = pinned
    if (pinned === 'text') this.text = new TextCells()
  }

  addMissing(rows: number): void {
    for (let i = 0; i < rows; i++) {
      if (this.text) this.text.push(this.levels.bytes, 0, 0)
      else this.pushCode(-1)
    }
  }

  /** Rows `from` onwards. */
  add(block: Block, column: number, from: number): void {
    const row = this.text ? from : this.addCodes(block, column, from)
    if (this.text) this.text.add(block, column, row)
  }

  finish(name: string, role: ColumnRole): CategoryColumn | TextColumn {
    const { size } = this.levels
    if (!this.text && !this.pinned && size > FEW_LEVELS && size * 2 > this.filled) this.text = this.spellOut()
    if (this.text) return { kind: 'text', name, role, ...this.text.take() }
    const levels = Array.from({ length: size }, (_, code) => this.levels.text(code))
    return sortedCategory(name, role, this.codes.slice(0, this.length), levels)
  }

  /** Returns the row from which on the column is text, or `block.rows`. */
  private addCodes({ bytes, starts, ends, width, rows }: Block, column: number, from: number): number {
    this.codes = grown(this.codes, this.length + rows - from)
    const { codes, levels } = this
    const most = this.pinned === 'category' ? Infinity : MOST_LEVELS
    let { length, filled } = this
    let row = from
    for (let k = row * width + column; row < rows && levels.size <= most; row++, k += width) {
      const start = starts[k]!
      const end = ends[k]!
      if (start === end) codes[length++] = -1
      else {
        codes[length++] = levels.code(bytes, start, end)
        filled++
      }
    }
    this.length = length
    this.filled = filled
    if (levels.size > most) this.text = this.spellOut()
    return row
  }

  private pushCode(code: number): void {
    this.codes = grown(this.codes, this.length + 1)
    this.codes[this.length++] = code
  }

  private spellOut(): TextCells {
    const { levels, codes } = this
    const text = new TextCells()
    for (let i = 0; i < this.length; i++) {
      const code = codes[i]!
      if (code < 0) text.push(levels.bytes, 0, 0)
      else text.push(levels.bytes, levels.start(code), levels.end(code))
    }
    this.codes = new Int32Array(0)
    return text
  }
}
