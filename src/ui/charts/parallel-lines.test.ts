import { expect, test } from 'vitest'
import { parallelWords, ranks, scaleName, scalesOf, within } from './parallel-lines'

const view = {
  kind: 'parallel' as const,
  title: 'Every trial',
  axes: [
    { title: 'C', of: { node: 'n1', title: 'Logistic regression' }, log: true },
    { title: 'Method', levels: ['standard', 'robust', 'none'] },
    { title: 'Score' },
  ],
  lines: [
    { label: 'Trial 1', values: [0.01, 0, 0.7] },
    { label: 'Trial 2', values: [1, 2, 0.9] },
    { label: 'Trial 3', values: [100, 1, 0.8] },
  ],
  best: 1,
}
const scales = scalesOf(view)
const places = view.lines.map(({ values }) => values.map((value, d) => scales[d]!.place(value)))

test('every axis goes from its least to its most, on its own scale, and back to words', () => {
  expect(places.map((line) => line.map((place) => +place.toFixed(6)))).toEqual([
    [0, 0, 0],
    [0.5, 1, 1],
    [1, 0.5, 0.5],
  ])
  expect(scales.map(({ words }) => words(0.5))).toEqual(['1.0000', 'robust', '0.8000'])
})

test('an axis of one value has it in the middle', () => {
  const [scale] = scalesOf({ ...view, lines: view.lines.slice(0, 1) })
  expect(scale!.place(0.01)).toBe(0.5)
  expect(scale!.words(0.5)).toBe('0.0100')
})

test('lines are those within all brushes, ends included', () => {
  expect(within(places, new Map())).toEqual([true, true, true])
  expect(within(places, new Map([[0, [0.5, 1] as const]]))).toEqual([false, true, true])
  const both = new Map([
    [0, [0.5, 1] as const],
    [2, [0, 0.5] as const],
  ])
  expect(within(places, both)).toEqual([false, false, true])
})

test('lines are ranked by where they end, and the picture is said in words', () => {
  expect(ranks([0.7, 0.9, 0.8, 0.9])).toEqual([0, 1, 0.5, 1])
  expect(parallelWords(view, scales)).toBe(
    'Every trial, 3 lines. Best: Trial 2, Logistic regression: C 1, Method none, Score 0.9000',
  )
  const renamed = scalesOf(view, (node) => (node === 'n1' ? 'My learner' : undefined))
  expect(renamed.map(scaleName)).toEqual(['My learner: C', 'Method', 'Score'])
})
