import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, read } from './testing'
import { encodeText } from './utf8'
import { dayFirst, monthFirst, swapDaysAndMonths, timeParser } from './written-date'

const DOT = 46
const parsed = (parse: typeof dayFirst, text: string): number => {
  const bytes = encodeText(`9${text}9`)
  return parse(bytes, 1, bytes.length - 1, DOT)
}

describe('a written date', () => {
  it('is read in its order, with dots or slashes, one digit or two, and with a time of day', () => {
    expect(parsed(dayFirst, '31.12.2024')).toBe(Date.UTC(2024, 11, 31))
    expect(parsed(dayFirst, ' 1/3/2024 ')).toBe(Date.UTC(2024, 2, 1))
    expect(parsed(monthFirst, '1/3/2024')).toBe(Date.UTC(2024, 0, 3))
    expect(parsed(monthFirst, '12/31/2024 10:20:30.5')).toBe(Date.UTC(2024, 11, 31, 10, 20, 30, 500))
  })

  it.each([
    '',
    '1.2',
    '31.12.24',
    '31.12/2024',
    '31-12-2024',
    '30.02.2024',
    '29.02.2023',
    '0.1.2024',
    '1.13.2024',
    '001.2.2024',
    '1..2024',
    '.1.2024',
    '1.2.20245',
    '1.2.202',
    '1.2.2024x',
    '1.2.2024 10:2',
    '1.2.2024T10:20',
    '1.2.2024 10:20Z',
    '1.2.2024 10:20+02:00',
    'a.b.cdef',
  ])('%j is none', (text) => {
    expect(parsed(dayFirst, text)).toBeNaN()
  })

  it('swaps back and forth', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (one) => {
        const day = Math.min(12, one.getUTCDate())
        const time = new Date(one).setUTCDate(day)
        const times = Float64Array.of(time, NaN)
        swapDaysAndMonths(times)
        const swapped = new Date(times[0]!)
        expect([swapped.getUTCDate(), swapped.getUTCMonth() + 1]).toEqual([
          new Date(time).getUTCMonth() + 1,
          day,
        ])
        swapDaysAndMonths(times)
        expect([...times]).toEqual([time, NaN])
      }),
    )
  })

  it('stands beside ISO dates in a column whose order is known', () => {
    expect(parsed(timeParser('day-first'), '2024-03-01')).toBe(Date.UTC(2024, 2, 1))
    expect(parsed(timeParser('month-first'), '3/1/2024')).toBe(Date.UTC(2024, 2, 1))
    expect(parsed(timeParser(undefined), '1.3.2024')).toBeNaN()
  })
})

describe('readCsv finds the order of dates over the whole column', () => {
  const column = (cells: readonly string[]) => read(`d,n\n${cells.map((cell) => `${cell},1\n`).join('')}`)
  const found = async (...cells: string[]) => {
    const { cast, table, warnings } = await column(cells)
    const days = cellsOf(table, 'd').map((cell) =>
      typeof cell === 'number' ? new Date(cell).toISOString().slice(0, 10) : cell,
    )
    return { kind: cast.columns[0]?.kind, order: cast.columns[0]?.order, days, told: warnings.length }
  }

  it.each<[string, string[], string | undefined, string[], number]>([
    ['a day over 12 first', ['1.2.2024', '13.2.2024'], 'day-first', ['2024-02-01', '2024-02-13'], 0],
    ['slashes, day first', ['01/02/2024', '13/02/2024'], 'day-first', ['2024-02-01', '2024-02-13'], 0],
    ['slashes, month first', ['01/02/2024', '02/13/2024'], 'month-first', ['2024-01-02', '2024-02-13'], 0],
    ['month first at once', ['02/13/2024', '01/02/2024'], 'month-first', ['2024-02-13', '2024-01-02'], 0],
    ['dots, either way', ['01.02.2024'], 'day-first', ['2024-02-01'], 1],
    ['slashes, either way', ['01/02/2024 10:20:30.5'], 'month-first', ['2024-01-02'], 1],
  ])('%s', async (_, cells, order, days, told) => {
    expect(await found(...cells)).toEqual({ kind: 'time', order, days, told })
  })

  it('and takes a column that contradicts itself for what is written there', async () => {
    const cells = ['13/02/2024', '02/13/2024']
    expect(await found(...cells)).toEqual({ kind: 'category', order: undefined, days: cells, told: 0 })
    expect((await found('1.2.2024', 'soon')).kind).toBe('category')
    expect((await found('2024-02-01', '1.2.2024')).kind).toBe('category')
    expect((await found('5', '1.2.2024')).kind).toBe('category')
  })

  it('however late that shows', async () => {
    const many = Array.from({ length: 30_000 }, () => '01/02/2024')
    const late = await found('', ...many, '12/31/2024')
    expect([late.order, late.days[1], late.days.at(-1)]).toEqual(['month-first', '2024-01-02', '2024-12-31'])
    const broken = await found(...many, '12/31/2024', '31/12/2024')
    expect([broken.kind, broken.days[0]]).toEqual(['category', '01/02/2024'])
  })

  it('tells which order was taken and where to say otherwise, and does as it is told', async () => {
    const csv = 'd\n01/02/2024\n13/02/2024\n'
    const { warnings } = await read('d\n01/02/2024\n')
    expect(warnings[0]).toMatchObject({
      message:
        'Column "d": every date can be read day first or month first. The month was taken to come first.',
      cure: 'If the day comes first, choose that in "Column types" of the source.',
    })
    const types = [{ name: 'd', kind: 'time', order: 'month-first' }] as const
    const told = await read(csv, { types })
    expect(cellsOf(told.table, 'd')).toEqual([Date.UTC(2024, 0, 2), null])
    expect(told.cast.columns[0]).toEqual(types[0])
    expect(told.warnings[0]?.message).toContain('a date, month first, such as 12/31/2024')
  })

  it('dates on top of dates are no names', async () => {
    expect((await read('31.12.2024;1\n30.12.2024;2\n')).table.columns.map(({ name }) => name)).toEqual([
      'column_1',
      'column_2',
    ])
  })
})
