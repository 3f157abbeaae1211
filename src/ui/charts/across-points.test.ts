import { expect, test } from 'vitest'
import { acrossPoints, markedIds } from './across-points'

const cut = (id: number) => ({ title: `Row ${id}`, where: [{ of: 'row' as const, is: id }] })
const view = {
  kind: 'scatter',
  title: 'Residuals',
  x: 'Predicted',
  y: 'Residual',
  points: [
    [1, -1],
    [2, 0],
    [3, 1],
  ],
  select: { rows: 'looked', cuts: [cut(7), cut(8), cut(9)] },
} as const

test('points move along a column, and keep their rows; those without a cell are left out', () => {
  expect(markedIds(view)).toEqual([7, 8, 9])
  const moved = acrossPoints(view, 'age', { values: Float64Array.of(30, Number.NaN, 10) })
  expect(moved.missing).toBe(1)
  expect(moved.view).toMatchObject({
    x: 'age',
    points: [
      [30, -1],
      [10, 1],
    ],
    select: { cuts: [cut(7), cut(9)] },
  })
})

test('levels are strewn around their places', () => {
  const { points } = acrossPoints(view, 'city', { values: Float64Array.of(0, 1, 1), levels: ['a', 'b'] }).view
  expect(points.map(([x]) => Math.abs(Math.round(x)))).toEqual([0, 1, 1])
  expect(points[1]![0]).not.toBe(points[2]![0])
})
