import { describe as suite, expect, test } from 'vitest'
import type { Rows, Target } from '../../core/dataset'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { distance } from '../../reference/distance'
import { readLearnerValues, type BayesCase } from '../../reference/learners'
import { loadStage } from '../modules'
import { rowsOf, testContext, type Cell } from '../shared/testing'

const TARGET: Target = { column: 'y', task: 'multiclass', classes: ['a', 'b', 'c'], positive: -1 }

function dataOf(
  X: readonly (readonly Cell[])[],
  y: readonly number[] | null,
  weights: readonly number[] | null,
): Rows {
  const cells = X[0]!.map((_, k) => [`x${k}`, X.map((row) => row[k]!)] as const)
  const { table } = rowsOf({
    ...Object.fromEntries(cells),
    ...(y && { y: y.map((code) => TARGET.classes[code]!) }),
    ...(weights && { w: weights }),
  })
  const roles = { y: 'target', w: 'weight' } as const
  const role = (name: string) => (name === 'y' || name === 'w' ? roles[name] : 'feature')
  return {
    target: TARGET,
    table: { ...table, columns: table.columns.map((one) => ({ ...one, role: role(one.name) })) },
  }
}

const idOf = (kind: BayesCase['kind']) => `train/${kind}-nb`

async function probabilities({ kind, params: given, X, y, weights, test: rows }: BayesCase) {
  const { stage, fit, apply } = await loadStage(idOf(kind))
  const params = { ...defaults(stage.params), ...given }
  const { learned } = await fit!({ data: dataOf(X, y, weights) }, params, testContext())
  return scoresOf(apply!(learned, { data: dataOf(rows, null, null) }, params).table)
}

suite('Naive Bayes', () => {
  test.each(readLearnerValues().bayes)('agrees with scikit-learn: $kind, $params', async (one) => {
    expect(distance(await probabilities(one), one.probabilities.flat())).toBeLessThan(1e-6)
  })

  const refusal = async (kind: BayesCase['kind'], data: Rows, given: object = {}) => {
    const { stage, fit } = await loadStage(idOf(kind))
    const params = { ...defaults(stage.params), ...given }
    return Promise.resolve()
      .then(() => fit!({ data }, params, testContext()))
      .then(
        () => 'learned',
        (error: Error) => error.message,
      )
  }

  test('refuses in words what it cannot learn', async () => {
    const X = [[1], [2], [3], [4]]
    const y = [0, 1, 2, 2]
    expect(await refusal('multinomial', dataOf([[1], [-2], [3], [4]], y, null))).toBe(
      '"x0" is below 0 in row 2, and multinomial naive Bayes counts.',
    )
    expect(await refusal('gaussian', dataOf(X, y, [1, 1, 0, 0]))).toBe(
      'All training rows of the class "c" weigh 0.',
    )
    expect(await refusal('gaussian', dataOf([[1], [1], [1], [1]], y, null))).toBe(
      '"x0" is the same in every training row of the class "a".',
    )
    const number: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }
    const { table } = rowsOf({ x: [1, 2], y: [1, 2] })
    expect(await refusal('bernoulli', { table, target: number })).toMatch('needs classes')
  })

  test('a level that never came up, and a missing cell, leave the classes as they are otherwise', async () => {
    const { stage, fit, apply } = await loadStage('train/categorical-nb')
    const params = defaults(stage.params)
    const data = dataOf([['u'], ['u'], ['v'], ['v']], [0, 1, 2, 2], null)
    const { learned } = await fit!({ data }, params, testContext())
    const scores = (cell: Cell) => [
      ...scoresOf(apply!(learned, { data: dataOf([[cell], ['u']], null, null) }, params).table).subarray(
        0,
        3,
      ),
    ]
    expect(scores(null)).toEqual([expect.closeTo(0.25), expect.closeTo(0.25), expect.closeTo(0.5)])
    const [a, b, c] = scores('never')
    expect([a, b]).toEqual([expect.closeTo(a!), expect.closeTo(a!)])
    expect(c! / a!).toBeCloseTo((2 * 3) / 4)
  })
})
