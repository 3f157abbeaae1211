import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Utf8Check } from './utf8-check'

const accepts = (act: () => void): boolean => {
  try {
    act()
    return true
  } catch {
    return false
  }
}

it('takes what TextDecoder takes, cut anywhere and aligned anyhow', () => {
  const byte = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0x41, 0x7f) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xbf),
    },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
  )
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((one) => [...new TextEncoder().encode(one)])
  const bytes = fc.oneof(text, fc.array(byte, { maxLength: 60 }))
  fc.assert(
    fc.property(bytes, fc.nat(60), fc.nat(7), (content, cut, offset) => {
      const all = new Uint8Array([...Array.from({ length: offset }, () => 0x80), ...content]).subarray(offset)
      const right = accepts(() => new TextDecoder('utf-8', { fatal: true }).decode(all))
      const ours = accepts(() => {
        const check = new Utf8Check(false)
        check.chunk(all.subarray(0, cut))
        check.chunk(all.subarray(cut))
        check.end()
      })
      expect(ours).toBe(right)
    }),
    { numRuns: 20_000 },
  )
})

it('drops the byte order mark, also in pieces', () => {
  const check = new Utf8Check(true)
  const parts = [[0xef], [0xbb], [0xbf, 0x41], [0xef, 0xbb, 0xbf]]
  expect(parts.map((part) => [...check.chunk(Uint8Array.from(part))])).toEqual([
    [],
    [],
    [0x41],
    [0xef, 0xbb, 0xbf],
  ])
})
