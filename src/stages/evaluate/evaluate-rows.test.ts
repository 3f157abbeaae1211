import { describe as suite, expect, test } from 'vitest'
import { EXCLUDED, TEST, TRAIN, VALIDATION } from '../../core/dataset'
import { withScores } from '../../core/features'
import { binary, evaluated, figure, modelOf, numeric, two } from '../shared/evaluate-testing'
import { rowsOf, testTaskContext } from '../shared/testing'

suite('The rows that Evaluate looks at', () => {
  test('looks at the rows that were asked for', async () => {
    const roles = [TRAIN, VALIDATION, TEST, EXCLUDED]
    const model = modelOf(numeric, [1, 2, 3, 4], [1, 3, 3, 4], roles)
    const title = async (on: 'test' | 'validation' | 'train') =>
      (await evaluated(model, on)).views['figures']!.title
    expect(await title('train')).toBe('Metrics on 1 training row')
    expect(await title('validation')).toBe('Metrics on 1 validation row')
    expect(await title('test')).toBe('Metrics on 1 test row')
  })

  test('says so when it has to look at training rows', async () => {
    const { views, warnings } = await evaluated(modelOf(numeric, [1, 2], [1, 2], [TRAIN, TRAIN]))
    expect(views['figures']!.title).toBe('Metrics on 2 training rows')
    expect(warnings).toEqual([
      'There are no test rows: these are the training rows. The model has seen them, so these numbers say nothing about new rows.',
    ])
  })

  test('leaves out rows without a truth or a prediction, and counts them', async () => {
    const { views, warnings } = await evaluated(modelOf(numeric, [1, NaN, 3, 4], [1, 2, NaN, 4]))
    expect(views['figures']!.title).toBe('Metrics on 2 test rows')
    expect(warnings).toEqual([
      '1 row without a known target is left out.',
      expect.stringContaining('The model has no prediction for 1 row, which is left out.'),
    ])
  })

  test('a class that training did not have counts as wrong, and is named', async () => {
    const { views, warnings } = await evaluated(modelOf(binary, [0, 1, -1], [0.9, 0.1, 0.1, 0.9, 0.1, 0.9]))
    expect(figure(views, 'accuracy')!.value).toBeCloseTo(2 / 3, 12)
    expect(views['classes']).toMatchObject({
      rows: { 2: ['(a class that was not in training)', null, 0, 0, 1] },
    })
    expect(warnings).toEqual(['1 row of a class that no training row had counts as wrong.'])
  })

  test('judges new data with all of its rows', async () => {
    const data = rowsOf({ y: ['no', 'yes', null] }).table
    const scores = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.5, 0.5)
    const context = testTaskContext({
      predict: (_, raw) => ({ target: binary, table: withScores(raw, binary, scores) }),
    })
    const { views, warnings } = await evaluated(two, 'train', { data }, context)
    expect(views['figures']!.title).toBe('Metrics on 2 new rows')
    expect(figure(views, 'accuracy')).toMatchObject({ value: 1 })
    expect(warnings).toEqual(['1 row without a known target is left out.'])
  })

  test('refuses when there is nothing to compare', async () => {
    await expect(evaluated(modelOf(numeric, [NaN], [1]))).rejects.toThrow(
      'There are no test rows with both a prediction and a value of "y".',
    )
  })
})
