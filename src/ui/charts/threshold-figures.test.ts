import { expect, test } from 'vitest'
import { confusionAt, figuresAt } from './threshold-figures'

const view = {
  kind: 'threshold',
  title: 'T',
  positive: 'yes',
  negative: 'no',
  positives: 10,
  negatives: 30,
  start: 0,
  stops: [],
  curves: {},
} as const

test('counts and figures at a stop', () => {
  const stop = { threshold: 0.25, tp: 8, fp: 2 }
  expect(confusionAt(view, stop).counts).toEqual([
    [28, 2],
    [2, 8],
  ])
  const figures = Object.fromEntries(figuresAt(view, stop).map(({ name, value }) => [name, value]))
  expect(figures).toMatchObject({ at_accuracy: 0.9, at_precision: 0.8, at_recall: 0.8, at_f1: 0.8 })
  expect(figures['at_specificity']).toBeCloseTo(28 / 30)
})

test('a share of nothing is not defined', () => {
  expect(
    figuresAt(view, { threshold: 1, tp: 0, fp: 0 }).find(({ name }) => name === 'at_precision')?.value,
  ).toBeNaN()
})
