import { beforeAll, describe as suite, expect, test } from 'vitest'
import { sortedCategory } from '../../core/column'
import type { Context } from '../../core/context'
import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { scoresOf } from '../../core/features'
import { defaults, type ParamValues } from '../../core/params'
import { randomStream } from '../../core/random'
import { table } from '../../core/table'
import type { View } from '../../core/view'
import { newKernel } from '../../ml/trees/kernel'
import { distance } from '../../reference/distance'
import { readTreeValues } from '../../reference/trees'
import { loadStage } from '../modules'
import { rowsOf, testContext, type Cell } from '../shared/testing'

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const number: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }
const classes = (...names: string[]): Target => ({
  column: 'y',
  task: names.length === 2 ? 'binary' : 'multiclass',
  classes: names,
  positive: names.length === 2 ? 1 : -1,
})

/** `y` is the target and `w`, where there is one, the weight of rows; all others are features. */
function dataOf(cells: Record<string, readonly Cell[]>, target: Target): Rows {
  const { table: rows } = rowsOf(cells, target)
  const role = (name: string) => (name === 'y' ? 'target' : name === 'w' ? 'weight' : 'feature')
  return {
    target,
    table: { ...rows, columns: rows.columns.map((one) => ({ ...one, role: role(one.name) })) },
  }
}

interface Answer {
  readonly scores: Float64Array
  readonly views: Record<string, unknown>
}

async function outcome(
  stage: string,
  training: Rows,
  params: ParamValues = {},
  held: Rows = training,
  context: Context = testContext(),
): Promise<Answer> {
  const module = await loadStage(stage)
  const all = { ...defaults(module.stage.params), ...params }
  const { learned } = await module.fit!({ data: training }, all, context)
  const out = module.apply!(learned, { data: held }, all)
  return { scores: scoresOf(out.table), views: module.explain!(learned) as Record<string, unknown> }
}

const N = 200
const random = randomStream(5, 'rows')
const each = <T extends Cell>(cell: (row: number) => T) => Array.from({ length: N }, (_, row) => cell(row))
const x = each(() => random())
const level = each((row) => (row % 7 === 3 ? null : `level ${row % 5}`))
const yes = each((row) => (x[row]! > 0.4 ? 'yes' : 'no'))
const binary = classes('no', 'yes')

suite('A decision tree', () => {
  test.each(readTreeValues().decision_trees)(
    "predicts scikit-learn's values: $task $params",
    async ({ task, params, X, y, test: rows, expected }) => {
      const names = [...new Set(y.map((code) => `class ${code}`))].sort()
      const features = (from: number[][]) =>
        Object.fromEntries(from[0]!.map((_, j) => [`x${j}`, from.map((row) => row[j]!)]))
      const target = task === 'regression' ? number : classes(...names)
      const truth = task === 'regression' ? y : y.map((code) => `class ${code}`)
      const held = dataOf({ ...features(rows), y: rows.map(() => truth[0]!) }, target)
      const { scores } = await outcome(
        'train/decision-tree',
        dataOf({ ...features(X), y: truth }, target),
        params,
        held,
      )
      expect(distance(scores, expected.flat())).toBeLessThanOrEqual(1e-6)
    },
  )

  test('says its rules in words', async () => {
    const good = new Set(['level 0', 'level 3'])
    const y = each((row) => (level[row] !== null && good.has(level[row]!) && x[row]! > 0.5 ? 'yes' : 'no'))
    const { views } = await outcome('train/decision-tree', dataOf({ x, level, y }, binary))
    const { rows } = views['rules'] as { rows: [string, number, number, number][] }
    const sure = rows.find(([, , , share]) => share === 1)!
    expect(sure[0]).toMatch(/x > 0\.\d+/)
    expect(sure[0]).toMatch(/level is level 0 or level 3/)
    expect(rows.reduce((sum, [, count]) => sum + count, 0)).toBe(N)
  })
})

const LEARNERS = [
  'train/gradient-boosting',
  'train/random-forest',
  'train/extra-trees',
  'train/decision-tree',
]

