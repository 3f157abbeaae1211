import { describe as suite, expect, test } from 'vitest'
import { TEST, TRAIN } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import type { View } from '../../core/view'
import type { LinearLearned } from '../../stages/shared/linear-model'
import { tableOf } from '../../stages/shared/testing'
import { cutTable } from '../looked-at'
import { canonical, type Link } from './canonical'
import { column, figure, fittedModel, runTask, type Fitted } from './run-task'

const N = 160
const x = (i: number) => Math.sin(i * 12.9898) * 3
const city = (i: number) => ['A', 'B', 'C'][i % 3]!
const data = tableOf({
  x: Array.from({ length: N }, (_, i) => (i % 9 ? x(i) : null)),
  noise: Array.from({ length: N }, (_, i) => Math.cos(i * 3.3)),
  city: Array.from({ length: N }, (_, i) => city(i)),
  y: Array.from({ length: N }, (_, i) => (x(i) + (i % 3) - 1 + Math.sin(i * 7.1) > 0 ? 'yes' : 'no')),
  n: Array.from({ length: N }, (_, i) => 2 * x(i) + 5 * (i % 3)),
  k: Array.from({ length: N }, (_, i) => ['a', 'b', 'c'][Math.floor((x(i) + 3.01) / 2.01)] ?? 'c'),
})
const others: Record<string, string[]> = { y: ['n', 'k'], n: ['y', 'k'], k: ['y', 'n'] }

async function explained(
  stage: string,
  target: string,
  learner: Link,
  params: ParamValues = {},
  split: ParamValues = {},
) {
  const links = canonical({ target, ignore: { only: others[target] }, ...split }, learner)
  return runTask(`evaluate/${stage}`, { model: await fittedModel(links, data) }, params)
}

suite('Permutation importance', () => {
  test('orders the raw columns by what the model leans on', async () => {
    const { views } = await explained('importance', 'y', ['train/logistic'])
    expect(column(views['table'], 'Column')).toEqual(['x', 'city', 'noise'])
    expect(column(views['table'], 'More than chance')).toEqual(['yes', 'yes', 'no'])
    expect(views['importance']!.title).toBe('What shuffling a column costs, on 40 test rows')
    const { importance } = views
    expect(importance?.kind === 'bars' && importance.bars.map(({ off }) => off)).toEqual(
      column(views['table'], 'Deviation'),
    )
  })

  test('of a metric of which less is better is positive as well', async () => {
    const { views } = await explained('importance', 'n', ['train/ridge'], {
      metric: 'root_mean_squared_error',
    })
    expect(column(views['table'], 'Loss of Root mean squared error')[0]).toBeGreaterThan(1)
  })

  test('says so when it has to look at training rows, or at some of them', async () => {
    const { views, warnings } = await explained(
      'importance',
      'y',
      ['train/logistic'],
      { max_rows: 50 },
      { method: 'none' },
    )
    expect(warnings).toEqual(['There are no test rows: these are the training rows.'])
    expect(views['importance']!.title).toContain('50 training rows, drawn at random')
  })

  test('refuses a metric that is not defined there, in words', async () => {
    await expect(explained('importance', 'y', ['train/logistic'], { metric: 'r2' })).rejects.toThrow(
      'R² does not fit the target "y"',
    )
  })
})

const series = (view: View | undefined) => (view?.kind === 'curve' ? view.series : [])

suite('Partial dependence', () => {
  test('draws numbers as curves, with single rows, and categories as bars', async () => {
    const { views } = await explained('partial-dependence', 'n', ['train/ridge'], {
      points: 5,
      individual: 3,
    })
    expect(Object.keys(views)).toEqual(['column x', 'column noise', 'column city'])
    expect(series(views['column x'])).toHaveLength(4)
    const [mean] = series(views['column x'])
    expect(mean!.points).toHaveLength(5)
    const slope = (mean!.points[4]![1] - mean!.points[0]![1]) / (mean!.points[4]![0] - mean!.points[0]![0])
    expect(slope).toBeGreaterThan(1.5)
    const bars = views['column city']
    const heights = bars?.kind === 'bars' ? bars.bars.map(({ value }) => value) : []
    expect(heights[2]! - heights[0]!).toBeGreaterThan(8)
  })

  test('of several classes draws each of them', async () => {
    const { views } = await explained('partial-dependence', 'k', ['train/logistic'], {
      columns: { only: ['x', 'city'] },
    })
    expect(series(views['column x']).map(({ label }) => label)).toEqual(['a', 'b', 'c'])
    const bars = views['column city']
    expect(bars?.kind === 'bars' && bars.bars[0]!.label).toBe('A: a')
  })

  test('of no column is refused in words', async () => {
    const none = { columns: { only: ['nope'] } }
    await expect(explained('partial-dependence', 'y', ['train/logistic'], none)).rejects.toThrow(
      /None of these columns/,
    )
  })
})

