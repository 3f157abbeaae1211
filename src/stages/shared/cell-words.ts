import type { Column } from '../../core/column'

const MOST_LETTERS = 60

/** A cell as people read it in a sentence. */
export function cellWords(column: Column, row: number): string {
  switch (column.kind) {
    case 'number':
      return Number.isNaN(column.values[row]!) ? MISSING : String(Number(column.values[row]!.toPrecision(6)))
    case 'time':
      return Number.isNaN(column.values[row]!) ? MISSING : new Date(column.values[row]!).toISOString()
    case 'category':
      return column.levels[column.codes[row]!] ?? MISSING
    case 'text': {
      const text = new TextDecoder().decode(
        column.bytes.subarray(column.offsets[row], column.offsets[row + 1]),
      )
      return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text || MISSING
    }
    case 'vector':
      return `${column.slots.length} numbers`
  }
}

const MISSING = 'missing'
