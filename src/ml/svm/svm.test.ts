import { describe, expect, it } from 'vitest'
import { dense } from '../../core/matrix'
import { randomStream } from '../../core/random'
import { distance } from '../../reference/distance'
import { readLinearValues, type MachineCase } from '../../reference/linear'
import { BARE_MARGIN } from '../platt'
import { approximateClasses, approximateValues } from './approximate'
import { fitSvmClasses, pairsOf } from './classes'
import { coupled } from './coupling'
import { decisionsOf, type KernelMachine } from './machine'
import { gammaOf } from './rbf'
import { fitSvmValues } from './values'

const { X, test: held, cases } = readLinearValues().machines
const matrixOf = (rows: number[][]) => dense(rows.length, rows[0]!.length, Float64Array.from(rows.flat()))
const [matrix, others] = [matrixOf(X), matrixOf(held)]

function solve({ task, params, classes, y, weights }: MachineCase): KernelMachine {
  const gamma = typeof params.gamma === 'number' ? params.gamma : gammaOf(matrix, params.gamma)
  const options = { C: params.C, gamma, tol: 1e-9, onProgress: () => {} }
  const given = weights ? { weights: Float64Array.from(weights) } : {}
  return task === 'classes'
    ? fitSvmClasses(matrix, Float64Array.from(y), classes, { ...options, ...given }).machine
    : fitSvmValues(matrix, Float64Array.from(y), { ...options, ...given, epsilon: params.epsilon! })
}

describe('support vector machines, as scikit-learn', () => {
  it.each(cases)('$task, $classes classes, $params', (one) => {
    // Its pairs of more than two classes are positive for the first of them.
    const expected = one.expected.flat().map((value) => (one.classes > 2 ? -value : value))
    expect(distance(decisionsOf(solve(one), others), expected)).toBeLessThan(1e-5)
  })
})

describe('an approximation by Nyström with as many rows as there are', () => {
  const two = cases.find(({ classes, weights }) => classes === 2 && !weights)!
  const numbers = cases.find(({ task, weights }) => task === 'numbers' && !weights)!
  const gamma = gammaOf(matrix, 'scale')
  const options = {
    C: 1,
    gamma,
    components: 120,
    random: (name: string) => randomStream(2, name),
    onProgress: () => {},
  }

  it('has nearly the decisions of the exact machine', () => {
    const { machine } = approximateClasses(matrix, Float64Array.from(two.y), 2, options, false)
    const apart = decisionsOf(machine, others).map((value, i) => Math.abs(value - two.expected[i]![0]!))
    expect(Math.max(...apart)).toBeLessThan(0.05)
  })

  it('has nearly the values of the exact machine', () => {
    const machine = approximateValues(matrix, Float64Array.from(numbers.y), numbers.params.epsilon!, options)
    const apart = decisionsOf(machine, others).map((value, i) => Math.abs(value - numbers.expected[i]![0]!))
    expect(Math.max(...apart)).toBeLessThan(0.1)
  })
})

describe('chances of pairs of classes', () => {
  it('agree with chances that are consistent, and add up to 1', () => {
    const p = [0.5, 0.3, 0.2]
    const odds = ([i, j]: readonly [number, number]) => Math.log(p[j]! / p[i]!)
    const found = coupled(Float64Array.from(pairsOf(3), odds), 3, [BARE_MARGIN, BARE_MARGIN, BARE_MARGIN])
    found.forEach((value, k) => expect(value).toBeCloseTo(p[k]!, 2))
    expect(found[0]! + found[1]! + found[2]!).toBeCloseTo(1, 12)
  })
})