suite.each(LEARNERS)('%s', (stage) => {
  test('learns levels, gaps and numbers as they are; what never came up is missing', async () => {
    const y = each((row) => (level[row] === 'level 2' ? 'yes' : 'no'))
    const training = dataOf({ x, level, y }, binary)
    const held = dataOf(
      { x: [0.5, 0.5, 0.5], level: ['level 2', 'level 1', 'not seen'], y: ['yes', 'no', 'no'] },
      binary,
    )
    const { scores } = await outcome(stage, training, { min_samples_leaf: 5 }, held)
    expect(scores[1]).toBeGreaterThan(0.6)
    expect(scores[3]).toBeLessThan(0.4)
    expect(scores[5]).toBeLessThan(0.5)
  })

  test('can be looked at: questions in words, and each row goes where its values say', async () => {
    const y = each((row) => (level[row] === 'level 2' || x[row]! > 0.7 ? 'yes' : 'no'))
    const shown: Record<string, View> = {}
    const view: Context['view'] = (id, data) => (shown[id] = typeof data === 'function' ? data() : data)
    const context = { ...testContext(), view }
    await outcome(stage, dataOf({ x, level, y }, binary), {}, undefined, context)
    const { features, rows, trees } = shown['tree'] as Extract<View, { kind: 'tree' }>
    expect([...features].sort()).toEqual(['level', 'x'])
    const { nodes } = trees[0]!
    for (const { cells, ends, label } of rows) {
      expect(label).toMatch(/^Row \d+: (yes|no)$/)
      let at = 0
      while (nodes[at]!.left !== undefined) {
        const { feature, left, question } = nodes[at]!
        const cell = cells[feature!]!
        const bound = / <= (\S+)/.exec(question!)
        const isLeft = bound ? Number(cell) <= Number(bound[1]) : question!.split(/ is | or /).includes(cell)
        at = isLeft ? left! : left! + 1
      }
      expect(at).toBe(ends[0])
    }
  })

  test('takes 100,000 levels', async () => {
    const rows = 100_000
    const codes = Int32Array.from({ length: rows }, (_, row) => row)
    const levels = Array.from(codes, (row) => `id ${row}`)
    const many = sortedCategory('many', 'feature', codes, levels)
    const answers = codes.map((row) => (row % 3 === 0 ? 1 : 0))
    const answer = sortedCategory('y', 'target', answers, ['no', 'yes'])
    const data = { target: binary, table: table([many, answer]) }
    const few = stage === 'train/gradient-boosting' ? { max_iter: 2 } : { n_estimators: 2, max_depth: 8 }
    const { scores } = await outcome(stage, data, few)
    expect(scores.every(Number.isFinite)).toBe(true)
  }, 30_000)

  test('heeds the weight of rows', async () => {
    const y = each((row) => (row % 2 === 0 ? 'yes' : 'no'))
    const w = each((row) => (row % 2 === 0 ? 3 : 1))
    const { scores } = await outcome(stage, dataOf({ same: each(() => 1), y, w }, binary))
    expect(scores[1]).toBeCloseTo(0.75, 1)
  })

  test('lets every class count the same when it is asked to', async () => {
    const y = each((row) => (row % 10 === 0 ? 'yes' : 'no'))
    const { scores } = await outcome(stage, dataOf({ same: each(() => 1), y }, binary), {
      class_weight: 'balanced',
    })
    expect(scores[1]).toBeCloseTo(0.5, 1)
  })

  test('is stopped by what progress throws', async () => {
    const stop = new AbortController()
    const context = { ...testContext(0, stop.signal) }
    const progress: Context['progress'] = (fraction) => {
      if (fraction > 0) stop.abort()
      stop.signal.throwIfAborted()
    }
    await expect(
      outcome(stage, dataOf({ x, y: yes }, binary), {}, undefined, { ...context, progress }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })

  test.each([
    ['one row', { x: [1], y: [2] }, number],
    ['a column without any value', { x, none: each(() => null), y: yes }, binary],
    ['a constant column', { x, same: each(() => 1), y: yes }, binary],
    ['a constant target', { x, y: each(() => 7) }, number],
    ['infinite values in a feature', { x: each((row) => (row % 9 ? x[row]! : Infinity)), y: yes }, binary],
    ['weights of which some are 0', { x, w: each((row) => row % 2), y: yes }, binary],
    [
      'a class with one row',
      { x, y: each((row) => (row === 7 ? 'a' : row % 2 ? 'b' : 'c')) },
      classes('a', 'b', 'c'),
    ],
  ] as [string, Record<string, Cell[]>, Target][])('answers for %s', async (_, cells, target) => {
    const { scores } = await outcome(stage, dataOf(cells, target))
    expect(scores.every(Number.isFinite)).toBe(true)
  })

  test.each([
    ['no rows', { x: [], y: [] }, number, 'There are no training rows.'],
    ['one class', { x, y: each(() => 'yes') }, classes('yes'), 'has one class only, "yes"'],
    [
      'a target that is missing',
      { x, y: each((row) => (row === 4 ? null : 1)) },
      number,
      'is missing in training row 5',
    ],
    [
      'a target that is infinite',
      { x, y: each((row) => (row === 4 ? -Infinity : 1)) },
      number,
      'is infinite in training row 5',
    ],
    [
      'weights below 0',
      { x, w: each((row) => row - 3), y: yes },
      binary,
      'The weight in row 1 is not a number from 0 on.',
    ],
    [
      'weights that are missing',
      { x, w: each((row) => (row ? 1 : null)), y: yes },
      binary,
      'The weight in row 1',
    ],
    ['weights that are all 0', { x, w: each(() => 0), y: yes }, binary, 'All training rows weigh 0.'],
    ['no features', { y: yes }, binary, 'No feature columns are left.'],
  ] as [string, Record<string, Cell[]>, Target, string][])(
    'refuses %s in words',
    async (_, cells, target, words) => {
      const error: unknown = await outcome(stage, dataOf(cells, target)).catch((one: unknown) => one)
      expect(error).toBeInstanceOf(UserError)
      expect((error as UserError).message).toContain(words)
    },
  )
})

suite('Gradient boosting', () => {
  const boost = (cells: Record<string, readonly Cell[]>, target: Target, params: ParamValues) =>
    outcome('train/gradient-boosting', dataOf(cells, target), params)

  test.each([
    ['values below 0', each((row) => row - 5), 'values below 0'],
    ['nothing but 0', each(() => 0), 'no value above 0'],
  ])('refuses the Poisson loss for %s', async (_, y, words) => {
    await expect(boost({ x, y }, number, { loss: 'poisson' })).rejects.toThrow(words)
  })

  test('predicts counts above 0 with the Poisson loss', async () => {
    const y = each((row) => Math.floor(10 * x[row]! * random()))
    const { scores } = await boost({ x, y }, number, { loss: 'poisson' })
    expect(Math.min(...scores)).toBeGreaterThan(0)
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / N
    expect(Math.abs(mean(scores) / mean(y) - 1)).toBeLessThan(0.05)
  })

  test('only rises where it is told to, and refuses what cannot', async () => {
    const y = each((row) => x[row]! + random())
    const { scores } = await boost({ x, y }, number, { increasing: { only: ['x'] } })
    const order = x.map((_, row) => row).sort((a, b) => x[a]! - x[b]!)
    const steps = order.slice(1).map((row, i) => scores[row]! - scores[order[i]!]!)
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(-1e-9)
    await expect(boost({ x, level, y }, number, { increasing: { only: ['level'] } })).rejects.toThrow(
      '"level" is no number',
    )
    await expect(boost({ x, y }, number, { increasing: 'all', decreasing: 'all' })).rejects.toThrow(
      'both only rise and only fall',
    )
  })

  test('holds rows back to stop early, and shows their loss', async () => {
    const y = each(() => (random() < 0.5 ? 'yes' : 'no'))
    const { views } = await boost({ x, y }, binary, { early_stopping: 'on', max_iter: 400 })
    const { series } = views['loss'] as { series: { label: string; points: unknown[] }[] }
    expect(series.map(({ label }) => label)).toEqual(['Training', 'Validation'])
    expect(series[1]!.points.length).toBeLessThan(100)
  })
})
