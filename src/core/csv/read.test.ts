import { describe, expect, it } from 'vitest'
import { UserError } from '../errors'
import { rowCount } from '../table'
import { readCsv } from './read'
import { cellsOf, plainTable, read, sourceOf } from './testing'

const kinds = async (csv: string) => (await read(csv)).table.columns.map(({ kind }) => kind)
const column = (...cells: string[]) => `x,y\n${cells.map((cell) => `${cell},1\n`).join('')}`

describe('readCsv finds out the kind of a column', () => {
  it.each<[string, string[], string]>([
    ['numbers', ['1', '', '2.5', '-inf', '1e3'], 'number'],
    ['zero and one', ['0', '1', '1'], 'number'],
    ['nothing at all', ['', '', ''], 'number'],
    ['dates', ['2024-03-01', '', '2024-03-02 10:20'], 'time'],
    ['dates after nothing', ['', '', '2024-03-01'], 'time'],
    ['true and false', ['true', 'false', 'true'], 'category'],
    ['postal codes', ['00123', '10115', '20095'], 'category'],
    ['telephone numbers', ['+4930123456', '+4930123457'], 'category'],
    ['long ids', ['12345678901234567', '12345678901234568'], 'category'],
    ['numbers and a text', ['1', '2', 'x'], 'category'],
    ['a text and numbers', ['x', '1', '2'], 'category'],
    ['numbers and a date', ['1', '2024-03-01'], 'category'],
    ['dates and a number', ['2024-03-01', '5'], 'category'],
    ['a text after nothing', ['', '', 'x'], 'category'],
    ['NaN, which is a text', ['1', 'NaN'], 'category'],
  ])('%s', async (_, cells, kind) => {
    expect((await kinds(column(...cells)))[0]).toBe(kind)
  })

  it('texts that never repeat are text, 5,000 levels in 100,000 rows a category', async () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => i)
    const levels = await read(`a\n${numbers.map((i) => `level ${i % 5000}`).join('\n')}`)
    expect(levels.table.columns[0]).toMatchObject({ kind: 'category' })
    expect(new Set(cellsOf(levels.table, 'a')).size).toBe(5000)
    const texts = await read(`a\n${numbers.map((i) => `text ${i}`).join('\n')}`)
    expect(texts.table.columns[0]).toMatchObject({ kind: 'text' })
    expect(cellsOf(texts.table, 'a')).toEqual(numbers.map((i) => `text ${i}`))
    expect(await kinds(`a\n${numbers.slice(0, 60).join('x\n')}x`)).toEqual(['text'])
    expect(await kinds(`a\n${numbers.slice(0, 50).join('x\n')}x`)).toEqual(['category'])
  })

  it('a column that turns out late to be no numbers keeps the text of its first cells', async () => {
    const cells = Array.from({ length: 30_000 }, (_, i) => (i % 2 ? '1.0' : i % 3 ? '1' : '2024-03-01'))
    const late = cells.map((cell, i) => `${i % 2 ? '1.0' : '1'},${cell},${i}`)
    const csv = `a,b,c\n${late.join('\n')}\nx,y,0\nz,2,1,9\n`
    const { table, warnings } = await readCsv(sourceOf(csv, 10_000))
    expect(table.columns.map(({ kind }) => kind)).toEqual(['category', 'category', 'number'])
    expect(cellsOf(table, 'a').slice(-4)).toEqual(['1', '1.0', 'x', 'z'])
    expect(cellsOf(table, 'b').slice(0, 3)).toEqual([cells[0], cells[1], cells[2]])
    expect(rowCount(table)).toBe(30_002)
    expect(warnings.map(({ column: name }) => name)).toEqual([undefined, 'a'])
  })

  it('and so do dates', async () => {
    const csv = `a\n${'2024-03-01\n'.repeat(5000)}2024-02-30\n`
    const { table } = await readCsv(sourceOf(csv, 1000))
    expect(table.columns[0]).toMatchObject({ kind: 'category', levels: ['2024-02-30', '2024-03-01'] })
  })

  it('gives the same table for any chunks', async () => {
    const csv = 'a;b;c;ä\n1,5;x;2024-03-01;"é\r\n"\n;"y;""z""";;\n2;;2024-03-02 10:20;ü\n'
    const { table } = await read(csv)
    for (const size of [1, 2, 3, 7, 11]) {
      const cut = await readCsv(sourceOf(csv, size))
      expect(plainTable(cut.table)).toEqual(plainTable(table))
    }
    expect(cellsOf(table, 'a')).toEqual([1.5, null, 2])
  })
})

