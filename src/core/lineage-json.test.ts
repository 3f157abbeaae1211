import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from './errors'
import { fromReadableJson, lineageText, parseLineage, toReadableJson } from './lineage-json'

const number = fc.double()
const leaf = fc.oneof(
  number,
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.float64Array(),
  fc.int32Array(),
  fc.uint8Array(),
)
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$float64', '$object', '__proto__')), tie('data'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}))

describe('readable JSON of learned state', () => {
  test('comes back as it was, bit by bit', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(fromReadableJson(toReadableJson(value))).toStrictEqual(value)
      }),
    )
  })

  test('puts the numbers of a list on one line', () => {
    expect(toReadableJson({ coef: Float64Array.of(1.5, Number.NaN), names: ['a]', 'b'] })).toContain('"a]"')
    expect(toReadableJson([1, 2, 3])).toBe('[1, 2, 3]\n')
  })
})

describe('a lineage', () => {
  const lineage = {
    cast: { columns: [{ name: 'x', kind: 'number' as const }], decimal: '.' as const, missing: [] },
    nodes: [
      { id: 'a', stage: 's/a', version: 1, params: {}, inputs: { data: 'raw' }, learned: Float64Array.of(1) },
    ],
  }

  test('comes back from its text', () => {
    expect(parseLineage(lineageText(lineage))).toEqual(lineage)
  })

  test.each([
    ['another format', '{"format":"x"}', /not the lineage/],
    ['a newer version', '{"format":"trainyard/lineage","version":9}', /version 9/],
    ['missing parts', '{"format":"trainyard/lineage","version":1}', /lacks its cast/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => parseLineage(text)).toThrow(UserError)
    expect(() => parseLineage(text)).toThrow(message)
  })
})
