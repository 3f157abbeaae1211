import { expect, test } from 'vitest'
import type { ColumnSummary } from '../../../core/summary'
import { levelsIn } from './levels-in'

const summary = (more: Partial<ColumnSummary>): ColumnSummary => ({
  name: 'y',
  kind: 'category',
  role: 'feature',
  rows: 40,
  missing: 0,
  distinct: 2,
  ...more,
})
const levels = ['yes', 'no'].map((label) => ({ label, count: 20 }))
const numbers = { min: 0, max: 1, mean: 0.5, std: 0.5, q1: 0, median: 0, q3: 1, infinite: 0 }

test('levels of a category, and the two values of a number', () => {
  expect(levelsIn(summary({ levels }))).toEqual(['no', 'yes'])
  expect(levelsIn(summary({ kind: 'number', numbers }))).toEqual(['0', '1'])
})

test('what a look does not tell is not known', () => {
  expect(levelsIn(summary({ levels, distinct: 21 }))).toBeUndefined()
  expect(levelsIn(summary({ kind: 'number', numbers, distinct: 3 }))).toBeUndefined()
  expect(levelsIn(undefined)).toBeUndefined()
})
