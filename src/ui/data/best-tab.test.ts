import { expect, test } from 'vitest'
import type { NodeStatus } from '../../state/hooks'
import { bestTab, tabsOf } from './best-tab'

const done: NodeStatus = { state: 'done', warnings: [], outputs: {}, views: [], result: 'r' }
const rows = { kind: 'dataset', rows: 3, columns: [] } as const
const view = { id: 'v', kind: 'figures', title: 'V' } as const

test('a node that has not run has messages only', () => {
  expect(tabsOf(undefined, 0)).toEqual(['messages'])
  expect(bestTab(undefined, 1)).toBe('messages')
})

test('rows open by themselves for steps, results for evaluations and models', () => {
  expect(bestTab({ ...done, outputs: { data: rows }, views: [view] }, 0)).toBe('output')
  expect(bestTab({ ...done, views: [view] }, 0)).toBe('results')
  expect(tabsOf({ ...done, views: [view] }, 0)).toEqual(['results', 'changes'])
  expect(bestTab({ ...done, outputs: { model: { ...rows, kind: 'model' } }, views: [view] }, 0)).toBe(
    'results',
  )
})

test('what went wrong comes first, and the last result stays within reach', () => {
  const failed: NodeStatus = { ...done, state: 'error', fault: { message: 'x' }, outputs: { data: rows } }
  expect(bestTab(failed, 0)).toBe('messages')
  expect(tabsOf(failed, 0)).toEqual(['output', 'columns', 'changes', 'messages'])
})
