import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextKind } from './builder'
import type { DateOrder } from './written-date'
import { castRows, type Cast } from './cast'
import { parseCsv } from './parse-text'
import { cellsOf, plainTable, read } from './testing'

const cast: Cast = {
  columns: [
    { name: 'n', kind: 'number' },
    { name: 'c', kind: 'category', levels: ['a', 'b'] },
    { name: 't', kind: 'time' },
    { name: 's', kind: 'text' },
  ],
  decimal: '.',
  missing: ['NA'],
}

describe('castRows', () => {
  it('matches columns by name, in the order of the cast', () => {
    const { table, warnings } = castRows(
      cast,
      ['s', 'x', 'c', 'n', 't'],
      [
        ['text', 'extra', 'b', '1.5', '2024-03-01'],
        ['', '', 'new', 'NA', ''],
      ],
    )
    expect(plainTable(table)).toEqual([
      { name: 'n', kind: 'number', cells: [1.5, null] },
      { name: 'c', kind: 'category', cells: ['b', 'new'] },
      { name: 't', kind: 'time', cells: [Date.UTC(2024, 2, 1), null] },
      { name: 's', kind: 'text', cells: ['text', null] },
    ])
    expect(table.columns[1]).toMatchObject({ levels: ['b', 'new'] })
    expect(warnings).toEqual([])
  })

  it('counts what is missing without a marker', () => {
    const { table, warnings } = castRows(cast, ['n', 't', 's'], [['1'], ['x', 'y', 'z'], ['z', '2024-03-01']])
    expect(cellsOf(table, 'n')).toEqual([1, null, null])
    expect(cellsOf(table, 'c')).toEqual([null, null, null])
    expect(warnings.map(({ column, row }) => [column, row])).toEqual([
      ['n', 2],
      ['c', undefined],
      ['t', 2],
    ])
    expect(warnings[0]?.message).toContain('2 cells')
  })

  it('of no rows', () => {
    expect(plainTable(castRows(cast, ['n'], []).table).map(({ cells }) => cells)).toEqual([[], [], [], []])
  })
})

describe('the same everywhere', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '1.0',
      '-3.5e2',
      '0123',
      'NA',
      'inf',
      '2024-03-01',
      '2024-03-01 10:20',
      '1.2.2024',
      '13/02/2024',
      '02/13/2024 10:20',
      ' 7',
      '1,234',
      '1.234,5',
      'ü',
      '"',
    ),
    fc.double().map(String),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 30 })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const csvOf = (cells: readonly (readonly string[])[]) =>
    [['n', 'c', 't', 's'], ...cells].map((row) => row.map(quoted).join(',')).join('\n')

  it('the streaming reader with pinned kinds and castRows give one table', async () => {
    const kind = fc.constantFrom<TextKind>('number', 'category', 'time', 'text')
    const order = fc.constantFrom<DateOrder | undefined>(undefined, 'day-first', 'month-first')
    const marked = fc.boolean()
    const decimal = fc.constantFrom('.' as const, ',' as const)
    await fc.assert(
      fc.asyncProperty(
        rows,
        kind,
        kind,
        order,
        marked,
        decimal,
        async (cells, first, second, dates, thousands, mark) => {
          const columns = ['n', 'c', 't', 's'].map((name, i) => ({
            name,
            kind: i % 2 ? first : second,
            ...(dates && { order: dates }),
            ...(thousands && { thousands }),
          }))
          const csv = csvOf(cells)
          const options = { types: columns, missing: ['NA'], decimal: mark, delimiter: ',', header: true }
          const streamed = await read(csv, options)
          const parsed = parseCsv(csv)
          expect(parsed.rows).toEqual(cells)
          const pinned = { columns, missing: ['NA'], decimal: mark }
          const { table, warnings } = castRows(pinned, parsed.header, parsed.rows)
          expect(table).toEqual(streamed.table)
          expect(warnings).toEqual(streamed.warnings)
        },
      ),
      { numRuns: 300 },
    )
  })

  const date = fc
    .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }), fc.constantFrom('.', '/'))
    .map(([a, b, mark]) => `${a}${mark}${b}${mark}2024`)
  const dates = fc.array(fc.array(fc.oneof(date, fc.constant('')), { minLength: 4, maxLength: 4 }), {
    maxLength: 4,
  })

  it.each([
    ['anything', rows],
    ['dates', dates],
  ])('what was inferred is what its own cast gives: %s', async (_, some) => {
    await fc.assert(
      fc.asyncProperty(some, async (cells) => {
        const streamed = await read(csvOf(cells), { delimiter: ',', header: true })
        const { table, warnings } = castRows(streamed.cast, ['n', 'c', 't', 's'], cells)
        expect(table).toEqual(streamed.table)
        expect(warnings).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
