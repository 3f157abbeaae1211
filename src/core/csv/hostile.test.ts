import { describe, expect, it } from 'vitest'
import { rowCount } from '../table'
import { cellsOf, plainTable, read } from './testing'

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const names = async (csv: string) => (await read(csv)).table.columns.map(({ name }) => name)

describe('files that are refused, in words', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /is empty/],
    ['blank lines', '\n\r\n\n', /is empty/],
    ['a byte order mark alone', '\uFEFF', /is empty/],
    ['an Excel workbook', bytes('PK\x03\x04\x14\0xl/workbook.xml'), /Excel workbook/],
    ['another zip', bytes('PK\x03\x04\x14\0data.csv'), /zip/],
    ['an old Excel workbook', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), /Excel/],
    ['Parquet', bytes('PAR1\x15\x04'), /Parquet/],
    ['gzip', bytes('\x1f\x8b\x08\0'), /gzip/],
    ['a web page', '\n<!DOCTYPE html><html>', /web page/],
    ['any binary', bytes('a,b\n\0\x01\n'), /not a text file/],
    ['an unclosed quote', 'a,b\n1,2\n3,"4\n5,6\n', /line 3/],
  ])('%s', async (_, content, message) => {
    const fault = {
      name: 'UserError',
      message: expect.stringMatching(message),
      cure: expect.stringMatching(/./),
    }
    await expect(read(content)).rejects.toMatchObject(fault)
  })
})

describe('files that are read all the same', () => {
  it('a header alone is a table of no rows', async () => {
    for (const csv of ['a,b', 'a,b\n', '"a","b"\r\n']) {
      const { table } = await read(csv)
      expect(plainTable(table)).toEqual([
        { name: 'a', kind: 'number', cells: [] },
        { name: 'b', kind: 'number', cells: [] },
      ])
    }
  })

  it('ragged rows are padded and cut, and told', async () => {
    const { table, warnings } = await read('a,b,c\n1,2,3\n4\n"5\n5",6,7,8,9\n7,8\n')
    expect(cellsOf(table, 'a')).toEqual(['1', '4', '5\n5', '7'])
    expect(cellsOf(table, 'b')).toEqual([2, null, 6, 8])
    expect(cellsOf(table, 'c')).toEqual([3, null, 7, null])
    expect(warnings[0]?.message).toMatch(/2 rows had too few cells.*1 row had too many.*line 3/)
    expect(warnings).toHaveLength(1)
  })

  it('names that are missing, doubled or those of objects', async () => {
    expect(await names('a,a,,a_2,a,\n1,2,3,4,5,6\n')).toEqual([
      'a',
      'a_3',
      'column_3',
      'a_2',
      'a_4',
      'column_6',
    ])
    expect(await names('__proto__,constructor,toString\nx,1,2\n')).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ])
    expect(cellsOf((await read('__proto__,b\nx,1\n')).table, '__proto__')).toEqual(['x'])
    expect((await read('a,a\n1,2\n')).warnings).toHaveLength(1)
  })

  it('no header', async () => {
    const { table, warnings, dialect } = await read('1,x,2\n3,y,4\n')
    expect(dialect.header).toBe(false)
    expect(plainTable(table).map(({ name, cells }) => [name, cells])).toEqual([
      ['column_1', [1, 3]],
      ['column_2', ['x', 'y']],
      ['column_3', [2, 4]],
    ])
    expect(warnings).toEqual([])
  })

  it('infinities', async () => {
    const { table } = await read('a,b\ninf,1\n-Infinity,2\n+INF,3\n')
    expect(cellsOf(table, 'a')).toEqual([Infinity, -Infinity, Infinity])
  })

  it('byte order marks', async () => {
    expect(await names('\uFEFFa,b\n1,2\n')).toEqual(['a', 'b'])
    expect(await names('\uFEFF"a",b\n1,2\n')).toEqual(['a', 'b'])
    expect(cellsOf((await read('a,b\n\uFEFFx,1\nx,2\n')).table, 'a')).toEqual(['\uFEFFx', 'x'])
  })

  it('UTF-16, either way round', async () => {
    const text = '\uFEFFname;größe\n😀;1,5\nb;2\n'
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
    const le = Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]))
    const be = Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 255]))
    for (const content of [le, be]) {
      const { table } = await read(content)
      expect(cellsOf(table, 'name')).toEqual(['😀', 'b'])
      expect(cellsOf(table, 'größe')).toEqual([1.5, 2])
    }
  })

  it('windows-1252, with a warning, wherever its first sign stands', async () => {
    const filler = 'x,1\n'.repeat(50_000)
    const { table, warnings, dialect } = await read(bytes(`a,b\n${filler}caf\xe9 \x80,2\n`))
    expect(dialect.encoding).toBe('windows-1252')
    expect(cellsOf(table, 'a').at(-1)).toBe('café €')
    expect(rowCount(table)).toBe(50_001)
    expect(warnings[0]?.message).toContain('windows-1252')
  })

  it('a last character that is cut in two', async () => {
    const { dialect } = await read(bytes('a,b\n1,\xc3'))
    expect(dialect.encoding).toBe('windows-1252')
  })
})
