import { readFileSync } from 'node:fs'
import { describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { TRAIN } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import type { Table } from '../../core/table'
import dataJson from '../../reference/data.json'
import { distance } from '../../reference/distance'
import { metricNamed } from '../../ml/metrics/registry'
import { tableOf, type Cell } from '../../stages/shared/testing'
import { canonical, type Link } from './canonical'
import { mean } from './noise'
import { column, figure, fittedModel, runTask } from './run-task'

const ID = 'validate/cross-validate'
const folder = new URL('../../reference/', import.meta.url)
type Folds = { metric: string; values: number[] }
const reference: Record<string, { models: Record<string, { fold_scores: Folds }> }> = JSON.parse(
  readFileSync(new URL('reference.json', folder), 'utf8'),
)

async function readRaw(name: string): Promise<Table> {
  const bytes = readFileSync(new URL(`data/${name}.csv`, folder))
  return (await readCsv(() => new Blob([bytes]).stream())).table
}

const small = ['penguins', 'wine', 'titanic', 'diabetes', 'breast_cancer'] as const
const cases = small.flatMap((name) =>
  ['logistic', 'ridge', 'linear']
    .filter((learner) => reference[name]!.models[learner])
    .map((learner) => [learner, name] as const),
)

suite('Cross-validate', () => {
  test.each(cases)('scores %s on %s as scikit-learn does in every fold (law 8)', async (learner, name) => {
    const spec: { target: string; positive?: string } = dataJson[name]
    const split = { method: 'column', split_column: 'split', ignore: { only: ['fold'] } }
    const links = canonical({ ...split, target: spec.target, positive: spec.positive ?? '' }, [
      `train/${learner}`,
    ])
    const model = await fittedModel(links, await readRaw(name))
    const { metric, values } = reference[name]!.models[learner]!.fold_scores
    const { title, name: full } = metricNamed(metric)
    const { views } = await runTask(ID, { model }, { method: 'column', fold_column: 'fold', metric: full })
    const scores = column(views['folds'], title) as number[]
    expect(distance(scores, values)).toBeLessThanOrEqual(1e-6)
    expect(figure(views['scores'], 'mean')).toBeCloseTo(mean(values), 6)
  })
})

const N = 60
const cells = (more: Record<string, (i: number) => Cell> = {}): Table =>
  tableOf(
    Object.fromEntries(
      Object.entries({
        x: (i: number) => ((i * 37) % 50) / 10 + (i % 7 ? 0 : 2),
        city: (i: number) => ['Oslo', 'Rome', 'Lima'][i % 3]!,
        y: (i: number) => ((i * 37) % 50 > 25 ? 'yes' : 'no'),
        who: (i: number) => `p${i % 12}`,
        day: (i: number) => N - i,
        ...more,
      }).map(([name, cell]) => [name, Array.from({ length: N }, (_, i) => cell(i))]),
    ),
  )
const ignore = { only: ['who', 'day'] }
const links = (split: ParamValues = {}, learner: Link = ['train/logistic']) =>
  canonical({ target: 'y', ignore, ...split }, learner)

async function validated(params: ParamValues, table = cells(), split: ParamValues = {}) {
  return runTask(ID, { model: await fittedModel(links(split), table) }, params)
}

suite('Folds of every kind', () => {
  test('show scores, every fold, out-of-fold charts and what was learned', async () => {
    const { views, warnings } = await validated({})
    expect(warnings).toEqual([])
    expect(Object.keys(views)).toEqual([
      'scores',
      'metrics',
      'folds',
      'roc-band',
      'roc-folds',
      'out-of-fold-figures',
      'out-of-fold-classes',
      'out-of-fold-confusion',
      'out-of-fold-roc',
      'out-of-fold-precision-recall',
      'out-of-fold-gain',
      'out-of-fold-lift',
      'out-of-fold-reliability',
      'out-of-fold-threshold',
      'out-of-fold-certainty',
      'learned',
    ])
    expect(views['out-of-fold-figures']!.title).toBe('Metrics on 45 rows, each held out')
    expect(column(views['folds'], 'Held-out rows')).toEqual([9, 9, 9, 9, 9])
    expect(column(views['learned'], 'Learned')).toContain('Logistic regression: x')
    for (const spread of column(views['learned'], 'Spread')) expect(spread).not.toBeNaN()
  })

  test('stand beside each other with what each learned: means, selected columns, coefficients', async () => {
    const x = (i: number) => (i % 6 === 0 ? null : ((i * 37) % 50) / 10 + (i % 3))
    const fold = (i: number) => i % 3
    const table = cells({ x, z: (i) => Math.sin(i * i), fold })
    const chain: Link[] = [
      ['preprocess/split', { target: 'y', method: 'none', ignore: { only: ['who', 'day', 'fold', 'city'] } }],
      ['preprocess/impute', { strategy: 'mean' }],
      ['engineer/select-by-score', { k: 1 }],
      ['train/logistic'],
    ]
    const model = await fittedModel(chain, table)
    const { views } = await runTask(ID, { model }, { method: 'column', fold_column: 'fold' })
    const { learned } = views
    const rowOf = (name: string) =>
      (learned?.kind === 'table' ? learned.rows : []).find(([one]) => one === name)
    const means = [0, 1, 2].map((out) => {
      const known = Array.from({ length: N }, (_, i) => (fold(i) === out ? null : x(i)))
      return mean(known.filter((one) => one !== null))
    })
    expect(learned).toMatchObject({ columns: ['Learned', 'Spread', 'Fold 1', 'Fold 2', 'Fold 3'] })
    const [, spread, ...filled] = rowOf('Impute missing values: x, Filled with')!
    expect(distance(filled as number[], means)).toBeLessThan(1e-12)
    expect(spread).toBeGreaterThan(0.05)
    const scores = rowOf('Select by score: x')!.slice(2)
    expect(new Set(scores).size).toBe(3)
    expect(rowOf('Select by score: z (dropped)')!.slice(2)).not.toContain(null)
    expect(new Set(rowOf('Logistic regression: x')!.slice(2)).size).toBe(3)
  })

  test('hold out training rows, so that nobody looks at test rows', async () => {
    const { rows } = await validated({})
    expect(new Set(rows?.['held-out']?.predictions.roles)).toEqual(new Set([TRAIN]))
  })

  test('repeated ones are drawn anew, the same for the same seed', async () => {
    const params = { n_splits: 3, n_repeats: 2 }
    const { views } = await validated(params)
    expect(column(views['folds'], 'Fold')[3]).toBe('Repeat 2, Fold 1')
    const scores = column(views['folds'], 'Log loss')
    expect(scores.slice(0, 3)).not.toEqual(scores.slice(3))
    expect(column((await validated(params)).views['folds'], 'Log loss')).toEqual(scores)
    const { warnings } = await validated({ ...params, shuffle: false })
    expect(warnings).toEqual(['Folds that are not shuffled are the same in every repeat: there is one.'])
  })

  test('grouped ones keep groups together', async () => {
    const { views } = await validated({ method: 'group', group_column: 'who', n_splits: 4 })
    expect(column(views['folds'], 'Fold')).toHaveLength(4)
  })

  test('those over time train on the past', async () => {
    const time = { method: 'time', time_column: 'day', n_splits: 4, gap: 1 }
    const expanding = await validated(time)
    expect(column(expanding.views['folds'], 'Training rows')).toEqual([8, 17, 26, 35])
    const sliding = await validated({ ...time, window: 'sliding' })
    expect(column(sliding.views['folds'], 'Training rows')).toEqual([8, 9, 9, 9])
  })

  test('leave one out scores all rows together', async () => {
    const { views } = await validated({ method: 'leave_one_out', metric: 'accuracy' })
    const pooled = views['out-of-fold-figures']
    expect(figure(views['scores'], 'mean')).toBe(figure(pooled, 'accuracy'))
    expect(figure(views['scores'], 'std')).toBeNaN()
    expect(views['folds']).toBeUndefined()
  })

  test('a bootstrap weighs its draws with the training rows', async () => {
    const { views } = await validated({ method: 'bootstrap', n_bootstraps: 10, metric: 'accuracy' })
    const draws = column(views['folds'], 'Accuracy') as number[]
    expect(draws).toHaveLength(10)
    const score = figure(views['scores'], 'mean')
    expect((score - 0.632 * mean(draws)) / 0.368).toBeGreaterThan(mean(draws) - 0.1)
    expect(figure(views['scores'], 'low')).toBeLessThan(score)
  })

  test('a class that a fold does not know has probability 0 there', async () => {
    const rare = (i: number) => (i < 4 ? 'rare' : i % 2 ? 'a' : 'b')
    const group = (i: number) => (i < 4 ? 'g0' : `g${i % 5}`)
    const params = { method: 'column', fold_column: 'who', metric: 'accuracy' }
    const { views } = await validated(params, cells({ y: rare, who: group }), { method: 'none' })
    expect(views['out-of-fold-confusion']).toMatchObject({ classes: ['a', 'b', 'rare'] })
    expect(figure(views['out-of-fold-figures'], 'log_loss')).toBeGreaterThan(1)
  })
})

suite('Folds that cannot be', () => {
  const all = { method: 'none' }
  test.each([
    [
      'a fold with one class',
      { method: 'column', fold_column: 'y' },
      {},
      /Fold 1 would train on one class of "y", "yes"/,
    ],
    [
      'more folds than rows in any class',
      { n_splits: 40 },
      {},
      /40 folds need at least as many rows of some class; there are/,
    ],
    [
      'more folds than rows',
      { method: 'random', n_splits: 61 },
      {},
      /61 folds need at least as many rows; there are 60/,
    ],
    [
      'fewer groups than folds',
      { method: 'group', group_column: 'city' },
      {},
      /"city" has 3 groups in the training rows, and 5 folds/,
    ],
    [
      'a row without a group',
      { method: 'group', group_column: 'who' },
      { who: (i: number) => (i === 3 ? null : `p${i}`) },
      /missing in row 4/,
    ],
    ['no group column', { method: 'group' }, {}, /No group column is chosen/],
    ['a column that is gone', { method: 'column', fold_column: 'nope' }, {}, /There is no column "nope"/],
    [
      'a column of one fold',
      { method: 'column', fold_column: 'who' },
      { who: () => 'a' },
      /names one fold only/,
    ],
    [
      'a time that is missing',
      { method: 'time', time_column: 'day' },
      { day: (i: number) => (i === 1 ? null : i) },
      /"day" is missing in row 2/,
    ],
    ['a gap that leaves no past', { method: 'time', gap: 30 }, {}, /with a gap of 30 need more rows/],
    [
      'a metric that does not fit',
      { metric: 'r2' },
      {},
      /R² does not fit the target "y", which is two classes/,
    ],
  ] as [string, ParamValues, Record<string, (i: number) => Cell>, RegExp][])(
    '%s: said in words',
    async (_, params, more, message) => {
      await expect(validated(params, cells(more), all)).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringMatching(message),
      })
    },
  )

  test('fewer rows in a class than folds: warned of', async () => {
    const { warnings } = await validated(
      { metric: 'accuracy' },
      cells({ y: (i) => (i % 20 ? 'no' : 'yes') }),
      all,
    )
    expect(warnings).toEqual([
      expect.stringContaining('Class "yes" has 3 training rows, fewer than the 5 folds'),
    ])
  })

  test('a step that fails in a fold names the fold', async () => {
    const x = (i: number) => (i === 0 ? Infinity : i)
    const table = cells({ x, part: (i) => (i === 0 ? 'test' : 'train'), fold: (i) => (i % 2 ? 'a' : 'b') })
    const model = await fittedModel(links({ method: 'column', split_column: 'part' }), table)
    const raw = { ...model.raw, roles: model.raw.roles.map(() => 0) }
    await expect(
      runTask(ID, { model: { ...model, raw } }, { method: 'column', fold_column: 'fold' }),
    ).rejects.toThrow(/^Fold \d: Column "x" has an infinite value/)
  })
})
