import { expect, test } from 'vitest'
import { withinBounds } from './bounds'
import { metricNamed } from './registry'

test('an interval ends where a metric does', () => {
  const cut = (name: string, low: number, high: number) => withinBounds(metricNamed(name), [low, high])
  expect(cut('accuracy', 0.9, 1.02)).toEqual([0.9, 1])
  expect(cut('roc_auc', -0.1, 0.4)).toEqual([0, 0.4])
  expect(cut('r2', -3, 1.5)).toEqual([-3, 1])
  expect(cut('matthews_corrcoef', -1.5, 0)).toEqual([-1, 0])
  expect(cut('mae', -2, 7)).toEqual([0, 7])
  expect(cut('brier', -0.1, 1.1)).toEqual([0, 1])
  expect(cut('accuracy', Number.NaN, Number.NaN)).toEqual([Number.NaN, Number.NaN])
})