describe('readCsv does what the person says', () => {
  it('kinds', async () => {
    const types = [
      { name: 'a', kind: 'category' },
      { name: 'b', kind: 'number' },
      { name: 'c', kind: 'time' },
      { name: 'd', kind: 'text' },
      { name: 'gone', kind: 'number' },
    ] as const
    const csv = 'a,b,c,d\n1,1,2024-03-01,x\n2,n/a,1.3.2024,x\n'
    const { table, warnings, cast } = await read(csv, { types })
    expect(table.columns.map(({ kind }) => kind)).toEqual(['category', 'number', 'time', 'text'])
    expect(cellsOf(table, 'b')).toEqual([1, null])
    expect(warnings.map(({ column: name, row }) => [name, row])).toEqual([
      [undefined, undefined],
      ['b', 2],
      ['c', 2],
    ])
    expect(cast.columns[0]).toEqual({ name: 'a', kind: 'category', levels: ['1', '2'] })
  })

  it('missing markers, also those that are numbers', async () => {
    const { table, cast } = await read('a,b\n1,NA\n-999,x\n"NA",\n', { missing: ['NA', '-999', ''] })
    expect(cellsOf(table, 'a')).toEqual([1, null, null])
    expect(cellsOf(table, 'b')).toEqual([null, 'x', null])
    expect(cast.missing).toEqual(['NA', '-999', ''])
  })

  it('a row limit, which also keeps the warnings to those rows', async () => {
    const { table } = await read('a\n1\n2\n3\nx\n', { limit: 2 })
    expect(cellsOf(table, 'a')).toEqual([1, 2])
  })

  it('delimiter, header and decimal mark', async () => {
    const { table } = await read('1.5;2\n', { delimiter: ',', header: false, decimal: ',' })
    expect(plainTable(table)).toEqual([{ name: 'column_1', kind: 'category', cells: ['1.5;2'] }])
    await expect(read('a\n', { delimiter: '::' })).rejects.toThrow(UserError)
  })
})

describe('readCsv tells and stops', () => {
  it('says how far it is, at most ten times a second', async () => {
    const told: number[] = []
    const csv = `a\n${'1\n'.repeat(200_000)}`
    const source = sourceOf(csv, 1000)
    await readCsv(source, { bytes: csv.length }, { progress: (fraction) => told.push(fraction) })
    expect(told.every((fraction, i) => fraction <= 1 && fraction >= (told[i - 1] ?? 0))).toBe(true)
    expect(told.length).toBeLessThan(60)
  })

  it('stops between chunks', async () => {
    const controller = new AbortController()
    const csv = `a\n${'1\n'.repeat(200_000)}`
    const source = async function* () {
      for await (const chunk of sourceOf(csv, 100_000)() as AsyncIterable<Uint8Array>) {
        yield chunk
        controller.abort()
      }
    }
    await expect(readCsv(source, {}, { signal: controller.signal })).rejects.toThrow(/abort/i)
  })

  it('reads a ReadableStream, and lets go of it', async () => {
    const blob = new Blob([`a,b\n${'1,x\n'.repeat(100_000)}`])
    const { table } = await readCsv(() => blob.stream(), { bytes: blob.size })
    expect(rowCount(table)).toBe(100_000)
    expect(rowCount((await readCsv(() => blob.stream(), { limit: 3 })).table)).toBe(3)
  })

  it('hints at the missing marker that keeps a column from being numbers', async () => {
    const cells = Array.from({ length: 1200 }, (_, i) => `${i / 7}`)
    const { warnings } = await read(`x\n${cells.join('\n')}\nNA\nNA\nNA\n`)
    expect(warnings[0]?.message).toBe('Column "x": 1,200 cells are numbers, 3 are "NA".')
    expect(warnings[0]?.cure).toContain('missing markers')
    expect((await read(column('1', '2', '1', '2', '1', '2', '1', '2', '1', '?'))).warnings).toHaveLength(1)
    expect((await read(column('1', '2', '12A', '12', '8', '9', '7', '5', '4', '3'))).warnings).toEqual([])
    expect((await read(column('1', '2', 'x', 'y'))).warnings).toEqual([])
  })
})
