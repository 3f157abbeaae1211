import { describe as suite, expect, test } from 'vitest'
import type { Rows, Target } from '../../core/dataset'
import { scoresOf } from '../../core/features'
import { defaults } from '../../core/params'
import { randomStream } from '../../core/random'
import { rowsOf, testContext, type Cell } from '../shared/testing'
import { apply, explain, fit, stage } from './mlp.step'

const numeric: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }
const classes = (...names: string[]): Target => ({
  column: 'y',
  task: names.length > 2 ? 'multiclass' : 'binary',
  classes: names,
  positive: names.length === 2 ? 1 : -1,
})

function dataOf(cells: Record<string, Cell[]>, target: Target): Rows {
  const { table } = rowsOf(cells)
  const columns = table.columns.map((one) => (one.name === 'y' ? ({ ...one, role: 'target' } as const) : one))
  return { target, table: { ...table, columns } }
}

const count = 240
const random = randomStream(1, 'rows')
const each = <T>(cell: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => cell(i))
const x = each(() => 2 * random() - 1)
const z = each(() => 2 * random() - 1)
const exclusive = dataOf(
  { x, z, y: each((i) => (x[i]! * z[i]! > 0 ? 'same' : 'other')) },
  classes('other', 'same'),
)
const colour = each((i) => ['red', 'green', 'blue', null][i % 4]!)
const coloured = dataOf(
  { colour, x, y: each((i) => (colour[i] === 'red' ? 5 : colour[i] === null ? 30 : 100) + x[i]!) },
  numeric,
)

async function trained(data: Rows, more: Partial<ReturnType<typeof params>> = {}, seed = 0) {
  const context = testContext(seed)
  const { learned } = await fit({ data }, { ...params(), ...more }, context)
  return { learned, warnings: context.warnings, scores: scoresOf(apply(learned, { data }, params()).table) }
}
const params = () => defaults(stage.params)