suite('Slices', () => {
  const faulty = () =>
    explained('slices', 'y', ['train/logistic'], { metric: 'accuracy', on: 'train', min_rows: 10 })

  test('are the rows of every level and range, scored as those rows are alone, the worst first', async () => {
    const { views } = await faulty()
    const table = views['slices']
    const columns = column(table, 'Column')
    const [slices, rows, scores, low, high, worse] = [
      'Slice',
      'Rows',
      'Accuracy',
      '95% from',
      '95% to',
      'Worse by',
    ].map((title) => column(table, title)) as number[][]
    expect(worse).toEqual(worse!.toSorted((a, b) => b - a))
    expect(new Set(columns)).toEqual(new Set(['x', 'noise', 'city', 'n', 'k']))
    // Every row is in one slice of each column, and the mean of the slices is the whole.
    const whole = worse![0]! + scores![0]!
    const total = (of: (at: number) => number) =>
      columns.reduce<number>((sum, name, at) => (name === 'city' ? sum + of(at) : sum), 0)
    const all = total((at) => rows![at]!)
    expect(all).toBe(120)
    expect(total((at) => rows![at]! * scores![at]!) / all).toBeCloseTo(whole, 10)
    scores!.forEach((score, at) => {
      expect(low![at]).toBeLessThanOrEqual(score)
      expect(high![at]).toBeGreaterThanOrEqual(score)
    })
    expect(slices).toContain('(missing)')
  })

  test('open their rows, from the table and from the bars', async () => {
    const { rows, views } = await faulty()
    const { slices, worst } = views
    if (slices?.kind !== 'table' || worst?.kind !== 'bars') throw new Error('There are no slices')
    const rowsOf = (select = slices.select!) =>
      select.cuts.map((cut) => cutTable(rows![select.rows]!, data, cut).ids.length)
    expect(rowsOf()).toEqual(column(slices, 'Rows'))
    expect(rowsOf(worst.select)).toEqual(rowsOf().slice(0, worst.bars.length))
    expect(slices.select!.cuts.map(({ title }) => title)).toContain('x: (missing)')
  })

  test('find the level that a model gets wrong', async () => {
    const wrong = tableOf({
      x: Array.from({ length: 400 }, (_, i) => x(i)),
      city: Array.from({ length: 400 }, (_, i) => city(i)),
      y: Array.from({ length: 400 }, (_, i) => (x(i) > 0 !== (city(i) === 'B') ? 'yes' : 'no')),
    })
    const links: Link[] = canonical({ target: 'y' }, ['train/logistic'])
    const { views } = await runTask(
      'evaluate/slices',
      { model: await fittedModel(links, wrong) },
      { metric: 'accuracy' },
    )
    expect([column(views['slices'], 'Column')[0], column(views['slices'], 'Slice')[0]]).toEqual(['city', 'B'])
    expect(column(views['slices'], 'More than chance')[0]).toBe('yes')
    expect(views['worst']!.title).toBe('Where the model is worst, on 100 test rows')
  })

  test('of a number are judged by its error, since R² falls wherever the target varies less', async () => {
    const { views } = await explained('slices', 'n', ['train/ridge'], { min_rows: 5, bins: 2 })
    expect(figure(views['whole'], 'mean_absolute_error')).toBeGreaterThan(0)
    const ranges = column(views['slices'], 'Slice').filter(
      (_, i) => column(views['slices'], 'Column')[i] === 'x',
    )
    expect(ranges.filter((range) => / to below /.test(String(range)))).toHaveLength(1)
  })

  test('say so where none is large enough', async () => {
    const { views, warnings } = await explained('slices', 'y', ['train/logistic'], { min_rows: 1000 })
    expect(warnings).toEqual(['No slice of these 40 test rows has 1000 rows or more.'])
    expect(Object.keys(views)).toEqual(['whole', 'slices'])
  })
})

