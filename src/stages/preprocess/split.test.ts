import { describe as suite, expect, test } from 'vitest'
import { ROW_ROLES, trainingRows } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { defaults } from '../../core/params'
import { tableInfo } from '../../core/table'
import { readValues } from '../../reference/values'
import { rowsOf, tableOf, testContext, type Cell } from '../shared/testing'
import { apply, assignRoles, explain, fit, stage } from './split.step'

type Params = Parameters<typeof apply>[2]
const params = (changes: Partial<Params> = {}): Params => ({
  ...defaults(stage.params),
  target: 'y',
  ...changes,
})
const rolesOf = (y: readonly Cell[], changes: Partial<Params> = {}, context = testContext(), more = {}) =>
  Array.from(assignRoles(tableOf({ y, ...more }), params(changes), context), (role) => ROW_ROLES[role]!)
const learn = async (y: readonly Cell[], changes: Partial<Params> = {}) =>
  (await fit({ data: rowsOf({ y }) }, params(changes), testContext())).learned
const count = <T>(values: readonly T[], value: T) => values.filter((one) => one === value).length
const repeated = (cells: Record<string, number>) =>
  Object.entries(cells).flatMap(([cell, n]) => Array<string>(n).fill(cell))

suite('Target and split: who trains', () => {
  test.each(readValues().splits.filter(({ splitter }) => splitter === 'StratifiedShuffleSplit'))(
    'gives every class as many rows as scikit-learn: $test_size of $labels.length',
    ({ labels = [], test_size = 0, train_counts, test_counts }) => {
      const y = labels.map((label) => `class ${label}`)
      const roles = rolesOf(y, { test_size })
      const counts = (role: string) =>
        train_counts!.map((_, k) => labels.filter((label, i) => label === k && roles[i] === role).length)
      expect([counts('train'), counts('test')]).toEqual([train_counts, test_counts])
    },
  )

  test('the same seed splits the same way, another one does not', () => {
    const y = repeated({ a: 40, b: 40 })
    expect(rolesOf(y)).toEqual(rolesOf(y))
    expect(rolesOf(y, {}, testContext(1))).not.toEqual(rolesOf(y))
  })

  test('a number as target is split at random', () => {
    const roles = rolesOf(
      Array.from({ length: 40 }, (_, i) => i),
      { validation_size: 0.1 },
    )
    expect(['train', 'validation', 'test'].map((role) => count(roles, role as 'train'))).toEqual([26, 4, 10])
  })

  test('no split: every row with a target trains', () => {
    expect(rolesOf(['a', 'b', null], { method: 'none' })).toEqual(['train', 'train', 'excluded'])
  })

  test('rows without a target are left out, and counted', () => {
    const context = testContext()
    const roles = rolesOf([1, null, 3, 4, null, 6, 7, 8], { method: 'random' }, context)
    expect([roles[1], roles[4], count(roles, 'excluded')]).toEqual(['excluded', 'excluded', 2])
    expect(context.warnings).toEqual(['2 rows have no value in "y" and are left out.'])
  })

  test('a column says who trains, in any case of letters', () => {
    const split = { split: ['Train', 'TEST', 'val', null, ' train ', 'holdout', 'dev'] }
    const context = testContext()
    const roles = rolesOf(
      ['a', 'b', 'a', 'b', 'b', 'a', null],
      { method: 'column', split_column: 'split' },
      context,
      split,
    )
    expect(roles).toEqual(['train', 'test', 'validation', 'excluded', 'train', 'test', 'excluded'])
    expect(context.warnings).toEqual([
      '1 row has no value in "y" and is left out.',
      '1 row has no value in "split" and is left out.',
    ])
  })

  test.each([
    ['another word', ['train', 'tset'], 'The split column "split" holds "tset" in row 2.'],
    ['numbers', [1, 2], 'The split column "split" is a number column, and it must hold words.'],
    ['nobody to train', ['test', 'test'], 'The split column "split" names no training row with a target.'],
  ])('a split column with %s is refused', (_, split, message) => {
    const run = () =>
      rolesOf(['a', 'b'], { method: 'column', split_column: 'split' }, testContext(), { split })
    expect(run).toThrow(UserError)
    expect(run).toThrow(message)
  })

  test.each([
    ['no split column', { method: 'column' }, 'No split column is chosen.'],
    [
      'an absent split column',
      { method: 'column', split_column: 's' },
      'There is no column "s" to split by.',
    ],
    [
      'no row to train on',
      { method: 'random', test_size: 0.8, validation_size: 0.3 },
      'leave none to train on.',
    ],
    ['no target', { target: '' }, 'No target is chosen.'],
    ['an absent target', { target: 'z' }, 'There is no column "z" to predict.'],
  ] as const)('refuses %s', (_, changes, message) => {
    expect(() => rolesOf(['a', 'b', 'a'], changes)).toThrow(message)
  })

  test('refuses a target without any value', () => {
    expect(() => rolesOf([null, null])).toThrow('The target "y" has no value in any row.')
  })

  test('warns when a part lacks a class', () => {
    const context = testContext()
    rolesOf(repeated({ a: 30, b: 1 }), {}, context)
    expect(context.warnings).toEqual([expect.stringMatching(/^No (test|training) row is "b"/)])
  })
})

