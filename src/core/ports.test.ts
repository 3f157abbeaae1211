import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gathered, grown, leastWires, portNamed, portsUnder, type Ports } from './ports'

const ports: Ports = {
  data: { kind: 'table', optional: true },
  models: { kind: 'model', title: 'model', many: true, atLeast: 2 },
}
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 })

describe('an input that takes many', () => {
  test('begins with one free port, and others are as they are declared', () => {
    expect(grown(ports)).toEqual({
      data: { kind: 'table', optional: true },
      'models-1': { kind: 'model', title: 'model 1', optional: false },
    })
    expect(portNamed(ports, 'data')).toBe(ports['data'])
  })

  test('has the ports that are wired, by number, and the first that is free; no name ever changes', () => {
    fc.assert(
      fc.property(numbers, (wired) => {
        const names = wired.map((number) => `models-${number}`)
        const shown = Object.keys(grown(ports, names)).filter((name) => name !== 'data')
        const free = shown.filter((name) => !names.includes(name))
        expect(free).toHaveLength(1)
        expect(shown).toHaveLength(wired.length + 1)
        const order = shown.map((name) => Number(name.split('-')[1]))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        expect(Number(free[0]!.split('-')[1])).toBeLessThanOrEqual(wired.length + 1)
        for (const name of shown) expect(portNamed(ports, name)).toBe(ports['models'])
        // A wire that goes leaves every other port where it is.
        const left = names.slice(1)
        expect(Object.keys(grown(ports, left))).toEqual(expect.arrayContaining(left))
      }),
    )
  })

  test('asks for a wire until there are enough', () => {
    expect(leastWires(ports['models']!)).toBe(2)
    expect(grown(ports, ['models-1'])['models-2']).toMatchObject({ optional: false })
    expect(grown(ports, ['models-1', 'models-4'])['models-2']).toMatchObject({ optional: true })
  })

  test.each(['models', 'models-0', 'models-01', 'models--1', 'models-1.5', 'data-1', 'other-1'])(
    'has no port "%s"',
    (name) => {
      expect(portNamed(ports, name)).toBeUndefined()
    },
  )

  test('hands its flows over as one record in order, beside those of other inputs', () => {
    fc.assert(
      fc.property(numbers, (wired) => {
        const names = wired.map((number) => `models-${number}`)
        const flows = Object.fromEntries([...names, 'data'].map((name) => [name, name]))
        const { data, models = {} } = gathered(flows)
        expect(data).toBe('data')
        expect(Object.keys(models)).toEqual(portsUnder('models', names))
        expect(Object.values(models)).toEqual(Object.keys(models))
      }),
    )
  })
})
