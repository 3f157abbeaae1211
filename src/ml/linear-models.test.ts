import { describe, expect, it } from 'vitest'
import { dense, type Matrix } from '../core/matrix'
import { distance } from '../reference/distance'
import { readValues, type LinearCase } from '../reference/values'
import { fitLinear } from './least-squares'
import { fitLogistic } from './logistic'
import { withoutZeros } from './matrix-ops'
import { fitRidge } from './ridge'

const cases = readValues().linear_models

/** Coefficients and intercepts of a case, in one list. */
function solve({ model, params, y, weights: given }: LinearCase, matrix: Matrix): number[] {
  const weights = given ? { weights: Float64Array.from(given) } : {}
  const options = { fitIntercept: params.fit_intercept, ...weights }
  if (model === 'logistic') {
    const { coef, intercept } = fitLogistic(matrix, y, params.classes!, { ...options, C: params.C! })
    return [...coef, ...intercept]
  }
  const target = Float64Array.from(y)
  const fitted =
    model === 'ridge' ? fitRidge(matrix, target, params.alpha!, options) : fitLinear(matrix, target, options)
  return [...fitted.coef, fitted.intercept]
}

describe('linear models with weights, without an intercept, with more columns than rows', () => {
  for (const one of cases) {
    const { model, params, X, weights, coef, intercept } = one
    const rows = X.length
    const cols = X[0]!.length
    it(`${model} ${JSON.stringify(params)} on ${rows} x ${cols}${weights ? ', weighted' : ''}`, () => {
      const matrix = dense(rows, cols, Float64Array.from(X.flat()))
      const expected = [...coef.flat(), ...intercept]
      expect(distance(solve(one, matrix), expected)).toBeLessThan(1e-6)
      const sparse = withoutZeros({ ...matrix, values: matrix.values })
      expect(distance(solve(one, sparse), expected)).toBeLessThan(1e-6)
    })
  }
})
