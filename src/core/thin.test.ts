import { expect, test } from 'vitest'
import { thin, thinView } from './thin'

test('what can be drawn is left alone', () => {
  const points = [[0, 1] as const, [1, 2] as const]
  expect(thin(points)).toBe(points)
})

test('many points become few, in order, with both ends and every peak', () => {
  const points = Array.from({ length: 20_000 }, (_, i) => [i, i === 777 ? 9 : Math.sin(i / 900)] as const)
  const few = thin(points)
  expect(few.length).toBeLessThanOrEqual(600)
  expect(few[0]).toEqual(points[0])
  expect(few.at(-1)).toEqual(points.at(-1))
  expect(few).toContainEqual([777, 9])
  expect(few.map(([x]) => x)).toEqual(few.map(([x]) => x).toSorted((a, b) => a - b))
})

test('a live curve is sent with what can be drawn of it, and other views as they are', () => {
  const points = Array.from({ length: 20_000 }, (_, i) => [i, Math.sin(i)] as const)
  const curve = {
    kind: 'curve',
    title: 'Loss',
    x: 'Round',
    y: 'Loss',
    series: [{ label: 'Training', points }],
  } as const
  expect(thinView(curve)).toEqual({ ...curve, series: [{ label: 'Training', points: thin(points) }] })
  const bars = { kind: 'bars', title: 'Shares', x: 'Share', bars: [] } as const
  expect(thinView(bars)).toBe(bars)
})
