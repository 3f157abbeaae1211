import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTime } from './time'
import { encodeText } from './utf8'

function parseTimeText(text: string): number {
  const bytes = encodeText(text)
  return parseTime(bytes, 0, bytes.length)
}

describe('parseTime', () => {
  it.each([
    '2024-03-01',
    '2024-02-29',
    '0001-01-01',
    '2024-03-01T10:20Z',
    '2024-03-01T10:20:30Z',
    '2024-03-01T10:20:30.5Z',
    '2024-03-01T10:20:30.123+02:00',
    '1969-12-31T23:59:59.999-11:30',
  ])('%s as Date does', (text) => {
    expect(parseTimeText(text)).toBe(Date.parse(text))
  })

  it('takes UTC for granted, a space for the T and a zone without a colon', () => {
    expect(parseTimeText('2024-03-01 10:20')).toBe(Date.UTC(2024, 2, 1, 10, 20))
    expect(parseTimeText(' 2024-03-01T10:20 ')).toBe(Date.UTC(2024, 2, 1, 10, 20))
    expect(parseTimeText('2024-03-01 10:20:30+0130')).toBe(Date.UTC(2024, 2, 1, 8, 50, 30))
  })

  it('cuts off what is finer than a millisecond', () => {
    expect(parseTimeText('2024-03-01 10:20:30.123999999')).toBe(Date.UTC(2024, 2, 1, 10, 20, 30, 123))
  })

  it.each([
    '',
    '2024',
    '2024-3-1',
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024/03/01',
    '01-03-2024',
    '20240301xx',
    '2024-03-01x10:20',
    '2024-03-01T',
    '2024-03-01 24:00',
    '2024-03-01 10:60',
    '2024-03-01 10:20:',
    '2024-03-01 10:20:3',
    '2024-03-01 10:20:60',
    '2024-03-01 10:20:30.',
    '2024-03-01 10:20:30.1234567890',
    '2024-03-01 10:20Zx',
    '2024-03-01 10:20+2:00',
    '2024-03-01 10:20+25:00',
  ])('%j is no time', (text) => {
    expect(parseTimeText(text)).toBeNaN()
  })

  it('reads back what Date writes', () => {
    const date = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (one) => {
        expect(parseTimeText(one.toISOString())).toBe(one.getTime())
        expect(parseTimeText(one.toISOString().slice(0, 10))).toBe(
          Math.floor(one.getTime() / 86_400_000) * 86_400_000,
        )
      }),
    )
  })
})
