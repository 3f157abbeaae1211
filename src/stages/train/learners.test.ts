import { describe as suite, expect, test } from 'vitest'
import type { Rows, Target } from '../../core/dataset'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { distance } from '../../reference/distance'
import { readValues, type LinearCase } from '../../reference/values'
import type { LinearLearned } from '../shared/linear-model'
import { rowsOf, testContext, type Cell } from '../shared/testing'
import * as linear from './linear.step'
import * as logistic from './logistic.step'
import * as ridge from './ridge.step'

const numeric: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }
const classes = (...names: string[]): Target => ({
  column: 'y',
  task: names.length === 2 ? 'binary' : 'multiclass',
  classes: names,
  positive: names.length === 2 ? 1 : -1,
})

/** Features x0, x1, ... and the target y, which has no role of a feature. */
function dataOf(X: readonly (readonly number[])[], y: readonly Cell[], target: Target): Rows {
  const columns = X[0]!.map((_, j) => [`x${j}`, X.map((row) => row[j]!)] as const)
  return asDataset(rowsOf({ ...Object.fromEntries(columns), y }, target))
}

const asDataset = ({ table, target }: Rows): Rows => ({
  target,
  table: {
    ...table,
    columns: table.columns.map((one) => (one.name === 'y' ? { ...one, role: 'target' } : one)),
  },
})

const logisticParams = { ...defaults(logistic.stage.params) }
const ridgeParams = { ...defaults(ridge.stage.params) }
const linearParams = { ...defaults(linear.stage.params) }
const fitLogistic = async (
  data: Rows,
  params: Partial<typeof logisticParams> = {},
  context = testContext(),
) => (await logistic.fit({ data }, { ...logisticParams, ...params }, context)).learned

async function fitCase({ model, params, X, y }: LinearCase): Promise<LinearLearned> {
  const { fit_intercept } = params
  if (model === 'logistic') {
    const labels = y.map((code) => `class ${code}`)
    const names = [...new Set(labels)].sort()
    return fitLogistic(dataOf(X, labels, classes(...names)), { C: params.C!, fit_intercept })
  }
  const data = { data: dataOf(X, y, numeric) }
  if (model === 'linear') return (await linear.fit(data, { fit_intercept }, testContext())).learned
  return (await ridge.fit(data, { alpha: params.alpha!, fit_intercept }, testContext())).learned
}

