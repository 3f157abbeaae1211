import { describe, expect, it } from 'vitest'
import { distance } from '../reference/distance'
import { readValidation } from '../reference/validation'
import { dependenceGrid } from './dependence-grid'
import { binaryProbabilities } from './link'
import { r2 } from './metrics/regression'
import { permutationImportance } from './permutation-importance'

const { importance, dependence } = readValidation()
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, i) => sum + one * b[i]!, 0)

describe('permutation importance, as scikit-learn', () => {
  const { X, y, coef, intercept, orders } = importance
  const truth = Float64Array.from(y)
  const scoreOf = (rows: readonly number[][]) =>
    r2(
      truth,
      Float64Array.from(rows, (row) => dot(row, coef) + intercept),
    )

  it('has its losses, mean and deviation for the same shuffles', () => {
    const shuffles = orders.map((order) => Uint32Array.from(order))
    const own = permutationImportance(Number(scoreOf(X)), shuffles, (order) =>
      Number(scoreOf(X.map((row, i) => [X[order[i]!]![0]!, ...row.slice(1)]))),
    )
    expect(distance(own.falls, importance.importances[0]!)).toBeLessThanOrEqual(1e-9)
    expect(distance([own.mean, own.std], [importance.mean[0]!, importance.std[0]!])).toBeLessThanOrEqual(1e-9)
  })
})

describe('partial dependence, as scikit-learn', () => {
  it('has its grid, its mean and its single rows', () => {
    for (const { X, coef, intercept, feature, points, grid, average, individual } of dependence) {
      const own = dependenceGrid(
        Float64Array.from(X, (row) => row[feature]!),
        points,
      )
      expect(distance(own, grid)).toBeLessThanOrEqual(1e-9)
      const said = X.map((row) => {
        const scores = Float64Array.from(own, (value) => dot(row.with(feature, value), coef) + intercept)
        return binaryProbabilities(scores).filter((_, k) => k % 2 === 1)
      })
      said.forEach((line, row) => expect(distance(line, individual[row]!)).toBeLessThanOrEqual(1e-9))
      const mean = own.map((_, k) => said.reduce((sum, line) => sum + line[k]!, 0) / said.length)
      expect(distance(mean, average)).toBeLessThanOrEqual(1e-9)
    }
  })

  it('of nothing tries nothing', () => {
    expect(dependenceGrid(Float64Array.of(NaN, Infinity), 5)).toHaveLength(0)
    expect(dependenceGrid(Float64Array.of(2, 2, NaN), 5)).toEqual(Float64Array.of(2))
  })
})
