import { expect, test } from 'vitest'
import { fuzzySearch } from './fuzzy'

const stages = [
  { id: 'preprocess/impute', title: 'Impute', summary: 'Fills missing cells.' },
  { id: 'preprocess/scale', title: 'Scale numbers', summary: 'Brings numbers to one scale.' },
  { id: 'preprocess/encode', title: 'Encode categories', summary: 'Turns levels into numbers.' },
  { id: 'train/logistic', title: 'Logistic regression', summary: 'A linear classifier.' },
]

const first = (query: string) => fuzzySearch(query, stages)[0]?.id

test('letters in order are enough, words in the summary too', () => {
  expect(first('imp')).toBe('preprocess/impute')
  expect(first('scnu')).toBe('preprocess/scale')
  expect(first('lr')).toBe('train/logistic')
  expect(first('missing')).toBe('preprocess/impute')
  expect(first('classifier')).toBe('train/logistic')
  expect(first('Encode cat')).toBe('preprocess/encode')
})

test('what does not fit is not found, and an empty search finds everything in order', () => {
  expect(fuzzySearch('zzz', stages)).toEqual([])
  expect(fuzzySearch(' ', stages)).toEqual(stages)
})
