import { describe, expect, it } from 'vitest'
import { dense, type Matrix, type SparseMatrix } from '../core/matrix'
import { randomStream } from '../core/random'
import { distance } from '../reference/distance'
import { readLinearValues, type CoefficientCase } from '../reference/linear'
import { fitElasticNet } from './elastic-net'
import { fitHuber } from './huber'
import { fitLinearSvm } from './linear-svm'
import { fitPoisson } from './poisson'

interface Found {
  readonly coef: Float64Array
  readonly intercept: number | Float64Array
  readonly converged: boolean
  readonly scale?: number
  readonly outliers?: number
}

function solve({ model, params, y, weights: given }: CoefficientCase, matrix: Matrix): Found {
  const weights = given ? { weights: Float64Array.from(given) } : {}
  const options = { fitIntercept: params['fit_intercept'] === true, ...weights }
  const alpha = Number(params['alpha'])
  const target = Float64Array.from(y)
  switch (model) {
    case 'elastic-net': {
      const more = { l1Ratio: Number(params['l1_ratio']), positive: params['positive'] === true }
      return fitElasticNet(matrix, target, { ...options, ...more, alpha, tol: 1e-13, maxIterations: 1e6 })
    }
    case 'poisson':
      return fitPoisson(matrix, target, { ...options, alpha })
    case 'huber':
      return fitHuber(matrix, target, { ...options, alpha, epsilon: Number(params['epsilon']) })
    default:
      return fitLinearSvm(matrix, y, Number(params['classes']), {
        ...options,
        C: Number(params['C']),
        loss: params['loss'] === 'hinge' ? 'hinge' : 'squared_hinge',
        interceptScaling: Number(params['intercept_scaling']),
        maxIterations: 200_000,
        tol: 1e-9,
        random: randomStream(1, 'order'),
      })
  }
}

/** The same numbers as sparse rows, however many are not zero. */
function sparse({ rows, cols, values }: ReturnType<typeof dense>): SparseMatrix {
  const filled = Array.from(values.keys()).filter((at) => values[at] !== 0)
  const counts = Uint32Array.from({ length: rows + 1 }, (_, i) => filled.filter((at) => at < i * cols).length)
  return {
    kind: 'sparse',
    rows,
    cols,
    indptr: counts,
    indices: Uint32Array.from(filled, (at) => at % cols),
    values: Float64Array.from(filled, (at) => values[at]!),
  }
}

const both = (a: Found) => [...a.coef, ...(typeof a.intercept === 'number' ? [a.intercept] : a.intercept)]

describe.each(['elastic-net', 'poisson', 'huber', 'linear-svm'])('%s, as scikit-learn', (name) => {
  for (const { X, cases } of readLinearValues().linear) {
    const matrix = dense(X.length, X[0]!.length, Float64Array.from(X.flat()))
    const chosen = cases.filter(({ model }) => model === name)
    it.each(chosen)(`on ${matrix.rows} x ${matrix.cols}: $params`, (one) => {
      const expected = [...one.coef.flat(), ...one.intercept]
      const found = solve(one, matrix)
      expect(found.converged).toBe(true)
      expect(distance(both(found), expected)).toBeLessThan(1e-6)
      expect(distance(both(solve(one, sparse(matrix))), expected)).toBeLessThan(1e-6)
      const { scale, outliers } = one
      const own = 'scale' in found ? [found.scale!, found.outliers!] : []
      expect(distance(own, scale === undefined ? [] : [scale, outliers!])).toBeLessThan(1e-6)
    })
  }
})
