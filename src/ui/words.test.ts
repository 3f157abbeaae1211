import { expect, test } from 'vitest'
import { bytes, duration, figure, plural, runningWords, ticksBetween } from './words'

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

test('numbers beside an axis are short, and as long as it takes to tell them apart', () => {
  const narrow = ticksBetween(0.8221, 0.8247)
  expect([0.822, 0.8225, 0.823, 0.8235].map(narrow)).toEqual(['0.822', '0.8225', '0.823', '0.8235'])
  expect([0, 0.25, 1].map(ticksBetween(0, 1))).toEqual(['0', '0.25', '1'])
  expect([1920, 1940].map(ticksBetween(1920, 2020))).toEqual(['1920', '1940'])
  expect([2000, 7300].map(ticksBetween(0, 8000))).toEqual(['2000', '7300'])
  expect([0, 150_000].map(ticksBetween(0, 300_000))).toEqual(['0', '150K'])
  expect([1_000_001, 1_000_002].map(ticksBetween(1_000_000, 1_000_004))).toEqual(['1,000,001', '1,000,002'])
  for (const odd of [ticksBetween(2, 2), ticksBetween(0, 0), ticksBetween(Infinity, -Infinity)])
    expect(odd(2)).toBe('2')
})

test('a node that runs says how far it is, how long it takes, and how to stop it', () => {
  const running = { state: 'running', warnings: [], outputs: {}, views: [] } as const
  expect(runningWords(running)).toBe('Running. Stop is at the top.')
  expect(runningWords({ ...running, text: '3 of 10 fits', fraction: 0.305, remaining: 12_000 })).toBe(
    '3 of 10 fits, 30 percent, 12 s left. Stop is at the top.',
  )
})
