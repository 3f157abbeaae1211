import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMA, parseNumberText } from './number'

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['-0', -0],
    ['007', NaN],
    ['0.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['00.5', NaN],
    ['+3', 3],
    ['+1234567', 1_234_567],
    ['+12345678', NaN],
    ['  12 ', 12],
    ['1 2', NaN],
    ['', NaN],
    [' ', NaN],
    ['-', NaN],
    ['.', NaN],
    ['1.2.3', NaN],
    ['1,5', NaN],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['1e', NaN],
    ['1e+', NaN],
    ['e5', NaN],
    ['1e400', Infinity],
    ['1e-400', 0],
    ['1e99999999999', Infinity],
    ['0x10', NaN],
    ['1_000', NaN],
    ['NaN', NaN],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['+INF', Infinity],
    ['infinit', NaN],
    ['123456789012345', 123_456_789_012_345],
    ['1234567890123456', NaN],
    ['1234567890123456.0', 1_234_567_890_123_456],
    ['1234567890123456e0', 1_234_567_890_123_456],
    ['9007199254740993.0', 9_007_199_254_740_992],
    ['0.1234567890123456789012345', 0.123_456_789_012_345_68],
    ['0.30000000000000004', 0.300_000_000_000_000_04],
    ['2.2250738585072011e-308', 2.225_073_858_507_201e-308],
    ['1½', NaN],
  ])('%j is %d', (text, value) => {
    expect(parseNumberText(text)).toBe(value)
  })

  it('reads a decimal comma when it is asked to, and no point then', () => {
    expect(parseNumberText('1,5', COMMA)).toBe(1.5)
    expect(parseNumberText('-0,30000000000000004', COMMA)).toBe(-0.300_000_000_000_000_04)
    expect(parseNumberText('1.5', COMMA)).toBeNaN()
  })

  it('reads every double back from its shortest text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const whole = Number.isInteger(value) && Math.abs(value) >= 1e15
        const text = Object.is(value, -0) ? '-0' : whole ? value.toExponential() : String(value)
        expect(parseNumberText(text)).toBe(value)
      }),
      { numRuns: 20_000 },
    )
  })

  it('rounds as Number does, for any digits', () => {
    const digits = fc.stringMatching(/^\d{1,22}$/)
    const exponent = fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined })
    fc.assert(
      fc.property(digits, digits, exponent, (whole, fraction, power) => {
        const text = `${whole.replace(/^0+(?=\d)/, '')}.${fraction}${power === undefined ? '' : `e${power}`}`
        expect(parseNumberText(text)).toBe(Number(text))
      }),
      { numRuns: 50_000 },
    )
  })

  it('rounds as Number does in the middle between two doubles, and next to it', () => {
    fc.assert(
      fc.property(fc.bigInt(2n ** 61n, 2n ** 62n), fc.bigInt(-2n, 2n), (big, off) => {
        const text = `${((big >> 9n) << 9n) + 256n + off}.0`
        expect(parseNumberText(text)).toBe(Number(text))
      }),
      { numRuns: 20_000 },
    )
  })

  it('takes what Number takes, and nothing more', () => {
    const soup = fc.string({ unit: fc.constantFrom(...'0123456789.+-eE '), maxLength: 8 })
    fc.assert(
      fc.property(soup, (text) => {
        const value = parseNumberText(text)
        if (Number.isNaN(value)) return
        expect(value).toBe(Number(text))
      }),
      { numRuns: 50_000 },
    )
  })
})
