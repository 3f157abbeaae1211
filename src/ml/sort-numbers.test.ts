import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomStream } from '../core/random'
import { sortNumbers } from './sort-numbers'

/** Where it differs from what a typed array's sort gives; -1 for nowhere. */
function wrongAt(values: Float64Array): number {
  const wanted = values.slice().sort()
  const found = sortNumbers(values.slice())
  return wanted.findIndex((value, i) => !Object.is(value, found[i]))
}

test('numbers of all sizes and signs come out as from a typed array, to the bit', () => {
  const number = fc.double({ noNaN: true })
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 40 }), fc.nat(), (few, seed) => {
      const random = randomStream(seed, 'sort')
      const drawn = Float64Array.from({ length: 5000 }, () => few[Math.floor(random() * few.length)]!)
      expect(wrongAt(drawn)).toBe(-1)
    }),
    { numRuns: 20 },
  )
})

test.each([
  ['rising', (i: number) => i - 3000],
  ['falling', (i: number) => -i / 7],
  ['the same', () => 4.5],
  ['tiny and huge', (i: number) => (i % 2 ? -1 : 1) * 10 ** ((i % 617) - 308)],
  ['zeros of both signs and infinities', (i: number) => [0, -0, Infinity, -Infinity][i % 4]!],
])('%s', (_, of) => {
  expect(wrongAt(Float64Array.from({ length: 6000 }, (__, i) => of(i)))).toBe(-1)
})

test('a part of a buffer is sorted, and what is beside it stays', () => {
  const all = Float64Array.from({ length: 9000 }, (_, i) => -i)
  sortNumbers(all.subarray(2000, 8000))
  expect(all[1999]).toBe(-1999)
  expect(all[2000]).toBe(-7999)
  expect(all[7999]).toBe(-2000)
  expect(all[8000]).toBe(-8000)
})
