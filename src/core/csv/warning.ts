import type { TextKind } from './builder'

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
export function unreadable(column: string, kind: TextKind, count: number, row: number): Warning {
  const what = kind === 'time' ? 'a date such as 2024-03-01 or 2024-03-01T10:20' : 'a number'
  return {
    message: `Column "${column}": ${plural(count, 'cell')} could not be read as ${what} and counted as missing.`,
    cure: 'Mend the cells, or read the column as another kind.',
    column,
    row: row + 1,
  }
}
