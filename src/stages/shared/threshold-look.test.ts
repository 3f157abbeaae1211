import { expect, test } from 'vitest'
import { thresholdLook } from './threshold-look'

const scored = (truth: number[], positive: number[]) => ({
  task: 'binary' as const,
  classes: ['no', 'yes'],
  positive: 1,
  truth: Float64Array.from(truth),
  scores: Float64Array.from(positive.flatMap((p) => [1 - p, p])),
})

test('every stop counts what would be called positive, and starts where the larger probability decides', () => {
  const view = thresholdLook(scored([1, 0, 1, 0], [0.9, 0.6, 0.4, 0.1]), '4 rows', 'looked')
  if (view.kind !== 'threshold') throw new Error(view.kind)
  expect(view.stops).toEqual([
    { threshold: 0.9, tp: 1, fp: 0 },
    { threshold: 0.6, tp: 1, fp: 1 },
    { threshold: 0.4, tp: 2, fp: 1 },
    { threshold: 0.1, tp: 2, fp: 2 },
  ])
  expect([view.positives, view.negatives, view.start]).toEqual([2, 2, 1])
  expect(view.curves['roc']![1]).toEqual([0.5, 0.5])
  expect(view.curves['precision-recall']![2]).toEqual([1, 2 / 3])
})

test('many scores become few stops, with both ends and the start among them', () => {
  const scores = Array.from({ length: 5000 }, (_, i) => (i + 0.5) / 5000)
  const view = thresholdLook(
    scored(
      scores.map((p) => (p > 0.3 ? 1 : 0)),
      scores,
    ),
    '5,000 rows',
    'looked',
  )
  if (view.kind !== 'threshold') throw new Error(view.kind)
  expect(view.stops.length).toBeLessThanOrEqual(301)
  expect(view.stops[view.start]!.threshold).toBeCloseTo(0.5, 3)
  expect(view.stops.at(-1)!.fp).toBe(view.negatives)
})

test('a model that decides by a threshold of its own starts there', () => {
  const model = scored([1, 0, 1, 0], [0.9, 0.6, 0.4, 0.1])
  const view = thresholdLook({ ...model, decided: Int32Array.from([1, 1, 1, 0]) }, '4 rows', 'looked')
  expect(view).toMatchObject({ start: 2, own: 'each' })
  const given = { ...model, decided: Int32Array.from([1, 1, 0, 0]), threshold: 0.5 }
  expect(thresholdLook(given, '4 rows', 'looked')).toMatchObject({ start: 1, own: 0.5 })
  expect(thresholdLook(model, '4 rows', 'looked')).not.toHaveProperty('own')
})
