import { describe, expect, it } from 'vitest'
import { dense } from '../core/matrix'
import { distance } from '../reference/distance'
import { readLinearValues, type CoefficientCase } from '../reference/linear'
import { fitSgd, type SgdModel, type SgdOptions } from './sgd'

const { X, cases } = readLinearValues().sgd
const matrix = dense(X.length, X[0]!.length, Float64Array.from(X.flat()))

/** scikit-learn's defaults for classes and for numbers, with the epochs and the order of the cases. */
const usual = {
  penalty: 'l2',
  alpha: 1e-4,
  l1Ratio: 0.15,
  epsilon: 0.1,
  fitIntercept: true,
  maxIterations: 7,
  tol: null,
  patience: 5,
} as const
const forClasses = { ...usual, schedule: 'optimal', eta0: 0, powerT: 0.5, average: 0 } as const
const forNumbers = { ...usual, schedule: 'invscaling', eta0: 0.01, powerT: 0.25, average: 0 } as const

const named = {
  penalty: 'penalty',
  alpha: 'alpha',
  l1_ratio: 'l1Ratio',
  learning_rate: 'schedule',
  eta0: 'eta0',
  power_t: 'powerT',
  fit_intercept: 'fitIntercept',
  loss: 'loss',
  regression_loss: 'loss',
} as const

function solve({ params, y, weights }: CoefficientCase): SgdModel[] {
  const classes = Number(params['classes'])
  const given = Object.entries(named).flatMap(([theirs, ours]) =>
    params[theirs] === undefined ? [] : [[ours, params[theirs]]],
  )
  const options = {
    ...(classes > 0 ? forClasses : forNumbers),
    ...Object.fromEntries(given),
    average: Number(params['average'] ?? 0),
    ...(weights && { weights: Float64Array.from(weights) }),
  } as SgdOptions
  if (classes === 0) return [fitSgd(matrix, Float64Array.from(y), options)]
  const outputs = classes === 2 ? [1] : [0, 1, 2]
  return outputs.map((own) =>
    fitSgd(
      matrix,
      Float64Array.from(y, (code) => (code === own ? 1 : -1)),
      options,
    ),
  )
}

describe('stochastic gradient descent, step by step as scikit-learn', () => {
  it.each(cases)('$params', (one) => {
    const found = solve(one)
    expect(
      distance(
        found.flatMap(({ coef }) => [...coef]),
        one.coef.flat(),
      ),
    ).toBeLessThan(1e-6)
    expect(
      distance(
        found.map(({ intercept }) => intercept),
        one.intercept,
      ),
    ).toBeLessThan(1e-6)
  })

  it('ends when the loss no longer falls, and says when epochs run out', () => {
    const y = Float64Array.from(X, ([first, second]) => first! - 2 * second! + 1)
    const options = { ...forNumbers, loss: 'squared_error', tol: 1e-3 } as const
    expect(fitSgd(matrix, y, { ...options, maxIterations: 1000 })).toMatchObject({ converged: true })
    expect(fitSgd(matrix, y, { ...options, maxIterations: 3 })).toMatchObject({ converged: false, epochs: 3 })
  })

  it('says that numbers are too large', () => {
    const y = Float64Array.from(X, ([first]) => first!)
    const huge = { ...matrix, values: matrix.values.map((value) => 1e300 * value) }
    expect(() => fitSgd(huge, y, { ...forNumbers, loss: 'squared_error' })).toThrow(/grew past all bounds/)
  })
})