suite('Neural network', () => {
  test('learns what no line can part, and shows its curves', async () => {
    const { learned, scores } = await trained(exclusive, { max_iter: 300, learning_rate_init: 0.01 })
    const right = each((i) => Number(scores[2 * i + 1]! > 0.5) === Number(x[i]! * z[i]! > 0)).filter(Boolean)
    expect(right.length).toBeGreaterThan(0.95 * count)
    const views = explain(learned)
    expect(Object.keys(views)).toEqual(['loss', 'metric', 'trained'])
    expect(views['loss']).toMatchObject({ series: [{ label: 'Training' }, { label: 'Validation' }] })
    expect(views['trained']).toMatchObject({ rows: expect.arrayContaining([['Backend', 'cpu']]) })
  })

  test('learns a number as it stands, and categories without Encode, missing ones too', async () => {
    const { scores } = await trained(coloured, { max_iter: 300, learning_rate_init: 0.01 })
    const truth = [5, 100, 100, 30]
    each((i) => expect(Math.abs(scores[i]! - truth[i % 4]! - x[i]!)).toBeLessThan(5))
  })

  test('reads a level that never came up, and new levels in any order', async () => {
    const { learned, scores } = await trained(coloured)
    const other = dataOf({ x: [x[0]!, x[1]!, 0], colour: ['red', 'green', 'mauve'], y: [0, 0, 0] }, numeric)
    const own = scoresOf(apply(learned, { data: other }, params()).table)
    expect([...own.subarray(0, 2)]).toEqual([...scores.subarray(0, 2)])
    expect(Number.isFinite(own[2])).toBe(true)
  })

  test('is the same for the same seed, and another for another', async () => {
    expect((await trained(exclusive)).learned).toEqual((await trained(exclusive)).learned)
    expect((await trained(exclusive, {}, 1)).scores).not.toEqual((await trained(exclusive)).scores)
  })

  test('says that a learning rate is too large, and predicts all the same', async () => {
    const wild = { solver: 'sgd', learning_rate_init: 1000, early_stopping: false } as const
    const { warnings, scores } = await trained(coloured, wild)
    expect(warnings[0]).toMatch(/The loss grew beyond all numbers in epoch \d+.*Lower the learning rate/)
    expect(scores.every(Number.isFinite)).toBe(true)
  })

  test('takes a single row, a batch larger than the data, and 10,000 levels', async () => {
    const one = dataOf({ x: [1], y: [3] }, numeric)
    expect((await trained(one, { max_iter: 3 })).scores[0]).toBeCloseTo(3, 0)
    expect((await trained(exclusive, { batch_size: 1000, max_iter: 2 })).scores).toHaveLength(2 * count)
    const rows = 10_000
    const level = Array.from({ length: rows }, (_, i) => `level ${Math.min(i, rows - 3)}`)
    const many = dataOf({ level, y: level.map((_, i) => (i % 2 ? 'a' : 'b')) }, classes('a', 'b'))
    const { learned, scores, warnings } = await trained(many, { max_iter: 2 })
    expect(scores).toHaveLength(2 * rows)
    expect(learned.network.tables[0]!.levels).toBe(5001)
    expect(learned.embedded[0]!.levels).toContain(`level ${rows - 3}`)
    expect(warnings[0]).toMatch(/^"level" has 9,998 levels: the 5,000 most frequent are learned one by one/)
  })

  test('ends when the person has enough, keeps the best so far, and goes on to the same end', async () => {
    const whole = await trained(exclusive, { max_iter: 12 })
    const enough = new AbortController()
    const context = testContext()
    const views: string[] = []
    const given = { ...params(), max_iter: 12 }
    const half = await fit({ data: exclusive }, given, {
      ...context,
      finish: enough.signal,
      view: (id) => void views.push(id),
      progress: (fraction) => void (fraction > 0.4 && enough.abort()),
    })
    expect(half.stopped).toMatch(/^Stopped after epoch 5 of 12, with the weights of epoch \d\.$/)
    expect(half.learned.history).toHaveLength(5)
    expect(views).toContain('loss')
    const previous = structuredClone(half.learned)
    const rest = await fit({ data: exclusive }, given, { ...context, previous })
    expect(rest.stopped).toBeUndefined()
    expect(rest.learned).toEqual(whole.learned)
    const more = await fit({ data: exclusive }, given, { ...context, previous: rest.learned })
    expect(more.learned.history).toHaveLength(24)
    expect(context.warnings.join()).not.toMatch(/anew/)
    await fit({ data: exclusive }, { ...given, hidden_layer_sizes: '3' }, { ...context, previous })
    expect(context.warnings.join()).toMatch(/another shape, so training begins anew/)
  })

  test('trains on the CPU where a backend is not there, and says so', async () => {
    const own = await trained(exclusive, { backend: 'cpu', max_iter: 5 })
    const { learned, warnings } = await trained(exclusive, { backend: 'webgpu', max_iter: 5 })
    expect(warnings.slice(0, 2)).toEqual([
      'WebGPU cannot be used here (this browser has no WebGPU), so WebGL trains.',
      'WebGL cannot be used here (there is no canvas for WebGL), so the CPU trains.',
    ])
    expect(learned.network).toEqual(own.learned.network)
    const other = await trained(exclusive, { backend: 'tfjs-cpu', max_iter: 5 })
    const [a, b] = [own, other].map(({ learned: { history } }) => history[4]!.loss)
    expect(Math.abs(a! - b!)).toBeLessThan(1e-3)
  }, 30_000)

  const refused: readonly (readonly [string, Rows, Partial<ReturnType<typeof params>>, RegExp])[] = [
    ['a missing number', dataOf({ x: [1, null], y: [1, 2] }, numeric), {}, /"x" has missing values.*row 2/],
    ['one class', dataOf({ x: [1, 2], y: ['a', 'a'] }, classes('a')), {}, /one class only, "a"/],
    ['no feature', dataOf({ y: [1, 2] }, numeric), {}, /No feature columns/],
    ['no row', dataOf({ x: [], y: [] }, numeric), {}, /no training rows/],
    ['odd layers', exclusive, { hidden_layer_sizes: '64, many' }, /"many" is no size of a hidden layer/],
    ['a class without rows', dataOf({ x: [1, 2], y: ['a', 'b'] }, classes('a', 'b', 'c')), {}, /class "c"/],
  ]
  test.each(refused)('refuses %s in words', async (_, data, more, words) => {
    await expect(trained(data, more)).rejects.toThrow(words)
  })
})
