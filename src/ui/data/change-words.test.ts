import { expect, test } from 'vitest'
import { changeWords } from './change-words'

const column = (change: 'changed' | 'made' | 'lost') => ({ name: change, change })

test('rows lost, rows left out, and columns by what became of them', () => {
  expect(
    changeWords({
      rows: [1200, 1100],
      excluded: [0, 7],
      width: [4, 5],
      columns: [column('changed'), column('made'), column('made'), column('lost')],
    }),
  ).toEqual([
    { title: 'Rows', words: '1,200 → 1,100, 100 lost' },
    { title: 'Left out of training', words: '7' },
    { title: 'Columns', words: '4 → 5: 1 changed, 2 made, 1 lost, 2 as before' },
  ])
  const ends = { rows: [3, 3], excluded: [0, 0], width: [2, 2], columns: [], ends: true } as const
  expect(changeWords(ends).map(({ title }) => title)).toEqual(['Rows in', 'Columns in', 'Out'])
  expect(changeWords({ rows: [3, 3], excluded: [0, 0], width: [2, 2], columns: [] })).toEqual([
    { title: 'Rows', words: '3' },
    { title: 'Columns', words: '2: 0 changed, 0 made, 0 lost, 2 as before' },
  ])
})
