import { expect, test } from 'vitest'
import { firstFound } from './first-found'

test.each([
  ['nothing typed', '', undefined],
  ['nothing like it', 'zinc', undefined],
  ['a name that is a part of another', 'age', 'age'],
  ['a part of one name, in capitals', 'ERA', 'average'],
  ['spaces around it', ' fare ', 'fare'],
])('finds by %s', (_, text, found) => {
  expect(firstFound(['average', 'age', 'fare'], text)).toBe(found)
})
