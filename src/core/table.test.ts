import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rebuildLevels, sortedCategory, type Column } from './column'
import { concatTables } from './concat'
import { findColumn, table, takeTable, withColumns, withoutColumns } from './table'

const TEXT = new TextEncoder()

/** A column of every kind over the same number of rows. */
const columns = (rows: number): fc.Arbitrary<Column[]> =>
  fc
    .record({
      numbers: fc.array(fc.double(), { minLength: rows, maxLength: rows }),
      codes: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: rows, maxLength: rows }),
      texts: fc.array(fc.string(), { minLength: rows, maxLength: rows }),
    })
    .map(({ numbers, codes, texts }) => {
      const bytes = texts.map((one) => TEXT.encode(one))
      const offsets = new Uint32Array(rows + 1)
      bytes.forEach((one, i) => (offsets[i + 1] = offsets[i]! + one.length))
      const sparse = numbers.map((value, i) => ({ row: i, value })).filter(({ value }) => value > 0)
      const indptr = Uint32Array.from(
        { length: rows + 1 },
        (_, i) => sparse.filter(({ row }) => row < i).length,
      )
      return [
        { kind: 'number', name: 'number', role: 'feature', values: Float64Array.from(numbers) },
        {
          kind: 'category',
          name: 'category',
          role: 'feature',
          codes: Int32Array.from(codes),
          levels: ['a', 'b', 'c'],
        },
        {
          kind: 'text',
          name: 'text',
          role: 'feature',
          bytes: Uint8Array.from(bytes.flatMap((one) => [...one])),
          offsets,
        },
        {
          kind: 'vector',
          name: 'vector',
          role: 'feature',
          slots: ['p', 'q'],
          matrix: {
            kind: 'sparse',
            rows,
            cols: 2,
            indptr,
            indices: new Uint32Array(sparse.length).fill(1),
            values: Float64Array.from(sparse, ({ value }) => value),
          },
        },
      ] satisfies Column[]
    })

const tables = fc.integer({ min: 0, max: 12 }).chain((rows) => columns(rows).map((one) => table(one)))

describe('a table', () => {
  test('rows taken twice are rows taken once by the composed choice', () => {
    fc.assert(
      fc.property(
        tables,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (rows, a, b) => {
          const count = rows.ids.length
          const first = Uint32Array.from(count === 0 ? [] : a.map((one) => one % count))
          const second = Uint32Array.from(first.length === 0 ? [] : b.map((one) => one % first.length))
          const composed = second.map((one) => first[one]!)
          expect(takeTable(takeTable(rows, first), second)).toEqual(takeTable(rows, composed))
        },
      ),
    )
  })

  test('two halves joined are the whole', () => {
    fc.assert(
      fc.property(tables, fc.nat(), (rows, at) => {
        const all = [...rows.ids.keys()]
        const cut = at % (all.length + 1)
        const halves = [all.slice(0, cut), all.slice(cut)].map((some) =>
          takeTable(rows, Uint32Array.from(some)),
        )
        expect(concatTables(halves[0]!, halves[1]!)).toEqual(rows)
      }),
    )
  })

  test('refuses names that stand twice and columns of other lengths', () => {
    const column = (name: string, length: number): Column => ({
      kind: 'number',
      name,
      role: 'feature',
      values: new Float64Array(length),
    })
    expect(() => table([column('a', 1), column('a', 1)])).toThrow(/named "a"/)
    expect(() => table([column('a', 1), column('b', 2)])).toThrow(/"b" is not 1 rows long/)
  })

  test('keeps a column named __proto__', () => {
    const odd: Column = { kind: 'number', name: '__proto__', role: 'feature', values: Float64Array.of(1) }
    const rows = withColumns(table([odd]), [{ ...odd, values: Float64Array.of(2) }])
    expect(rows.columns).toEqual([{ ...odd, values: Float64Array.of(2) }])
    expect(withoutColumns(rows, new Set(['__proto__'])).columns).toEqual([])
  })
})

describe('category levels', () => {
  test('are sorted, and rebuilt from the rows that use them', () => {
    const column = sortedCategory('c', 'feature', Int32Array.of(0, 1, -1, 0), ['z', 'a', 'unused'])
    expect(column).toMatchObject({ levels: ['a', 'unused', 'z'], codes: Int32Array.of(2, 0, -1, 2) })
    expect(rebuildLevels(column)).toMatchObject({ levels: ['a', 'z'], codes: Int32Array.of(1, 0, -1, 1) })
  })
})

test('finding every one of many columns takes no longer than reading their names a few times', () => {
  let reads = 0
  const many = Array.from({ length: 2000 }, (_, j): Column => {
    const column = { kind: 'number', role: 'feature', values: new Float64Array(1) } as const
    return Object.defineProperty({ ...column, name: '' }, 'name', { get: () => (reads++, `x${j}`) })
  })
  const rows = { columns: many, ids: new Uint32Array(1) }
  for (let j = 0; j < many.length; j++) expect(findColumn(rows, `x${j}`)).toBe(many[j])
  expect(findColumn(rows, 'x')).toBeUndefined()
  expect(reads).toBeLessThan(2 * many.length)
})
