import { describe as suite, expect, test } from 'vitest'
import { TEST } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import { withRoles } from '../../core/predictions'
import type { Table } from '../../core/table'
import { metricNamed } from '../../ml/metrics/registry'
import { scoredOf } from '../../stages/shared/metrics-of'
import { tableOf } from '../../stages/shared/testing'
import { canonical, type Link } from './canonical'
import { mean, noise, noiseLinks, SEEDS } from './noise'
import { column, fittedModel, runTask } from './run-task'

const ID = 'validate/compare'
const N = 80
const cell = (i: number) => ((i * 37) % 50) / 10
const data: Table = tableOf({
  x: Array.from({ length: N }, (_, i) => cell(i)),
  w: Array.from({ length: N }, (_, i) => Math.sin(i * 3)),
  y: Array.from({ length: N }, (_, i) => (cell(i) + 1.5 * Math.sin(i * 7) > 2.5 ? 'yes' : 'no')),
  n: Array.from({ length: N }, (_, i) => cell(i) * 2 + Math.sin(i)),
})
const model = (learner: Link, split: ParamValues = {}, table = data) =>
  fittedModel(
    canonical({ target: 'y', ignore: { only: ['n'] }, validation_size: 0.2, ...split }, learner),
    table,
    0,
    learner[0].slice('train/'.length),
  )
const strong = () => model(['train/logistic'])
const weak = () => model(['train/logistic', { C: 1e-6 }])

suite('Compare models', () => {
  test('leads with the better model, and has a baseline', async () => {
    const models = { 'models-1': await model(['train/dummy']), 'models-2': await strong() }
    const { predictions, views, warnings } = await runTask(ID, models, { n_repeats: 2 })
    // The winner comes out, as it is.
    expect(predictions!.scores).toEqual(models['models-2'].model.predictions.scores)
    expect(views['winner']!.title).toBe('The winner: logistic')
    expect(views['leaderboard']).toMatchObject({
      models: ['train/logistic', 'train/dummy', { stage: 'train/dummy', beside: 'train/dummy' }],
    })
    expect(column(views['leaderboard'], 'Model')).toEqual(['logistic', 'dummy', 'Baseline, no features'])
    expect(column(views['leaderboard'], 'Against the best')).toEqual([
      'Best mean',
      'Worse than the best',
      'Worse than the best',
    ])
    expect(column(views['leaderboard'], 'ROC AUC').slice(1)).toEqual([0.5, 0.5])
    expect(views['leaderboard']!.title).toBe(
      'Leaderboard by ROC AUC over 10 folds. "logistic" has the best mean.',
    )
    expect(column(views['folds'], 'Fold')).toHaveLength(10)
    expect(column(views['tests'], 'Probably worse')[0]).toBeGreaterThan(0.95)
    expect(warnings).toEqual([])
  })

  test('calls a tie a tie', async () => {
    const { views, warnings } = await runTask(ID, { 'models-1': await strong(), 'models-2': await strong() })
    expect(column(views['leaderboard'], 'Against the best')[1]).toBe('A tie with the best')
    expect(warnings).toEqual(['"logistic" has the best mean, in a tie with "logistic (2)".'])
  })

  test('says so when no model beats the baseline', async () => {
    const dummy = () => model(['train/dummy'])
    const { warnings } = await runTask(ID, { 'models-1': await dummy(), 'models-2': await dummy() })
    expect(warnings[0]).toContain('not told apart from the baseline')
  })

  test('turns a metric of which less is better', async () => {
    const models = { 'models-1': await weak(), 'models-2': await strong() }
    const { views } = await runTask(ID, models, { metric: 'log_loss', method: 'random' })
    expect(column(views['leaderboard'], 'Model')[0]).toBe('logistic (2)')
    expect(column(views['tests'], 'Difference (more is better)')[0]).toBeLessThan(0)
  })

  test('scores once on the validation rows, without tests', async () => {
    const models = { 'models-1': await strong(), 'models-2': await weak() }
    const { views } = await runTask(ID, models, { method: 'validation' })
    expect(column(views['folds'], 'Fold')).toEqual(['Validation rows'])
    expect(column(views['leaderboard'], 'Against the best')).toContain('Not tested')
    expect(views['tests']).toBeUndefined()
  })

  test('compares regressions by their own metrics', async () => {
    const number = { target: 'n', ignore: { only: ['y'] } }
    const models = {
      'models-1': await model(['train/ridge'], number),
      'models-2': await model(['train/linear'], number),
    }
    const { views } = await runTask(ID, models, { metric: 'root_mean_squared_error' })
    expect(column(views['leaderboard'], 'Model').at(-1)).toBe('Baseline, no features')
  })

  test('refuses what cannot be compared, in words', async () => {
    const number = await model(['train/ridge'], { target: 'n', ignore: { only: ['y'] } })
    const models = { 'models-1': await strong(), 'models-2': number }
    await expect(runTask(ID, models)).rejects.toThrow(
      '"logistic" predicts "y" (binary) and "ridge" predicts "n"',
    )
    const whole = await model(['train/logistic'], { method: 'none' })
    await expect(
      runTask(ID, { 'models-1': whole, 'models-2': whole }, { method: 'validation' }),
    ).rejects.toThrow('There are no validation rows.')
  })

  test('of noise scores as a coin does: what is compared, and the winner on rows held out (law 2)', async () => {
    const first: number[] = []
    const winner: number[] = []
    for (let seed = 0; seed < SEEDS; seed++) {
      const table = noise(seed)
      const model_a = await fittedModel(noiseLinks, table, seed, 'A')
      const strict: Link = ['train/logistic', { C: 0.01 }]
      const model_b = await fittedModel([...noiseLinks.slice(0, -1), strict], table, seed, 'B')
      const { predictions, views } = await runTask(
        ID,
        { 'models-1': model_a, 'models-2': model_b },
        { metric: 'accuracy', n_splits: 4 },
        seed,
      )
      const names = column(views['leaderboard'], 'Model')
      const scores = column(views['leaderboard'], 'Accuracy') as number[]
      first.push(scores[names.indexOf('A')]!)
      winner.push(metricNamed('accuracy').compute(scoredOf(withRoles(predictions!, [TEST]))).value)
    }
    expect(Math.abs(mean(first) - 0.5)).toBeLessThanOrEqual(0.05)
    expect(Math.abs(mean(winner) - 0.5)).toBeLessThanOrEqual(0.05)
  }, 120_000)
})