suite('Linear learners', () => {
  test.each(readValues().linear_models.filter(({ weights }) => !weights))(
    'agree with scikit-learn: $model $params',
    async (one) => {
      const learned = await fitCase(one)
      expect(distance(learned.coef, one.coef.flat())).toBeLessThan(1e-6)
      expect(distance(learned.intercept, one.intercept)).toBeLessThan(1e-6)
    },
  )

  const X = [
    [0, 1],
    [1, 1],
    [2, 0],
    [3, 1],
    [4, 0],
    [5, 1],
  ]
  const three = dataOf(X, ['a', 'b', 'b', 'c', 'c', 'a'], classes('a', 'b', 'c'))

  test('probabilities of a row add up to 1, with a slot per class', async () => {
    const learned = await fitLogistic(three)
    const { table } = logistic.apply(learned, { data: three }, logisticParams)
    const column = table.columns.find(({ role }) => role === 'prediction')!
    expect(column).toMatchObject({ name: 'prediction', kind: 'vector', slots: ['a', 'b', 'c'] })
    const scores = scoresOf(table)
    for (let i = 0; i < 6; i++)
      expect(scores[i * 3]! + scores[i * 3 + 1]! + scores[i * 3 + 2]!).toBeCloseTo(1, 12)
  })

  test('new data may have its columns in another order, and further ones', async () => {
    const data = dataOf(X, ['n', 'n', 'y', 'n', 'y', 'y'], classes('n', 'y'))
    const learned = await fitLogistic(data)
    const [x0, x1] = data.table.columns
    const more = rowsOf({ id: X.map((_, i) => `row ${i}`) }).table.columns[0]!
    const other = { ...data, table: { ids: data.table.ids, columns: [more, x1!, x0!] } }
    const scores = (rows: Rows) => scoresOf(logistic.apply(learned, { data: rows }, logisticParams).table)
    expect(scores(other)).toEqual(scores(data))
    const less = { ...data, table: { ids: data.table.ids, columns: [x1!] } }
    expect(() => scores(less)).toThrow('These rows have no column "x0".')
  })

  test('balanced class weights lift a rare class', async () => {
    const data = dataOf([[0], [1], [2], [3], [4], [5]], ['n', 'n', 'n', 'n', 'y', 'n'], classes('n', 'y'))
    const chance = async (class_weight: 'none' | 'balanced') => {
      const learned = await fitLogistic(data, { class_weight })
      return scoresOf(logistic.apply(learned, { data }, logisticParams).table)[9]!
    }
    expect(await chance('balanced')).toBeGreaterThan((await chance('none')) + 0.3)
  })

  test('warns when classes are separated and nothing holds the coefficients', async () => {
    const data = dataOf([[0], [1], [2], [3]], ['n', 'n', 'y', 'y'], classes('n', 'y'))
    const context = testContext()
    await fitLogistic(data, { penalty: 'none' }, context)
    expect(context.warnings).toEqual([expect.stringContaining('did not converge')])
  })

  test('coefficients can be read, for one output and for many', async () => {
    const { largest, coefficients } = logistic.explain(
      await fitLogistic(dataOf(X, ['n', 'n', 'y', 'n', 'y', 'y'], classes('n', 'y'))),
    )
    expect(largest).toMatchObject({ kind: 'bars', title: 'Largest coefficients for y' })
    expect(coefficients).toMatchObject({ columns: ['Feature', 'y'] })
    expect(logistic.explain(await fitLogistic(three))).toEqual({
      coefficients: expect.objectContaining({ columns: ['Feature', 'a', 'b', 'c'] }),
    })
  })

  const two = classes('n', 'y')
  test.each([
    [
      'a number as target',
      dataOf(
        X,
        X.map((_, i) => i),
        numeric,
      ),
      'Logistic regression needs classes, and the target "y" is a number.',
    ],
    ['no features', asDataset(rowsOf({ y: ['n', 'y'] }, two)), 'No feature columns are left.'],
    ['no rows', dataOf([[]], [], two), 'There are no training rows.'],
    [
      'levels',
      asDataset(rowsOf({ c: ['u', 'v'], y: ['n', 'y'] }, two)),
      'Column "c" is a category column, and a learner needs numbers.',
    ],
    [
      'a missing cell',
      asDataset(rowsOf({ x: [1, null], y: ['n', 'y'] }, two)),
      'Column "x" has missing values (first in row 2).',
    ],
    [
      'an infinite cell',
      asDataset(rowsOf({ x: [1, Infinity], y: ['n', 'y'] }, two)),
      'Column "x" has an infinite value (first in row 2).',
    ],
    [
      'a missing target',
      asDataset(rowsOf({ x: [1, 2, 3], y: ['n', 'y', null] }, two)),
      'The target "y" is missing in training row 3.',
    ],
    [
      'a class without rows',
      asDataset(rowsOf({ x: [1, 2], y: ['n', 'n'] }, two)),
      'The class "y" of "y" has no training row left.',
    ],
  ])('refuses %s in words', async (_, data, message) => {
    await expect(fitLogistic(data)).rejects.toMatchObject({ name: 'UserError', message })
  })

  test('refuse classes where a number is needed', () => {
    const data = { data: dataOf(X, ['n', 'n', 'y', 'n', 'y', 'y'], two) }
    const message = 'needs a number, and the target "y" has classes.'
    expect(() => ridge.fit(data, ridgeParams, testContext())).toThrow(`Ridge regression ${message}`)
    expect(() => linear.fit(data, linearParams, testContext())).toThrow(`Linear regression ${message}`)
  })
})
