import { expect, test } from 'vitest'
import { bytes, duration, figure, plural } from './words'

test.each([
  [0.84231, '0.8423'],
  [12.3456, '12.35'],
  [2931, '2,931'],
  [0, '0'],
  [-0.5, '-0.5000'],
  [1, '1'],
  [Number.NaN, '–'],
  [1e-7, '1.000e-7'],
  [-1e20, '-1.000e+20'],
])('the figure %d reads %s', (value, text) => expect(figure(value)).toBe(text))

test('sizes, times and counts read as people say them', () => {
  expect(bytes(900)).toBe('900 B')
  expect(bytes(3_500_000)).toBe('3.3 MB')
  expect(duration(0.2)).toBe('1 ms')
  expect(duration(61_000)).toBe('1 min 1 s')
  expect(plural(1, 'row')).toBe('1 row')
  expect(plural(7043, 'row')).toBe('7,043 rows')
})
