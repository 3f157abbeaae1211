import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseGrouped } from './grouped-number'
import { COMMA, DOT } from './number'
import { cellsOf, read } from './testing'
import { encodeText } from './utf8'

const parsed = (text: string, decimal: number = DOT) => {
  const bytes = encodeText(text)
  return parseGrouped(bytes, 0, bytes.length, decimal)
}

describe('a number with marks between thousands', () => {
  it.each([
    ['1,234', 1234],
    [' -1,234,567.25 ', -1_234_567.25],
    ['+12,345', 12_345],
    ["1'234'567.5", 1_234_567.5],
    ['1’234', 1234],
    ['12\u00A0345', 12_345],
    ['12\u202F345.5', 12_345.5],
    ['1234.5', 1234.5],
    ['999', 999],
    ['0,123', NaN],
    ['00,123', NaN],
    ['1,23', NaN],
    ['1,2345', NaN],
    ['1234,567', NaN],
    ['1,234,56', NaN],
    ["1,234'567", NaN],
    ['1 234', NaN],
    [',123', NaN],
    ['1,', NaN],
    ['1,234x', NaN],
    ['1.234,5', NaN],
    [`1${',000'.repeat(30)}`, NaN],
    ['', NaN],
  ])('%j is %d', (text, value) => {
    expect(parsed(text)).toBe(value)
  })

  it('has points where commas are decimal marks', () => {
    expect(parsed('1.234.567,89', COMMA)).toBe(1_234_567.89)
    expect(parsed('1.234', COMMA)).toBe(1234)
    expect(parsed('1,234', COMMA)).toBe(1.234)
  })

  it('is what a language writes for it', () => {
    const number = fc.integer({ min: -999_999_999, max: 999_999_999 }).map((cents) => cents / 100)
    fc.assert(
      fc.property(number, (value) => {
        expect(parsed(value.toLocaleString('en-US'))).toBe(value)
        expect(parsed(value.toLocaleString('de-DE'), COMMA)).toBe(value)
        expect(parsed(value.toLocaleString('de-CH'))).toBe(value)
        expect(parsed(value.toLocaleString('fr-FR'), COMMA)).toBe(value)
      }),
    )
  })
})

describe('readCsv finds out marks between thousands', () => {
  const column = async (...cells: string[]) => {
    const result = await read(`n;m\n${cells.map((cell) => `${cell};1\n`).join('')}`)
    const [first] = result.cast.columns
    return { ...first, cells: cellsOf(result.table, 'n'), told: result.warnings.length }
  }

  it.each<[string, string[], unknown[], number]>([
    ['in some cells', ['1.5', '1,234.5', '', '7'], [1.5, 1234.5, null, 7], 0],
    ['from the first cell on', ['1,234,567', '8'], [1_234_567, 8], 0],
    ['that are points', ['1.234,50', '3,25'], [1234.5, 3.25], 0],
    ['that are points, where few cells show it', ['1.234', '2.345', '3,5'], [1234, 2345, 3.5], 0],
    ['that are apostrophes', ["1'234.5"], [1234.5], 0],
  ])('%s', async (_, cells, values, told) => {
    const { cells: found, kind, thousands, told: warnings } = await column(...cells)
    expect({ kind, thousands, found, warnings }).toEqual({
      kind: 'number',
      thousands: true,
      found: values,
      warnings: told,
    })
  })

  it('however late they show, and none beside a text', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => String(i))
    const late = await column(...many, '1,234,567.5')
    expect([late.kind, late.cells[1], late.cells.at(-1)]).toEqual(['number', 1, 1_234_567.5])
    expect(await column('1,234.5', 'x')).toMatchObject({ kind: 'category', cells: ['1,234.5', 'x'] })
    expect(await column('1,234,567', '00123')).toMatchObject({ kind: 'category' })
  })

  it('and tells where they may be decimal marks, does as it is told, and pins it', async () => {
    const csv = 'n,m\n"1,234",1\n"56",2\n'
    const found = await read(csv)
    expect(found.cast.columns[0]).toEqual({ name: 'n', kind: 'number', thousands: true })
    expect(found.warnings).toEqual([
      {
        message: 'Column "n": 1,234 was read as 1234, a comma being a mark between thousands.',
        cure: 'If it is a decimal mark, choose that in "Decimal mark" of the source.',
        column: 'n',
      },
    ])
    const types = found.cast.columns
    const again = await read(csv, { types })
    expect([cellsOf(again.table, 'n'), again.cast.columns, again.warnings]).toEqual([[1234, 56], types, []])
    const other = await read(csv, { types, decimal: ',' })
    expect(cellsOf(other.table, 'n')).toEqual([1.234, 56])
    const plain = await read(csv, { types: [{ name: 'n', kind: 'number' }] })
    expect(cellsOf(plain.table, 'n')).toEqual([null, 56])
  })

  it('hints at texts between such numbers', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `"1,${100 + i}.5"`)
    const { warnings } = await read(`n\n${rows.join('\n')}\nunknown\n`)
    expect(warnings[0]?.message).toBe('Column "n": 30 cells are numbers, 1 is "unknown".')
  })
})
