import { expect, test } from 'vitest'
import type { ColumnSummary } from '../summary'
import { notReady, proposeTarget, taskOf } from './starter'

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

test('a telling name is proposed as the target, else the last column that can be one', () => {
  const numbers = column('age', 'number', 50)
  expect(proposeTarget([column('Churn', 'category', 2), numbers])).toBe('Churn')
  expect(proposeTarget([numbers, column('kept', 'category', 2), column('note', 'text', 900)])).toBe('kept')
  expect(proposeTarget([column('note', 'text', 900)])).toBeUndefined()
})

test('text and times are not ready for a learner', () => {
  expect(notReady([column('a', 'text', 9), column('b', 'number', 9), column('c', 'time', 9)])).toEqual([
    'a',
    'c',
  ])
})
