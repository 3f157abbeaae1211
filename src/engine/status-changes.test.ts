import { expect, test } from 'vitest'
import type { NodeStatus } from './protocol'
import { changesOf, withChanges } from './status-changes'

const status = (state: NodeStatus['state'], more: Partial<NodeStatus> = {}): NodeStatus => ({
  state,
  warnings: [],
  outputs: {},
  views: [],
  ...more,
})

const before = {
  a: status('done', { result: 'r' }),
  b: status('running', { fraction: 0.1 }),
  c: status('new'),
}

test('only what is new is told, and a node of which nothing is keeps its object', () => {
  const now = {
    a: status('done', { result: 'r' }),
    b: status('running', { fraction: 0.2 }),
    d: status('new'),
  }
  const changes = changesOf(before, now)
  expect(Object.keys(changes.changed)).toEqual(['b', 'd'])
  expect(changes.gone).toEqual(['c'])
  const merged = withChanges(before, changes)
  expect(merged).toEqual(now)
  expect(merged['a']).toBe(before.a)
})

test.each([
  { result: 'other' },
  { stopped: 'at 3 of 10' },
  { kept: '5 trials' },
  { fault: { message: 'no' } },
  { warnings: [{ message: 'few rows' }] },
] as Partial<NodeStatus>[])('%o is new', (more) => {
  const now = { ...before, a: status('done', { result: 'r', ...more }) }
  expect(Object.keys(changesOf(before, now).changed)).toEqual(['a'])
})

test('to one who knows nothing all is new', () => {
  expect(changesOf({}, before)).toEqual({ changed: before, gone: [] })
})
