import { describe, expect, it } from 'vitest'
import { detectDialect } from './dialect'
import { columnNames } from './header'

const detect = (csv: string) => detectDialect(new TextEncoder().encode(csv), true)

describe('detectDialect', () => {
  it.each<[string, string, string, boolean, string]>([
    ['commas', 'a,b\n1,2\n', ',', true, '.'],
    ['semicolons', 'a;b\n1;2\n', ';', true, '.'],
    ['tabs', 'a\tb\n1\t2\n', '\t', true, '.'],
    ['bars', 'a|b\nx|2\n', '|', true, '.'],
    ['one column', 'a\n1\n2\n', ',', true, '.'],
    ['one column of sentences', 'text\nhello, world\nfine; thanks\nso, so, so\n', ',', true, '.'],
    ['decimal commas', 'a;b\n1,5;2,5\n3,5;4\n', ';', true, ','],
    ['decimal commas without a header', '1,5;2,5\n3,5;4,5\n', ';', false, ','],
    ['decimal points after semicolons', 'a;b\n1.5;x\n', ';', true, '.'],
    ['tabs and decimal commas', 'a\tb\n1,5\tx\n2,5\ty\n', '\t', true, ','],
    ['commas in texts', 'a;b\nx, y;1\nz;2\nu, v, w;3\n', ';', true, '.'],
    ['semicolons in quotes', 'a,b\n"x;y;z",1\n"u;v;w",2\n', ',', true, '.'],
    ['an index without a name', ',a\n0,x\n1,y\n', ',', true, '.'],
    ['no header', 'x,1\ny,2\n', ',', false, '.'],
    ['no header, dates', '2024-03-01,x\n2024-03-02,y\n', ',', false, '.'],
    ['years for names', 'land,2019,2020\nPeru,1.5,2\nChad,3,\n', ',', true, '.'],
    ['texts alone', 'a,b\nx,y\n', ',', true, '.'],
    ['one row of numbers', '1,2\n', ',', false, '.'],
    ['one row with a text', 'a,2\n', ',', true, '.'],
  ])('%s', (_, csv, delimiter, header, decimal) => {
    expect(detect(csv)).toEqual({ delimiter, header, decimal })
  })

  it('looks at whole rows only, where there is more', () => {
    const head = new TextEncoder().encode('a;b\n1;2\n3')
    expect(detectDialect(head, false).delimiter).toBe(';')
    expect(detectDialect(head.subarray(0, 3), false)).toMatchObject({ delimiter: ';', header: true })
  })
})

describe('columnNames', () => {
  it('never gives a name that stands further right', () => {
    const { names, warnings } = columnNames(['a', 'a', 'a_2', '', 'column_4'])
    expect(names).toEqual(['a', 'a_3', 'a_2', 'column_4_2', 'column_4'])
    expect(warnings).toHaveLength(1)
  })

  it('is quick for many columns of one name', () => {
    expect(new Set(columnNames(Array.from({ length: 5000 }, () => 'x')).names).size).toBe(5000)
  })
})
