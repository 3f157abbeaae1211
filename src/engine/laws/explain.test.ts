import { describe as suite, expect, test } from 'vitest'
import type { ParamValues } from '../../core/params'
import type { View } from '../../core/view'
import { tableOf } from '../../stages/shared/testing'
import { canonical, type Link } from './canonical'
import { column, fittedModel, runTask } from './run-task'

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
    const [columns, slices, rows, scores, low, high, worse] = [
      'Column',
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
      (columns as unknown as string[]).reduce((sum, name, at) => (name === 'city' ? sum + of(at) : sum), 0)
    const all = total((at) => rows![at]!)
    expect(all).toBe(120)
    expect(total((at) => rows![at]! * scores![at]!) / all).toBeCloseTo(whole, 10)
    scores!.forEach((score, at) => {
      expect(low![at]).toBeLessThanOrEqual(score)
      expect(high![at]).toBeGreaterThanOrEqual(score)
    })
    expect(slices).toContain('(missing)')
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

  test('say so where none is large enough', async () => {
    const { views, warnings } = await explained('slices', 'y', ['train/logistic'], { min_rows: 1000 })
    expect(warnings).toEqual(['No slice of these 40 test rows has 1000 rows or more.'])
    expect(Object.keys(views)).toEqual(['whole', 'slices'])
  })
})
