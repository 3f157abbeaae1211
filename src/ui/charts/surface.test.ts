import { expect, test } from 'vitest'
import type { View } from '../../core/view'
import { ticksOf } from './surface-axis'
import { cellColour, classColour, groupOf } from './surface-colours'
import { describeSurface, moved, wordsAt } from './surface-words'

type Surface = Extract<View, { kind: 'surface' }>

const classes: Surface = {
  kind: 'surface',
  title: 'Decision surface over a and city',
  x: { kind: 'number', column: 'a', low: 0, high: 4, steps: 2 },
  y: { kind: 'level', column: 'city', levels: ['A', 'B'] },
  target: 'y',
  classes: ['no', 'yes'],
  said: Float64Array.of(0, 1, 1, Number.NaN),
  certainty: Float64Array.of(0.5, 1, 0.75, Number.NaN),
  range: [0, 1],
  points: [
    { x: 1, y: 0, truth: 1, role: 'train' },
    { x: 3, y: 1, truth: 0, role: 'test' },
  ],
  note: '',
}
const numbers: Surface = { ...classes, classes: [], certainty: new Float64Array(0), range: [0, 1] }

test('a place is read out with what is said there', () => {
  expect(wordsAt(classes, [1, 0])).toBe('a 3, city “A”: yes, 100%')
  expect(wordsAt(classes, [1, 1])).toBe('a 3, city “B”: nothing is said')
  expect(wordsAt(numbers, [0, 1])).toBe('a 1, city “B”: y 1')
})

test('arrow keys begin in the middle and stay on the surface', () => {
  expect(moved(classes, null, 'ArrowUp')).toEqual([1, 1])
  expect(moved(classes, [1, 0], 'ArrowLeft')).toEqual([0, 0])
  expect(moved(classes, [0, 0], 'ArrowDown')).toEqual([0, 0])
  expect(moved(classes, [0, 0], 'Enter')).toBeNull()
})

test('is described in words', () => {
  expect(describeSurface(classes)).toBe(
    'Decision surface over a and city. no on 33%, yes on 67% of the area. 1 training row and 1 test row lie on it.',
  )
  expect(describeSurface(numbers)).toContain('y from 0 to 1.')
})

test('a class has its colour, the stronger the surer, and nothing has none', () => {
  const [colour, cover] = cellColour(classes, 1, 'light')
  expect(colour).toBe(classColour(1, 'light'))
  expect(cover).toBeGreaterThan(cellColour(classes, 2, 'light')[1])
  expect(cellColour(classes, 2, 'light')[1]).toBeGreaterThan(cellColour(classes, 0, 'light')[1])
  expect(cellColour(classes, 3, 'dark')[1]).toBe(0)
})

test('points of numbers go by their shade, also beyond the ends of the scale', () => {
  expect([-5, 0, 0.5, 1, 9].map((truth) => groupOf(numbers, truth))).toEqual([0, 0, 6, 11, 11])
})

test('ticks are round numbers, or as many levels as there is room for', () => {
  const labels = (axis: Surface['x'], length: number) => ticksOf(axis, length, 50).map(({ label }) => label)
  expect(labels(classes.x, 250)).toEqual(['0', '1', '2', '3', '4'])
  expect(labels({ ...numbers.x, low: -0.07, high: 0.11 } as Surface['x'], 200)).toEqual([
    '-0.05',
    '0',
    '0.05',
    '0.1',
  ])
  expect(labels(classes.y, 250)).toEqual(['A', 'B'])
  expect(labels(classes.y, 60)).toEqual(['A'])
})
