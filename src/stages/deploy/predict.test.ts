import { describe as suite, expect, test } from 'vitest'
import type { Target } from '../../core/dataset'
import { withScores } from '../../core/features'
import type { Model } from '../../core/lineage'
import { tableInfo, type Table } from '../../core/table'
import { cellsOf, tableOf, testTaskContext, type Cell } from '../shared/testing'
import { run, stage } from './predict.task'

async function predicted(target: Target, scores: readonly number[], cells: Record<string, readonly Cell[]>) {
  const data = tableOf(cells)
  const context = testTaskContext({
    predict: (_, raw) => ({ target, table: withScores(raw, target, Float64Array.from(scores)) }),
  })
  const { outputs } = await run({ model: {} as Model, data }, {}, context)
  const table = outputs['data'] as Table
  return { table, cells: Object.fromEntries(table.columns.map((one) => [one.name, cellsOf(one)])), context }
}

const numbered: Target = { column: 'y', task: 'multiclass', classes: ['2', '10', '30'], positive: -1 }
const numeric: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }

suite('Predict', () => {
  test('adds the class and a probability for each', async () => {
    const { cells } = await predicted(numbered, [0.1, 0.7, 0.2, 0.5, 0.2, 0.3], { x: [1, 2] })
    expect(cells).toEqual({
      x: [1, 2],
      prediction: ['10', '2'],
      probability_2: [0.1, 0.5],
      probability_10: [0.7, 0.2],
      probability_30: [0.2, 0.3],
    })
  })

  test('adds the value of a regression', async () => {
    expect((await predicted(numeric, [7, 8], { x: [1, 2] })).cells).toEqual({ x: [1, 2], prediction: [7, 8] })
  })

  test('leaves columns alone that have such a name', async () => {
    const { table, cells } = await predicted(numeric, [7], { prediction: [1] })
    expect(cells).toEqual({ prediction: [1], prediction_2: [7] })
    const known = tableInfo(table).slice(0, 1)
    expect(stage.infer!({ data: known }, {} as never).map(({ name }) => name)).toEqual([
      'prediction',
      'prediction_2',
    ])
  })

  test('a row without a prediction has empty cells, and is counted', async () => {
    const { cells, context } = await predicted(numbered, [NaN, NaN, NaN, 0.5, 0.2, 0.3], { x: [1, 2] })
    expect(cells).toMatchObject({ prediction: [null, '2'], probability_2: [null, 0.5] })
    expect(context.warnings).toEqual([expect.stringContaining('no prediction for 1 of 2 rows')])
  })

  test('refuses a table without rows', async () => {
    await expect(predicted(numeric, [], { x: [] })).rejects.toThrow('There are no rows to predict.')
  })
})
