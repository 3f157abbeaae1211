import type { CategoryColumn, Column, TextColumn } from '../column'
import { Dictionary } from './dictionary'
import type { ParseCell } from './float-cells'
import { parseGrouped } from './grouped-number'
import { decodeText, encodeText } from './utf8'
import { counted, type Warning } from './warning'

/** So many distinct texts may stand between the numbers of a column that was meant to be one. */
const FEW = 5
const SHARE = 0.9

/** What a column of strings holds that are no numbers, and how often; undefined when there are too many. */
interface Odd {
  readonly numbers: number
  readonly odd: readonly { readonly text: string; readonly count: number }[]
}

/**
 * A hint where nearly all cells of a column of strings are numbers and a few texts, such as "NA", stand in
 * between. Texts with digits, such as 12A and 00123, are no missing markers.
 */
export function nearlyNumber(column: Column, decimal: number): Warning | undefined {
  const found =
    column.kind === 'category'
      ? oddLevels(column, decimal)
      : column.kind === 'text'
        ? oddTexts(column, decimal)
        : undefined
  if (!found || found.odd.length === 0 || found.odd.some(({ text }) => /^[^#]*\d/.test(text)))
    return undefined
  const others = found.odd.reduce((sum, { count }) => sum + count, 0)
  if (found.numbers < SHARE * (found.numbers + others)) return undefined
  const list = found.odd.map(({ text, count }) => `${counted(count)} ${count === 1 ? 'is' : 'are'} "${text}"`)
  return {
    message: `Column "${column.name}": ${counted(found.numbers)} cells are numbers, ${list.join(', ')}.`,
    cure: `Add ${list.length === 1 ? 'it' : 'them'} to the missing markers to read the column as numbers.`,
    column: column.name,
  }
}

const isOddCell: (...cell: Parameters<ParseCell>) => boolean = (...cell) =>
  Number.isNaN(parseGrouped(...cell))

function oddLevels({ codes, levels }: CategoryColumn, decimal: number): Odd | undefined {
  const isOdd = levels.map(encodeText).map((level) => isOddCell(level, 0, level.length, decimal))
  if (isOdd.filter(Boolean).length > FEW) return undefined
  const counts = new Float64Array(levels.length)
  let filled = 0
  for (const code of codes) {
    if (code < 0) continue
    counts[code]!++
    filled++
  }
  const odd = levels.map((text, i) => ({ text, count: counts[i]! })).filter((_, i) => isOdd[i])
  return { numbers: filled - odd.reduce((sum, { count }) => sum + count, 0), odd }
}

function oddTexts({ bytes, offsets }: TextColumn, decimal: number): Odd | undefined {
  const odd = new Dictionary()
  const counts = new Float64Array(FEW + 1)
  let numbers = 0
  for (let i = 0; i + 1 < offsets.length; i++) {
    const start = offsets[i]!
    const end = offsets[i + 1]!
    if (start === end) continue
    if (!isOddCell(bytes, start, end, decimal)) numbers++
    else counts[odd.code(bytes, start, end)]!++
    if (odd.size > FEW) return undefined
  }
  const texts = Array.from({ length: odd.size }, (_, code) =>
    decodeText(odd.bytes, odd.start(code), odd.end(code)),
  )
  return { numbers, odd: texts.map((text, code) => ({ text, count: counts[code]! })) }
}
