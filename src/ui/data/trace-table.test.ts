import { expect, test } from 'vitest'
import { isTouched, traceLines } from './trace-table'

test('columns below each other, steps beside each other, and gaps where a step has no such column', () => {
  const cell = (name: string, change: 'same' | 'changed' | 'made' | 'lost') => ({
    name,
    kind: 'number' as const,
    change,
    before: 1,
    after: 2,
  })
  const step = (node: string, ...cells: ReturnType<typeof cell>[]) => ({
    node,
    stage: node,
    within: [],
    cells,
  })
  const lines = traceLines({
    raw: [cell('a', 'same'), cell('b', 'same')],
    steps: [
      step('scale', cell('a', 'changed'), cell('b', 'same')),
      step('encode', cell('a', 'same'), cell('c', 'made'), cell('b', 'lost')),
      step('learn', cell('a', 'same'), cell('c', 'same')),
    ],
  })
  expect(lines.map(({ cells, name }) => [name, ...cells.map((one) => one?.change)])).toEqual([
    ['a', 'changed', 'same', 'same'],
    ['b', 'same', 'lost', undefined],
    ['c', undefined, 'made', 'same'],
  ])
  expect(lines.map(isTouched)).toEqual([true, true, true])
  expect(lines.map(({ raw }) => raw !== undefined)).toEqual([true, true, false])
})
