import { expect, test } from 'vitest'
import { remainingOf } from './running'

test('the rest takes as long as it takes at the pace so far', () => {
  expect(remainingOf(10_000, 0.25)).toBe(30_000)
  expect(remainingOf(10_000, 1)).toBe(0)
  expect(remainingOf(10_000, 1.01)).toBe(0)
})

test('nothing is said before there is a pace', () => {
  expect(remainingOf(10_000, undefined)).toBeUndefined()
  expect(remainingOf(200, 0.5)).toBeUndefined()
  expect(remainingOf(60_000, 0)).toBeUndefined()
})
