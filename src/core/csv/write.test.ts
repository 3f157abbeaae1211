import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortedCategory, type Column } from '../column'
import { dense } from '../matrix'
import { table } from '../table'
import { encodeText } from './utf8'
import { read } from './testing'
import { csvText, tableCsv } from './write'

const role = 'feature'
const numbers = (name: string, ...values: number[]): Column => ({
  kind: 'number',
  name,
  role,
  values: Float64Array.from(values),
})
const times = (name: string, ...values: number[]): Column => ({
  kind: 'time',
  name,
  role,
  values: Float64Array.from(values),
})
function categories(name: string, cells: readonly string[]): Column {
  const levels = [...new Set(cells)].filter((cell) => cell !== '')
  return sortedCategory(
    name,
    role,
    Int32Array.from(cells, (cell) => levels.indexOf(cell)),
    levels,
  )
}
function texts(name: string, cells: readonly string[]): Column {
  const parts = cells.map(encodeText)
  const offsets = new Uint32Array(cells.length + 1)
  parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length))
  return { kind: 'text', name, role, bytes: Uint8Array.from(parts.flatMap((part) => [...part])), offsets }
}

describe('csvText', () => {
  it('writes every kind', () => {
    const rows = table([
      numbers('n', 0.1, NaN, -0, 1e21, 2 ** 60),
      times('day', Date.UTC(2024, 2, 1), NaN, 0, 0, 0),
      times('at', Date.UTC(2024, 2, 1, 10), NaN, 0, 1, 0),
      categories('c,1', ['a', '', 'b"', 'c\n', 'd']),
      texts('s', ['x', '', 'y,z', '1', ' ']),
      {
        kind: 'vector',
        name: 'v',
        role,
        slots: ['x', 'y'],
        matrix: dense(
          5,
          2,
          Float64Array.from({ length: 10 }, (_, i) => i),
        ),
      },
    ])
    expect(csvText(rows)).toBe(
      [
        'n,day,at,"c,1",s,v_x,v_y',
        '0.1,2024-03-01,2024-03-01T10:00:00.000Z,a,x,0,1',
        ',,,,,2,3',
        '-0,1970-01-01,1970-01-01T00:00:00.000Z,"b""","y,z",4,5',
        '1e+21,1970-01-01,1970-01-01T00:00:00.001Z,"c\n",1,6,7',
        '1.152921504606847e+18,1970-01-01,1970-01-01T00:00:00.000Z,d, ,8,9',
        '',
      ].join('\n'),
    )
  })

  it('writes sparse slots', () => {
    const matrix = {
      kind: 'sparse',
      rows: 2,
      cols: 3,
      indptr: Uint32Array.of(0, 2, 3),
      indices: Uint32Array.of(0, 2, 1),
      values: Float64Array.of(1, 2, 3),
    } as const
    const rows = table([{ kind: 'vector', name: 'v', role, slots: ['a', 'b', 'c'], matrix }])
    expect(csvText(rows)).toBe('v_a,v_b,v_c\n1,0,2\n0,3,0\n')
  })

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', ' =x', '\u3000=x', '＝x', '＋x', '－x', '＠x', '\n=x'])(
    'puts an apostrophe before %j for people, and none for machines',
    (text) => {
      for (const rows of [
        table([categories('a', [text])]),
        table([texts('a', [text])]),
        table([numbers(text)]),
      ]) {
        expect(csvText(rows)).toContain(`'${text}`)
        expect(csvText(rows, { escapeFormulas: false })).not.toContain(`'`)
      }
    },
  )

  it('leaves negative numbers alone', () => {
    expect(csvText(table([numbers('a', -1)]))).toBe('a\n-1\n')
  })

  it('gives chunks that begin where the last one ended', async () => {
    const rows = table([numbers('a', ...Array.from({ length: 10_000 }, (_, i) => i))])
    const chunks = tableCsv(rows)
    expect(chunks.length).toBeGreaterThan(1)
    const back = await read(new Uint8Array(await new Blob(chunks).arrayBuffer()))
    expect(back.table).toEqual(rows)
  })
})

describe('write and read', () => {
  const length = 6
  const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: length, maxLength: length })
  const text = fc.string({ unit: 'grapheme', maxLength: 8 })
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  const column = fc.oneof(
    fc.tuple(name, many(fc.double())).map(([title, values]) => numbers(title, ...values)),
    fc
      .tuple(name, many(fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31') })))
      .map(([title, dates]) => times(title, ...dates.map((date) => date.getTime()))),
    fc.tuple(name, many(text)).map(([title, cells]) => categories(title, cells)),
    fc.tuple(name, many(text)).map(([title, cells]) => texts(title, cells)),
  )
  const columns = fc.uniqueArray(column, { minLength: 1, maxLength: 5, selector: (one) => one.name })

  it('is the identity with pinned kinds', async () => {
    await fc.assert(
      fc.asyncProperty(
        columns,
        fc.constantFrom(',', ';', '\t', '|', '^', '\\', ']', '-'),
        async (cells, delimiter) => {
          const rows = table(cells)
          const types = cells.flatMap(({ name: title, kind }) =>
            kind === 'vector' ? [] : [{ name: title, kind }],
          )
          const csv = csvText(rows, { escapeFormulas: false, delimiter })
          const back = await read(csv, { types, delimiter, header: true, decimal: '.' })
          expect(back.table).toEqual(rows)
          expect(back.warnings).toEqual([])
        },
      ),
      { numRuns: 500 },
    )
  })
})
