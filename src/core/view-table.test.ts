import { expect, test } from 'vitest'
import { csvText } from './csv/write'
import type { View } from './view'
import { isTabled, viewTable } from './view-table'

const csv = (view: Parameters<typeof viewTable>[0]) => csvText(viewTable(view))

test('a table keeps its cells, doubled names apart, and what a spreadsheet would run is only text', () => {
  expect(
    csv({
      kind: 'table',
      title: 't',
      columns: ['=name', 'n', 'n', ''],
      rows: [
        ['=1+1', 1, null, null],
        ['null', 0.5, 2, 'x'],
      ],
    }),
  ).toBe(`'=name,n,n 2,column\n'=1+1,1,,\nnull,0.5,2,x\n`)
})

test('a curve has the edges of its bands beside it', () => {
  const points = [[1, 0.5] as const, [2, 0.6] as const]
  const series = [
    { label: 'mean', points, band: [[1, 0.4, 0.7] as const] },
    { label: 'own', points },
  ]
  expect(csv({ kind: 'curve', title: 't', x: 'x', y: 'y', series })).toBe(
    'series,x,y,from,to\nmean,1,0.5,0.4,0.7\nmean,2,0.6,,\nown,1,0.5,,\nown,2,0.6,,\n',
  )
})

test('figures with their intervals, a matrix, and a curve in long form', () => {
  expect(
    csv({
      kind: 'figures',
      title: 't',
      figures: [
        { name: 'r2', title: 'R²', value: 0.5, interval: [0.4, 0.6] },
        { name: 'none', title: 'None', value: Number.NaN },
      ],
    }),
  ).toBe('metric,title,value,interval_from,interval_to\nr2,R²,0.5,0.4,0.6\nnone,None,,,\n')
  expect(
    csv({
      kind: 'confusion',
      title: 't',
      classes: ['a', 'b'],
      counts: [
        [1, 2],
        [3, 4],
      ],
    }),
  ).toBe('true,predicted a,predicted b\na,1,2\nb,3,4\n')
  expect(csv({ kind: 'curve', title: 't', x: 'x', y: 'y', series: [{ label: 's', points: [[1, 2]] }] })).toBe(
    'series,x,y\ns,1,2\n',
  )
})

test('bars have their error bars beside them', () => {
  const bars = [
    { label: 'a', value: 1, off: 0.5 },
    { label: 'b', value: 2 },
  ]
  expect(csv({ kind: 'bars', title: 't', x: 'x', bars })).toBe('label,x,deviation\na,1,0.5\nb,2,\n')
})

test('a file holds no numbers', () => {
  const file: View = { kind: 'file', title: 'f', name: 'f', type: 't', bytes: new Uint8Array() }
  expect(isTabled(file)).toBe(false)
})
