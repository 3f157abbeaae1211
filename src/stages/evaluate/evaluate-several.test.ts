import { describe as suite, expect, test } from 'vitest'
import { TEST, TRAIN } from '../../core/dataset'
import type { Model } from '../../core/lineage'
import { binary, modelOf, numeric, two } from '../shared/evaluate-testing'
import { testTaskContext } from '../shared/testing'
import { run } from './evaluate.task'

suite('Evaluate with several models', () => {
  const several = async (models: Record<string, Model>) => {
    const context = testTaskContext()
    const { rows = {}, views = {} } = await run({ models }, { on: 'test' }, context)
    return { rows, views, warnings: context.warnings }
  }
  const worse = { ...modelOf(binary, [0, 0, 1, 1], [0.2, 0.8, 0.4, 0.6, 0.9, 0.1, 0.7, 0.3]), name: 'worse' }

  test('sets several models side by side, and their curves over each other', async () => {
    const { rows, views, warnings } = await several({ 'models-1': two, 'models-3': worse })
    expect(warnings).toEqual([])
    const table = views['models']
    const metrics = table?.kind === 'table' ? table.columns : []
    const accuracy = table?.kind === 'table' ? table.rows.map((row) => row[metrics.indexOf('Accuracy')]) : []
    expect(accuracy).toEqual([0.5, 0])
    expect(views['roc']).toMatchObject({ series: [{ label: 'm' }, { label: 'worse' }] })
    expect(views['precision-recall']).toMatchObject({ series: [{ label: 'm' }, { label: 'worse' }] })
    // Figures, matrix and rows are there of each, and say of which.
    expect(views['confusion']).toMatchObject({ title: 'Confusion matrix of 4 test rows by m', of: 'm' })
    const other = views['models-3 confusion']!
    expect(other).toMatchObject({ title: 'Confusion matrix of 4 test rows by worse', of: 'worse' })
    expect('select' in other && other.select?.rows).toBe('models-3')
    expect(views['roc']).not.toHaveProperty('of')
    expect(views).not.toHaveProperty('models-3 roc')
    expect(Object.values(rows).map(({ model }) => model)).toEqual(['models-1', 'models-3'])
    // A point on a curve of either is made of that model's own rows.
    const roc = views['roc']
    const cuts = (roc?.kind === 'curve' && roc.select?.cuts) || []
    expect(new Set(cuts.map((cut) => cut.rows))).toEqual(new Set(['models-1', 'models-3']))
  })

  test('draws the errors of several regressions over each other', async () => {
    const off = { ...modelOf(numeric, [1, 2, 3, 4], [2, 4, 6, 8]), name: 'off' }
    const near = modelOf(numeric, [1, 2, 3, 4], [1, 2, 3, 5])
    const { views } = await several({ 'models-1': near, 'models-2': off })
    expect(views['errors']).toMatchObject({
      series: [
        {
          points: [
            [0, 0.25],
            [0, 0.5],
            [0, 0.75],
            [1, 1],
          ],
          note: 'Half within 0',
        },
        { note: 'Half within 2' },
      ],
    })
  })

  test('says so when models are looked at on other rows, and refuses other targets', async () => {
    const fewer = modelOf(binary, [0, 0, 1, 1], [...two.predictions.scores], [TRAIN, TEST, TEST, TEST])
    const { warnings } = await several({ 'models-1': two, 'models-2': fewer })
    expect(warnings[0]).toContain('not looked at on the same rows')
    const other = modelOf(numeric, [1, 2], [1, 2])
    await expect(several({ 'models-1': two, 'models-2': other })).rejects.toThrow('predicts "y" (regression)')
  })
})
