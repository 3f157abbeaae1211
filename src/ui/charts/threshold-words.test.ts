import { expect, test } from 'vitest'
import { ownWords } from './threshold-words'

test('says where the bundle cuts, and which stage has set that or would', () => {
  expect(ownWords(undefined)).toBe(
    'Predictions and the bundle cut at 0.5, until a “Decision threshold” node sets another threshold.',
  )
  expect(ownWords(0.23456)).toBe(
    'Predictions and the bundle cut at 0.2346, which “Decision threshold” has set.',
  )
  expect(ownWords('each')).toContain('Each fold')
})
