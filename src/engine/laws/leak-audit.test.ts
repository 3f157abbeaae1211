import { describe as suite, expect, test } from 'vitest'
import { TEST, TRAIN } from '../../core/dataset'
import type { ParamValues } from '../../core/params'
import { withColumns } from '../../core/table'
import { movedNodes, scoreOfShuffled } from '../../stages/shared/leak-fits'
import { metricNamed } from '../../ml/metrics/registry'
import { tableOf, testTaskContext, type Cell } from '../../stages/shared/testing'
import { refitted } from '../refit'
import { productStages } from '../stages'
import { canonical, type Link } from './canonical'
import { column, figure, fittedModel, runTask } from './run-task'

const N = 120
const x = (i: number) => Math.sin(i * 12.9898) * 43.7585
const answer = (i: number) => (x(i) + 30 * Math.sin(i * 7.1) > 0 ? 'yes' : 'no')

function data(more: Record<string, (i: number) => Cell> = {}) {
  const cells = {
    x,
    w: (i: number) => Math.cos(i * 3.3),
    city: (i: number) => ['A', 'B', 'C'][i % 3]!,
    y: answer,
  }
  return tableOf(
    Object.fromEntries(
      Object.entries({ ...cells, ...more }).map(([name, cell]) => [
        name,
        Array.from({ length: N }, (_, i) => cell(i)),
      ]),
    ),
  )
}

const split: ParamValues = { target: 'y' }
const links = (learner: Link = ['train/logistic']) => canonical(split, learner)

async function audited(more: Record<string, (i: number) => Cell> = {}, params: ParamValues = {}) {
  const { views, warnings } = await runTask(
    'validate/leak-audit',
    { model: await fittedModel(links(), data(more)) },
    params,
  )
  const checks = column(views['findings'], 'Check') as string[]
  const cell = (check: string, title: string) => column(views['findings'], title)[checks.indexOf(check)]
  return { views, warnings, cell }
}

suite('The leak audit', () => {
  test('finds nothing in an honest pipeline', async () => {
    const { views, warnings, cell } = await audited()
    expect(warnings).toEqual([])
    expect(views['audit']!.title).toBe('No leak was found')
    expect(cell('Held-out rows changed', 'What was found')).toBe(
      'Every cell of 30 rows that do not train was changed, and nothing that was learned moved.',
    )
    expect(cell('Target shuffled', 'What was found')).toMatch(/falls to chance: ROC AUC 0\.\d{3}, and 0\.500/)
  })

  test.each([
    [
      'Single columns that tell the target',
      { late: (i: number) => (answer(i) === 'yes' ? 10 + (i % 3) : i % 3) },
      '"late"',
    ],
    [
      'Single columns that tell the target',
      { paid: (i: number) => (answer(i) === 'yes' ? 0.5 + i : -0.5 - i) },
      '"paid"',
    ],
    [
      'Single columns that tell the target',
      { status: (i: number) => (answer(i) === 'yes' ? 'closed' : 'open') },
      '"status"',
    ],
    ['Columns that name rows', { number: (i: number) => 1000 + i }, '"number"'],
    ['Columns that name rows', { code: (i: number) => `c${i}` }, '"code"'],
  ] as [string, Record<string, (i: number) => Cell>, string][])('%s: %o', async (check, more, where) => {
    const { cell, warnings, views } = await audited(more)
    expect(cell(check, 'Verdict')).toBe('Look at this')
    expect(cell(check, 'Rows or columns')).toBe(where)
    expect(warnings).toHaveLength(1)
    expect(figure(views['audit'], 'problems')).toBe(1)
  })

  test('duplicates across the split, by row', async () => {
    const half = (cell: (i: number) => Cell) => (i: number) => cell(i % 60)
    const { cell } = await audited({
      x: half(x),
      w: half((i) => i),
      city: half((i) => `c${i % 3}`),
      y: half(answer),
    })
    expect(cell('Duplicates across the split', 'What was found')).toMatch(
      /^\d+ held-out rows of 30 are the same/,
    )
    expect(cell('Duplicates across the split', 'Rows or columns')).toMatch(/^Rows \d+, /)
  })

  test('rows that are alike by chance, where columns have few values, are no leak', async () => {
    const few = (i: number) => Math.floor(x(i)) % 3
    const { cell } = await audited({
      x: few,
      w: few,
      city: () => 'A',
      y: (i) => ((i * 7) % 5 > 2 ? 'yes' : 'no'),
    })
    expect(cell('Duplicates across the split', 'Verdict')).toBe('Fine')
    expect(cell('Duplicates across the split', 'What was found')).toMatch(/no more than chance/)
  })

  test('groups that straddle, named or found by their names', async () => {
    const group = (i: number) => `g${i % 10}`
    const { cell } = await audited({ patient_id: group })
    expect(cell('Groups of "patient_id"', 'What was found')).toMatch(
      /^10 of 10 groups of "patient_id" have rows both/,
    )
    const named = await audited({ ward: group }, { group_column: 'ward' })
    expect(named.cell('Groups of "ward"', 'Verdict')).toBe('Look at this')
    await expect(audited({}, { group_column: 'nope' })).rejects.toThrow(/There is no column "nope"/)
  })

  test('learning from the future', async () => {
    const table = data()
    const when = {
      kind: 'time',
      name: 'when',
      role: 'feature',
      values: Float64Array.from({ length: N }, (_, i) => i),
    } as const
    const ignore = { only: ['when'] }
    const model = await fittedModel(
      canonical({ ...split, ignore }, ['train/logistic']),
      withColumns(table, [when]),
    )
    const { views } = await runTask('validate/leak-audit', { model })
    expect(column(views['findings'], 'What was found').at(-1)).toMatch(
      /of 90 training rows are later than the first/,
    )
  })
})

suite('The audit would notice', () => {
  const signal = new AbortController().signal

  test('a graph that learns from rows that do not train', async () => {
    const { model, raw } = await fittedModel(links(), data())
    const peeking = testTaskContext({
      refit: (request) =>
        refitted(
          { seed: 0, ...request, roles: request.roles.map((role) => (role === TEST ? TRAIN : role)) },
          productStages,
          signal,
        ),
    })
    const { moved } = await movedNodes(model, raw, peeking, () => {})
    expect(moved).toContain('preprocess/scale')
    const honest = testTaskContext({
      refit: (request) => refitted({ seed: 0, ...request }, productStages, signal),
    })
    expect((await movedNodes(model, raw, honest, () => {})).moved).toEqual([])
  })

  test('a graph whose score does not fall', async () => {
    const { model, raw } = await fittedModel(links(), data())
    const cheating = testTaskContext({
      refit: async (request) => {
        const done = await refitted({ seed: 0, ...request }, productStages, signal)
        const { truth, target } = done.predictions
        if (request.recipe.nodes.at(-1)!.stage === 'train/dummy') return done
        const scores = Float64Array.from({ length: truth.length * 2 }, (_, k) =>
          Number(truth[k >> 1] === k % 2),
        )
        return { ...done, predictions: { ...done.predictions, target, scores } }
      },
    })
    const metric = metricNamed('roc_auc')
    expect((await scoreOfShuffled(model, raw, metric, 1, cheating, () => {})).better).toBeGreaterThan(0.999)
  })
})
