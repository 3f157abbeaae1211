import { describe as suite, expect, test } from 'vitest'
import { TRAIN } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import { tableOf } from '../../stages/shared/testing'
import { canonical } from './canonical'
import { column, figure, fittedModel, runTask } from './run-task'

const N = 120
const cell = (i: number, k: number) => Math.sin(i * 12.9898 * k + k) * 3
const data = tableOf({
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((k) => [`x${k}`, Array.from({ length: N }, (_, i) => cell(i, k))]),
  ),
  y: Array.from({ length: N }, (_, i) => (cell(i, 1) + cell(i, 2) + cell(i, 9) > 0 ? 'yes' : 'no')),
})
const model = () => fittedModel(canonical({ target: 'y' }, ['train/logistic']), data)

const learning = async (params: ParamValues = {}) =>
  runTask('validate/learning-curve', { model: await model() }, params)
const varied = async (params: ParamValues = {}) =>
  runTask('validate/validation-curve', { model: await model() }, params)

suite('A learning curve', () => {
  test('rises with the rows, and is below the score on training rows', async () => {
    const { views } = await learning({ n_repeats: 2 })
    const held = column(views['scores'], 'Held-out score') as number[]
    const own = column(views['scores'], 'Training score') as number[]
    expect(column(views['scores'], 'Training rows')).toEqual([7, 23, 40, 56, 72])
    for (const [i, score] of own.entries()) expect(score).toBeGreaterThan(held[i]!)
    expect(held.at(-1)).toBeGreaterThan(held[0]!)
    const { curve } = views
    const [line, training] = curve?.kind === 'curve' ? curve.series : []
    expect([line?.label, training?.label]).toEqual(['Held-out rows, within one deviation', 'Training rows'])
    const off = column(views['scores'], 'Standard deviation') as number[]
    line!.band!.forEach(([, low, high], i) => {
      expect(low).toBeCloseTo(held[i]! - off[i]!, 12)
      expect(high).toBeCloseTo(Math.min(1, held[i]! + off[i]!), 12)
    })
  })

  test('over time begins with the latest rows', async () => {
    const { views } = await learning({ method: 'time', n_splits: 3, points: 2, smallest: 0.5 })
    expect(column(views['scores'], 'Seconds per fit')).toHaveLength(2)
  })

  test('refuses what has no sizes, in words', async () => {
    await expect(learning({ smallest: 1 })).rejects.toThrow(/which is too few for 5 sizes/)
  })
})

suite('A validation curve', () => {
  test('varies one number, and names the best', async () => {
    const { views } = await varied({ values: ['1', '0.0001', '100'], metric: 'log_loss' })
    expect(views['curve']).toMatchObject({
      x: 'log10(C)',
      series: { 0: { points: { 0: [-4, expect.any(Number)] } } },
    })
    expect(column(views['scores'], 'C')).toEqual([0.0001, 1, 100])
    expect(figure(views['best'], 'best')).not.toBe(0.0001)
  })

  test('of any node before the learner, by its title too', async () => {
    const node = { node: 'impute missing values', parameter: 'fill_value', values: ['0', '5'] }
    const { views } = await varied(node)
    expect(views['curve']).toMatchObject({ x: 'fill_value' })
  })

  test.each([
    [{ node: 'nope' }, /There is no node "nope" behind this model/],
    [{ parameter: 'alpha' }, /Logistic regression has no number "alpha" to vary/],
    [{ values: ['a', '1'] }, /C: "a" is not a number/],
    [{ values: ['-1', '1'] }, /C: "-1" is below 1e-9/],
    [{ values: ['1', '1.0'] }, /at least two different values/],
  ] as [ParamValues, RegExp][])('refuses %o in words', async (params, message) => {
    await expect(varied(params)).rejects.toThrow(message)
  })

  test('needs training rows', async () => {
    const { model: whole, raw } = await model()
    const roles = raw.roles.map((role) => (role === TRAIN ? 3 : role))
    const none = { model: whole, raw: { ...raw, roles } }
    await expect(runTask('validate/validation-curve', { model: none })).rejects.toThrow(
      /not enough training rows/,
    )
  })
})