suite('Shapley values', () => {
  const model = (target: string, learner: Link) =>
    fittedModel(canonical({ target, ignore: { only: others[target] } }, learner), data)
  const shapley = (fitted: Fitted, params: ParamValues = {}) =>
    runTask('evaluate/shapley', { model: fitted }, params)
  const valuesOf = (table: View | undefined) =>
    Object.fromEntries(column(table, 'Column').map((name, i) => [name, Number(column(table, 'Value')[i])]))

  test('explain the test row that the model gets most wrong, in cells of the raw data', async () => {
    const fitted = await model('y', ['train/logistic'])
    const { views } = await shapley(fitted)
    const { roles, scores, truth, ids } = fitted.model.predictions
    const wrong = Array.from(ids, (_, row) => (roles[row] === TEST ? 1 - scores[row * 2 + truth[row]!]! : -1))
    const worst = wrong.indexOf(Math.max(...wrong))
    expect(views['figures']!.title).toBe(`Probability of yes: Row ${ids[worst]! + 1}, a test row`)
    expect(figure(views['figures'], 'prediction')).toBeCloseTo(scores[worst * 2 + 1]!, 12)
    expect(Math.abs(figure(views['figures'], 'gap'))).toBeLessThan(1e-12)
    expect(Object.keys(valuesOf(views['table'])).sort()).toEqual(['city', 'noise', 'x'])
    const cells = column(views['table'], 'Cell')
    expect(cells[column(views['table'], 'Column').indexOf('city')]).toBe(city(ids[worst]!))
    expect(column(views['table'], 'Standard error')).toEqual([0, 0, 0])
    const bars = views['values']
    expect(bars?.kind === 'bars' && bars.bars.map(({ label }) => label)).toContain(
      `city = ${city(ids[worst]!)}`,
    )
  })

  test('through imputing, scaling and encoding are how far the part of a column is from its mean', async () => {
    const fitted = await model('n', ['train/linear'])
    const { table, roles } = fitted.raw
    const training = Array.from(table.ids).filter((row) => roles[row] === TRAIN)
    const at = 9 * 9 + 1
    const { views } = await shapley(fitted, { row: at + 1, background: 1000 })
    const said = fitted.model.predictions.scores
    const mean = training.reduce((sum, row) => sum + said[row]!, 0) / training.length
    expect(figure(views['figures'], 'base')).toBeCloseTo(mean, 10)
    expect(figure(views['figures'], 'prediction')).toBeCloseTo(said[at]!, 10)
    expect(views['figures']!.title).toContain(`n: Row ${at + 1}, a`)
    const coefs = learnedOf(fitted)
    const known = training.filter((row) => row % 9 !== 0)
    const sorted = known.map(x).sort((a, b) => a - b)
    const median = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
    const imputed = training.map((row) => (row % 9 ? x(row) : median))
    const centre = imputed.reduce((sum, one) => sum + one, 0) / imputed.length
    const deviation = Math.sqrt(imputed.reduce((sum, one) => sum + (one - centre) ** 2, 0) / imputed.length)
    expect(valuesOf(views['table'])['x']).toBeCloseTo((coefs['x']! * (x(at) - centre)) / deviation, 10)
  })

  test('of many columns are drawn, and what the model does not use gets nothing', async () => {
    const names = Array.from({ length: 10 }, (_, j) => `c${j}`)
    const cell = (i: number, j: number) => Math.sin(i * (j + 1.7) * 3.1)
    const wide = tableOf({
      ...Object.fromEntries(names.map((name, j) => [name, Array.from({ length: N }, (_, i) => cell(i, j))])),
      same: Array.from({ length: N }, () => 3),
      y: Array.from({ length: N }, (_, i) => (cell(i, 0) + cell(i, 1) * cell(i, 2) > 0 ? 'yes' : 'no')),
    })
    const links: Link[] = [
      ['preprocess/split', { target: 'y' }],
      ['train/random-forest', { n_estimators: 10 }],
    ]
    const fitted = await fittedModel(links, wide)
    const { views } = await shapley(fitted, { background: 10, permutations: 20 })
    const values = valuesOf(views['table'])
    expect(Object.keys(values)).toHaveLength(11)
    expect(values['same']).toBe(0)
    expect(Math.abs(figure(views['figures'], 'gap'))).toBeLessThan(1e-12)
    expect(Math.max(...column(views['table'], 'Standard error').map(Number))).toBeGreaterThan(0)
    expect((await shapley(fitted, { background: 10, permutations: 20 })).views).toEqual(views)
  })

  test('of several classes are those of the predicted one, or of the one asked for', async () => {
    const fitted = await model('k', ['train/logistic'])
    const { scores } = fitted.model.predictions
    const own = Array.from(scores.subarray(0, 3))
    const { views } = await shapley(fitted, { row: 1 })
    expect(figure(views['figures'], 'prediction')).toBeCloseTo(Math.max(...own), 12)
    const asked = await shapley(fitted, { row: 1, class: 'c' })
    expect(asked.views['figures']!.title).toMatch(/^Probability of c: Row 1, a/)
    expect(figure(asked.views['figures'], 'prediction')).toBeCloseTo(own[2]!, 12)
    await expect(shapley(fitted, { class: 'd' })).rejects.toThrow('"d" is no class of "k".')
    await expect(shapley(fitted, { row: N + 1 })).rejects.toThrow(`There is no row ${N + 1} in the data`)
  })

  test('say so where there are no test rows', async () => {
    const { warnings, views } = await explained('shapley', 'y', ['train/logistic'], {}, { method: 'none' })
    expect(warnings).toEqual(['There are no test rows: this is one of the training rows.'])
    expect(views['figures']!.title).toContain('a training row')
  })
})

/** Coefficients of a linear model by feature. */
function learnedOf({ model }: Fitted): Record<string, number> {
  const { features, coef } = model.lineage.nodes.at(-1)!.learned as LinearLearned
  return Object.fromEntries(features.map((name, k) => [name, coef[k]!]))
}