suite('Target and split: what is predicted', () => {
  test.each([
    ['two levels', ['no', 'yes'], {}, { task: 'binary', classes: ['no', 'yes'], positive: 1 }],
    [
      'the class that sounds positive',
      ['benign', 'Malignant', 'benign'],
      {},
      { classes: ['Malignant', 'benign'], positive: 0 },
    ],
    ['the second class', ['left', 'right'], {}, { positive: 1 }],
    ['a named class', ['no', 'yes'], { positive: 'no' }, { positive: 0 }],
    ['three levels', ['a', 'b', 'c'], {}, { task: 'multiclass', classes: ['a', 'b', 'c'], positive: -1 }],
    ['two numbers', [0, 1, 1, null], {}, { task: 'binary', classes: ['0', '1'], positive: 1 }],
    ['numbers', [9, 10, 2], {}, { task: 'regression', classes: [], positive: -1 }],
    ['numbers as classes', [9, 10, 2], { task: 'multiclass' }, { classes: ['2', '9', '10'] }],
    ['two numbers as numbers', [0, 1, 1], { task: 'regression' }, { task: 'regression', classes: [] }],
  ] as const)('%s', async (_, y, changes, target) => {
    expect((await learn(y, changes)).target).toMatchObject(target)
  })

  test.each([
    [
      'one class',
      ['a', 'a'],
      {},
      'The target "y" has one class in the training rows, "a": there is nothing to learn.',
    ],
    ['one number', [4, 4], {}, 'The target "y" is 4 in every training row: there is nothing to learn.'],
    ['no value', [null, null], {}, 'The target "y" has no value in any training row.'],
    [
      'three classes where two are asked for',
      ['a', 'b', 'c'],
      { task: 'binary' },
      'has 3 classes, and the task binary needs two.',
    ],
    [
      'a class that is not there',
      ['a', 'b'],
      { positive: 'c' },
      'The positive class "c" is not a class of "y", which has "a" and "b".',
    ],
    [
      'categories for a regression',
      ['a', 'b'],
      { task: 'regression' },
      'holds categories, and a regression predicts a number.',
    ],
    [
      'identifiers',
      Array.from({ length: 50 }, (_, i) => `id ${i}`),
      {},
      'has 50 classes in 50 training rows: it looks like a number or an identifier.',
    ],
    [
      'thousands of classes',
      Array.from({ length: 4000 }, (_, i) => `id ${i % 1500}`),
      {},
      'has 1500 classes in 4000 training rows',
    ],
  ] as const)('refuses %s', async (_, y, changes, message) => {
    await expect(learn(y, changes)).rejects.toThrow(message)
  })

  test('refuses a text', () => {
    const text = {
      kind: 'text',
      name: 'y',
      role: 'feature',
      bytes: new Uint8Array(0),
      offsets: Uint32Array.of(0),
    } as const
    const data = { table: { columns: [text], ids: new Uint32Array(0) }, target: null }
    expect(() => fit({ data }, params(), testContext())).toThrow(
      'The target "y" is a text column, which cannot be predicted.',
    )
  })

  test('marks the target and what is ignored, before it runs and when it does', async () => {
    const data = rowsOf({ id: [1, 2], split: ['train', 'train'], x: [1, 2], y: ['a', 'b'] })
    const given = params({ ignore: { only: ['id'] }, method: 'column', split_column: 'split' })
    const { learned } = await fit({ data }, given, testContext())
    const out = tableInfo(apply(learned, { data }, given).table)
    expect(out.map(({ role }) => role)).toEqual(['ignored', 'ignored', 'feature', 'target'])
    expect(stage.infer!({ data: tableInfo(data.table) }, given as never)).toEqual(out)
  })

  test('marks the row weights, which new rows need not have', async () => {
    const data = rowsOf({ n: [1, 2], x: [1, 2], y: ['a', 'b'] })
    const given = params({ weight: 'n', ignore: { only: ['n'] } })
    const { learned } = await fit({ data }, given, testContext())
    const out = tableInfo(apply(learned, { data }, given).table)
    expect(out.map(({ role }) => role)).toEqual(['weight', 'feature', 'target'])
    expect(stage.infer!({ data: tableInfo(data.table) }, given as never)).toEqual(out)
    const fresh = apply(learned, { data: rowsOf({ x: [1] }) }, given)
    expect(tableInfo(fresh.table)).toEqual([{ name: 'x', kind: 'number', role: 'feature' }])
  })

  test.each([
    ['the target', { target: 'n', weight: 'n' }, '"n" cannot be both the target and the row weights.'],
    [
      'the split column',
      { weight: 's', method: 'column', split_column: 's' },
      '"s" cannot be both the split column and the row weights.',
    ],
    ['absent', { weight: 'm' }, 'There is no column "m" to weigh rows by.'],
  ] as const)('refuses row weights that are %s', (_, changes, message) => {
    const data = rowsOf({ n: [1, 2], s: ['train', 'test'], y: ['a', 'b'] })
    expect(() => fit({ data }, params(changes), testContext())).toThrow(message)
  })

  test('new rows need no target', async () => {
    const { table, target } = apply(await learn(['a', 'b']), { data: rowsOf({ x: [1] }) }, params())
    expect(tableInfo(table)).toEqual([{ name: 'x', kind: 'number', role: 'feature' }])
    expect(target).toMatchObject({ column: 'y', classes: ['a', 'b'] })
  })

  test('classes come from training rows alone', async () => {
    const rows = rowsOf({ y: ['a', 'b', 'c'] })
    const data = trainingRows(rows, Uint8Array.of(0, 0, 2))
    const { learned } = await fit({ data }, params(), testContext())
    expect(learned.target).toMatchObject({ task: 'binary', classes: ['a', 'b'] })
  })

  test('shows the classes with their training rows', async () => {
    expect(explain(await learn(['no', 'yes', 'no', 'no']))).toMatchObject({
      target: {
        title: 'Classes of "y"',
        rows: [
          ['no', 3, 0.75],
          ['yes (positive)', 1, 0.25],
        ],
      },
    })
    expect(explain(await learn([1, 2, 3]))).toEqual({})
  })
})
