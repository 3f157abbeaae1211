import { expect, test } from 'vitest'
import type { ColumnSummary } from '../summary'
import { notReady, proposeIgnored, proposeTarget, taskOf, whyIgnored } from './starter'

const column = (name: string, kind: ColumnSummary['kind'], distinct: number, rows = 1000): ColumnSummary => ({
  name,
  kind,
  role: 'feature',
  rows,
  missing: 0,
  distinct,
})

test.each([
  ['two levels', column('x', 'category', 2), 'binary'],
  ['0 and 1', column('x', 'number', 2), 'binary'],
  ['some levels', column('x', 'category', 5), 'multiclass'],
  ['numbers', column('x', 'number', 300), 'regression'],
  ['a level a row', column('x', 'category', 900), null],
  ['one value', column('x', 'number', 1), null],
  ['text', column('x', 'text', 1000), null],
  ['dates', column('x', 'time', 300), null],
])('the task that %s suggests', (_, given, task) => {
  expect(taskOf(given)).toBe(task)
})

/** A column of another number in every row. */
const counted = (min: number, max: number): ColumnSummary => ({
  ...column('x', 'number', 1000),
  numbers: { min, max, mean: 0, std: 1, q1: 0, median: 0, q3: 0, infinite: 0 },
})

test('a telling name is proposed as the target, else the last column that can be one', () => {
  const numbers = column('age', 'number', 50)
  expect(proposeTarget([column('Churn', 'category', 2), numbers])).toBe('Churn')
  expect(proposeTarget([numbers, column('kept', 'category', 2), column('note', 'text', 900)])).toBe('kept')
  expect(proposeTarget([column('note', 'text', 900)])).toBeUndefined()
  expect(proposeTarget([numbers, counted(0, 999)])).toBe('age')
})

test.each([
  ['text', column('x', 'text', 9), 'no learner takes it'],
  ['times', column('x', 'time', 9), 'no learner takes it'],
  ['one value', column('x', 'number', 1), 'one value'],
  ['nothing', column('x', 'number', 0), 'empty'],
  ['dates that were read as levels', column('x', 'category', 300), 'few rows a level'],
  ['many levels with rows enough', column('x', 'category', 99), undefined],
  ['levels of few rows', column('x', 'category', 20, 60), undefined],
  ['numbers', column('x', 'number', 1000), undefined],
  ['numbers of the rows', counted(7, 1006), 'it counts the rows'],
  ['numbers as many as rows, with gaps', counted(7, 2006), undefined],
])('the starter uses a column or says why not: %s', (_, given, why) => {
  expect(whyIgnored(given)).toBe(why)
  expect(proposeIgnored([given])).toEqual(why === undefined ? [] : ['x'])
  expect(notReady([given])).toEqual(why === 'no learner takes it' ? ['x'] : [])
})
