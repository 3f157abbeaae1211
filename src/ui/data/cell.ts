import type { ColumnInfo } from '../../core/column'

const LETTER = 7.5
const number = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6, useGrouping: false })

/** A cell as it is read; a missing one says so. */
export function cellText(value: string | number | null): string {
  if (value === null) return 'missing'
  if (typeof value === 'string') return value
  const size = Math.abs(value)
  return size !== 0 && (size < 1e-4 || size >= 1e12) ? value.toExponential(4) : number.format(value)
}

const LEAST = { number: 112, category: 112, time: 216, text: 200, vector: 184 } as const

/** Wide enough for the name and for what usually stands in a column of that kind. */
export const columnWidth = ({ kind, name }: ColumnInfo): number =>
  Math.round(Math.min(280, Math.max(LEAST[kind], name.length * LETTER + 44)))
