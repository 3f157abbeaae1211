import { expect, test } from 'vitest'
import { nextCell } from './use-grid-keys'

const from = { row: 5, column: 2 }

test.each([
  ['ArrowDown', false, { row: 6, column: 2 }],
  ['ArrowLeft', false, { row: 5, column: 1 }],
  ['PageDown', false, { row: 9, column: 2 }],
  ['PageUp', false, { row: 0, column: 2 }],
  ['Home', false, { row: 5, column: 0 }],
  ['End', true, { row: 9, column: 3 }],
  ['Home', true, { row: 0, column: 0 }],
])('%s (far %s)', (key, far, to) => expect(nextCell(key, far, from, 10, 4)).toEqual(to))

test('other keys lead nowhere', () => expect(nextCell('x', false, from, 10, 4)).toBeNull())
