import { describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { EXCLUDED, TEST, TRAIN } from '../../core/dataset'
import { withRoles } from '../../core/predictions'
import type { View } from '../../core/view'
import { comparable, evaluate } from '../../stages/shared/evaluation'
import { testContext } from '../../stages/shared/testing'
import { predictionsOf } from '../refit'
import { canonical, fitChain, rolesOf, type Told } from './canonical'

const ID = { name: 'id', kind: 'category' } as const
type Cells = (i: number) => string

const answer: Cells = (i) => ((i * 37) % 50 > 25 ? 'yes' : 'no')

/** A CSV that the canonical pipeline can learn from, with some columns replaced or added; every fourth row tests. */
async function outcome(columns: Record<string, Cells>, split: Record<string, unknown> = {}, rows = 80) {
  const all: Record<string, Cells> = {
    x: (i) => String(((i * 37) % 50) / 10),
    city: (i) => ['Oslo', 'Rome', 'Lima'][i % 3]!,
    y: answer,
    part: (i) => (i % 4 === 0 ? 'test' : 'train'),
    ...columns,
  }
  const names = Object.keys(all)
  const lines = Array.from({ length: rows }, (_, i) => names.map((name) => all[name]!(i)).join(','))
  const csv = `${names.join(',')}\n${lines.join('\n')}\n`
  const raw = (
    await readCsv(() => new Blob([csv]).stream(), {
      types: [{ name: 'y', kind: 'category' }, ...(columns['id'] ? [ID] : [])],
    })
  ).table
  const links = canonical({ target: 'y', method: 'column', split_column: 'part', ...split }, [
    'train/logistic',
  ])
  const told: Told = { warnings: [] }
  const roles = await rolesOf(links, raw, 0, told)
  const { flow } = await fitChain(links, raw, roles, 0, told)
  const held = comparable(withRoles(predictionsOf(flow), [TEST]))
  const views = evaluate(held.predictions, 'test rows', 'looked', testContext())
  return { roles, views, held, warnings: told.warnings }
}

const figure = ({ figures }: Record<string, View>, name: string) =>
  figures?.kind === 'figures' ? figures.figures.find((one) => one.name === name) : undefined
const accuracy = (views: Record<string, View>) => figure(views, 'accuracy')!.value

suite('Data as people have them', () => {
  test('what nobody spoilt is learned', async () => {
    const { views, warnings } = await outcome({})
    expect(accuracy(views)).toBeGreaterThan(0.9)
    expect(warnings).toEqual([])
  })

  test('a target with missing values: those rows are left out and counted', async () => {
    const { roles, views, warnings } = await outcome({ y: (i) => (i % 10 === 3 ? '' : answer(i)) })
    expect(roles.filter((role) => role === EXCLUDED)).toHaveLength(8)
    expect(warnings).toEqual(['8 rows have no value in "y" and are left out.'])
    expect(accuracy(views)).not.toBeNaN()
  })

  test('a test part without one class: metrics that need it say so', async () => {
    const { views, warnings } = await outcome({ y: (i) => (i % 4 !== 0 && i % 3 === 0 ? 'yes' : 'no') })
    expect(warnings).toEqual(['No test row is "yes", so the test says nothing of it.'])
    expect(figure(views, 'roc_auc')).toMatchObject({
      value: Number.NaN,
      note: expect.stringContaining('No row here is "yes"'),
    })
    expect(accuracy(views)).toBeGreaterThan(0)
  })

  test('a class in the test part alone counts as wrong', async () => {
    const { views, warnings } = await outcome({ y: (i) => (i % 8 === 0 ? 'perhaps' : i % 3 ? 'no' : 'yes') })
    expect(warnings).toEqual(['No training row is "perhaps", so that is never predicted.'])
    expect(accuracy(views)).toBeLessThanOrEqual(0.5)
  })

  test('a column without any value is filled, and named', async () => {
    const { views, warnings } = await outcome({ none: () => '' })
    expect(warnings).toEqual(['Column "none" has no value in any training row and is filled with 0.'])
    expect(accuracy(views)).toBeGreaterThan(0.9)
  })

  test('a constant column does no harm', async () => {
    expect(accuracy((await outcome({ same: () => '7', one: () => 'a' })).views)).toBeGreaterThan(0.9)
  })

  test('5,000 levels are encoded, and named', async () => {
    const { views, warnings } = await outcome({ id: (i) => `user ${i % 5000}` }, {}, 6000)
    expect(warnings).toEqual(['Column "id" has 3750 levels, and each becomes a column.'])
    expect(accuracy(views)).toBeGreaterThan(0.9)
  })

  test('an infinite number in a test row has a prediction or is counted', async () => {
    const { held } = await outcome({ x: (i) => (i === 8 ? 'inf' : String(((i * 37) % 50) / 10)) })
    expect(held.predictions.truth.length + held.silent).toBe(20)
    expect(held.silent).toBe(0)
  })

  test.each([
    [
      'a target of one class',
      { y: () => 'yes' },
      {},
      'The target "y" has one class in the training rows, "yes"',
    ],
    [
      'one class in training',
      { y: (i: number) => (i % 4 === 0 ? 'yes' : 'no') },
      {},
      'The target "y" has one class in the training rows, "no"',
    ],
    ['a target without values', { y: () => '' }, {}, 'The target "y" has no value in any row.'],
    [
      'an infinite number',
      { x: (i: number) => (i === 5 ? '-inf' : String(i)) },
      {},
      'Column "x" has an infinite value (first in row 6).',
    ],
    [
      'an identifier as target',
      { y: (i: number) => `id ${i}` },
      {},
      'it looks like a number or an identifier.',
    ],
    [
      'a word that is no part',
      { part: (i: number) => (i === 2 ? 'tain' : 'train') },
      {},
      'The split column "part" holds "tain" in row 3.',
    ],
    ['a target that is not there', {}, { target: 'Y' }, 'There is no column "Y" to predict.'],
  ] as [string, Record<string, Cells>, Record<string, unknown>, string][])(
    '%s is refused in words',
    async (_, columns, split, message) => {
      await expect(outcome(columns, split)).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringContaining(message),
      })
    },
  )

  test('every row trains where there is no split', async () => {
    const { roles } = await outcome({}, { method: 'none' })
    expect([...new Set(roles)]).toEqual([TRAIN])
  })
})
