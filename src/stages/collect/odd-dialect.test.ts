import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { parseCsv } from '../../core/csv/parse-text'
import { cellsOf, sourceOf } from '../../core/csv/testing'
import { plainSource, type OddDialect } from './odd-dialect'

async function readOdd(csv: string | Uint8Array, dialect: OddDialect, size = 3) {
  return (await readCsv(await plainSource(sourceOf(csv, size), dialect), { delimiter: ',' })).table
}

describe('odd dialects', () => {
  it('single quotes', async () => {
    const table = await readOdd("a,b\n'x,1',2\n'it''s\nso',3\n", { quote: "'" })
    expect(cellsOf(table, 'a')).toEqual(['x,1', "it's\nso"])
    expect(cellsOf(table, 'b')).toEqual([2, 3])
  })

  it('backslashes', async () => {
    const table = await readOdd('a;b\r\n"say \\"hi\\"";1\r\n', { escape: '\\', delimiter: ';' })
    expect(cellsOf(table, 'a')).toEqual(['say "hi"'])
  })

  it('comments and long delimiters', async () => {
    const table = await readOdd('# made by hand\na::b\n1::x\n# half way\n\n2::y', {
      comment: '#',
      delimiter: '::',
    })
    expect(cellsOf(table, 'a')).toEqual([1, 2])
    expect(cellsOf(table, 'b')).toEqual(['x', 'y'])
  })

  it('other encodings', async () => {
    const bytes = Uint8Array.from("a~b\n'caf\xe9'~1\n", (char) => char.charCodeAt(0))
    expect(cellsOf(await readOdd(bytes, { quote: "'", delimiter: '~' }), 'a')).toEqual(['café'])
  })
})

describe('plain dialects', () => {
  it('our cells are those of Papa Parse', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '1', ' ', ',', '"', '\n', "'"), maxLength: 6 })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (cells, newline, ends) => {
        const csv = cells.map((row) => row.map(quoted).join(',')).join(newline) + (ends ? newline : '')
        const { header, rows: ours } = parseCsv(csv)
        const { data } = Papa.parse(csv, { delimiter: ',', newline, skipEmptyLines: true })
        expect([header, ...ours]).toEqual(data)
      }),
      { numRuns: 2000 },
    )
  })
})
