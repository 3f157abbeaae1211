import { expect, test } from 'vitest'
import { toFault } from './errors'

const thrown = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}

test.each<[string, () => unknown]>([
  ['an array', () => new Float64Array(2 ** 40)],
  ['bytes', () => new ArrayBuffer(2 ** 45)],
  ['a list', () => Array.from({ length: 2 ** 33 })],
  ['the memory of a kernel', () => new WebAssembly.Memory({ initial: 1, maximum: 2 }).grow(2)],
])('%s that cannot be had is told in words', (_, act) => {
  expect(toFault(thrown(act))).toMatchObject({
    message: 'This needs more memory than can be had.',
    cure: expect.stringContaining('fewer rows'),
  })
})

test('other faults that no one foresaw keep their words', () => {
  expect(toFault(new RangeError('Not a share'))).toEqual({ message: 'Not a share', unexpected: true })
})
