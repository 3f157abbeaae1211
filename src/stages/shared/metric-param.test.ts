import { expect, test } from 'vitest'
import type { Target } from '../../core/dataset'
import { metrics } from '../../ml/metrics/registry'
import { chosenMetric, metricParam } from './metric-param'

const binary: Target = { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 }

test('every metric can be chosen, under its own title', () => {
  const { auto, ...titles } = metricParam.titles ?? {}
  expect(auto).toBe('By the task')
  expect(new Map(Object.entries(titles))).toEqual(new Map(metrics.map(({ name, title }) => [name, title])))
})

test('the task chooses where nobody does, and a metric has to fit it', () => {
  expect(chosenMetric('auto', binary).name).toBe('roc_auc')
  expect(chosenMetric('auto', { ...binary, task: 'regression' }).name).toBe('r2')
  expect(() => chosenMetric('max_error', binary)).toThrow(/Largest error does not fit the target "y"/)
})
