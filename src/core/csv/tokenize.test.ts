import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../errors'
import { textRows } from './cells'
import { Tokenizer } from './tokenize'

/** The rows of `csv` when it comes in pieces of the given sizes, over and over. */
function rowsOf(csv: string, sizes: readonly number[] = [Infinity], delimiter = ','): string[][] {
  const bytes = new TextEncoder().encode(csv)
  const tokenizer = new Tokenizer(delimiter.charCodeAt(0))
  const rows: string[][] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const end = Math.min(bytes.length, at + sizes[i % sizes.length]!)
    rows.push(...textRows(tokenizer.push(bytes.slice(at, end))))
    at = end
  }
  rows.push(...textRows(tokenizer.push(new Uint8Array(0), true)))
  return rows
}

describe('Tokenizer', () => {
  it.each<[string, string, string[][]]>([
    ['nothing', '', []],
    [
      'rows',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR LF',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['blank lines', '\n\na\r\n\r\n\rb\n\n', [['a'], ['b']]],
    [
      'empty cells',
      ',\n,,\n',
      [
        ['', ''],
        ['', '', ''],
      ],
    ],
    ['an empty last cell', 'a,', [['a', '']]],
    ['a quoted empty cell', '""\n"",""', [[''], ['', '']]],
    ['quotes', '"a,b","c\nd","e""f"\n', [['a,b', 'c\nd', 'e"f']]],
    ['only doubled quotes', '"""","""a""","a"""""\n', [['"', '"a"', 'a""']]],
    ['a quote in the middle', 'a"b,"c"d"e,f\n', [['a"b', 'cd"e', 'f']]],
    ['a space before a quote', 'a, "b"\n', [['a', ' "b"']]],
    ['line ends in quotes', '"a\r\nb"\r\n"c\rd"\r\n', [['a\r\nb'], ['c\rd']]],
  ])('reads %s, in chunks of any size', (_, csv, rows) => {
    for (const size of [Infinity, 1, 2, 3, 5]) expect(rowsOf(csv, [size])).toEqual(rows)
  })

  it('says on which line a quote opens that is never closed', () => {
    const csv = 'a,b\n\n"x\ny",2\n3,"4\n5,6\n'
    for (const size of [Infinity, 1, 7]) {
      expect(() => rowsOf(csv, [size])).toThrow(UserError)
      expect(() => rowsOf(csv, [size])).toThrow('line 5')
    }
  })

  it('counts the lines of the file', () => {
    const bytes = new TextEncoder().encode('a\r\n"b\nc"\r\n\r\nd\n\ne')
    const { lines, rows } = new Tokenizer(44).push(bytes, true)
    expect([...lines.subarray(0, rows)]).toEqual([1, 2, 5, 7])
  })

  it('gives the same rows for any chunks', () => {
    const soup = fc.string({ unit: fc.constantFrom('a', 'é', '1', ',', '"', '\n', '\r', ' '), maxLength: 60 })
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(soup, sizes, (csv, cuts) => {
        expect(attempt(() => rowsOf(csv, cuts))).toEqual(attempt(() => rowsOf(csv)))
      }),
      { numRuns: 5000 },
    )
  })

  it('reads back any cells that were quoted', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 })
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (cells, delimiter) => {
        const quoted = cells.map((row) =>
          row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter),
        )
        expect(rowsOf(quoted.join('\r\n'), [4], delimiter)).toEqual(cells)
      }),
    )
  })
})

function attempt(act: () => string[][]): unknown {
  try {
    return act()
  } catch (error) {
    return (error as Error).message
  }
}
