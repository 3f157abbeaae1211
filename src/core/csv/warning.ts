import type { TypedColumn, Writing } from './builder'

/** Something about a file that the person should know. Rows are data rows, counted from 1. */
export interface Warning {
  readonly message: string
  readonly cure?: string
  readonly column?: string
  readonly row?: number
}

/** 1200 as 1,200. */
export const counted = (count: number): string => count.toLocaleString('en-US')

/** `count` things: 1 row, 1,200 rows. */
export const plural = (count: number, thing: string): string =>
  `${counted(count)} ${thing}${count === 1 ? '' : 's'}`

/** Cells that were to be of a kind and are not. `row` is counted from 0. */
export function unreadable(column: TypedColumn, count: number, row: number): Warning {
  return {
    message: `Column "${column.name}": ${plural(count, 'cell')} could not be read as ${wanted(column)} and counted as missing.`,
    cure: 'Mend the cells, or read the column as another kind.',
    column: column.name,
    row: row + 1,
  }
}

function wanted({ kind, order }: TypedColumn): string {
  if (kind !== 'time') return 'a number'
  if (order === 'day-first') return 'a date, day first, such as 31.12.2024 or 31/12/2024'
  if (order === 'month-first') return 'a date, month first, such as 12/31/2024'
  return 'a date such as 2024-03-01 or 2024-03-01T10:20'
}

/** Dates that can all be read either way, and commas that may stand before thousands or decimals. */
export function guessed(column: string, { order, thousands }: Writing): Warning {
  if (thousands) {
    return {
      message: `Column "${column}": 1,234 was read as 1234, a comma being a mark between thousands.`,
      cure: 'If it is a decimal mark, choose that in "Decimal mark" of the source.',
      column,
    }
  }
  const [taken, other] = order === 'day-first' ? ['day', 'month'] : ['month', 'day']
  return {
    message: `Column "${column}": every date can be read day first or month first. The ${taken} was taken to come first.`,
    cure: `If the ${other} comes first, choose that in "Column types" of the source.`,
    column,
  }
}
