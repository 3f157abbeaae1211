import { beforeAll, describe, expect, test } from 'vitest'
import type { Helpers } from '../../core/helper'
import { UserError } from '../../core/errors'
import { randomStream } from '../../core/random'
import { binRows, spanRows } from './binned'
import { Booster, needsOf, type BoosterOptions } from './booster'
import { categoryColumn, numberColumn, type FeatureColumn } from './columns'
import { mostBytes } from '../../reference/memory-meter'
import { fitForest, type ForestOptions } from './forest'
import { forestNeeds } from './forest-needs'
import { ForestRoom } from './forest-plan'
import { helper, type ToHelper } from './helper'
import { Arena, newKernel } from './kernel'
import { boostingBytes, forestBytes, requireTrees, treesBytes } from './memory'
import { objectiveFor, type BoostingTarget } from './objective'
import { Team } from './team'
import { BOOSTING_DEFAULTS } from './testing/boosting-options'

/** The kernel is compiled first, which takes a while. */
beforeAll(async () => void (await newKernel()), 60_000)

const random = randomStream(2, 'memory')
const numbers = (rows: number, values = Infinity): FeatureColumn =>
  numberColumn(
    Float64Array.from({ length: rows }, () => (values < Infinity ? Math.floor(random() * values) : random())),
  )
const levels = (rows: number, count: number): FeatureColumn => {
  const itself = Int32Array.from({ length: count }, (_, level) => level)
  return categoryColumn(
    Int32Array.from({ length: rows }, () => Math.floor(random() * count)),
    itself,
    count,
  )
}
const many = (count: number, column: () => FeatureColumn) => Array.from({ length: count }, column)

/** Helpers that work in this thread, where their memory is measured. As threads do, they free late what they were sent. */
function inThisThread(most: number): Helpers {
  const sent: unknown[] = []
  return {
    most,
    patience: 1000,
    start() {
      let heard: (message: unknown) => void = () => {}
      const hear = helper((message) => heard(message))
      return {
        send(message) {
          sent.push(message)
          setTimeout(() => hear(message as ToHelper))
        },
        listen: (listener) => (heard = listener),
        end: () => {},
      }
    },
  }
}

/** Within 30% of what is used, beside the page of 64 KB that a kernel starts with. */
function expectNear(told: number, used: number): void {
  expect(told).toBeGreaterThan((used - 131_072) * 0.7)
  expect(told).toBeLessThan(used * 1.3)
}

describe('What training needs is told before it begins', () => {
  test.each<
    [
      string,
      number,
      (rows: number) => FeatureColumn[],
      Partial<BoostingTarget>,
      Partial<BoosterOptions>,
      lanes?: number,
    ]
  >([
    ['numbers, for two threads', 60_000, (rows) => many(28, () => numbers(rows)), {}, {}, 2],
    ['numbers', 60_000, (rows) => many(28, () => numbers(rows)), {}, {}],
    ['few rows, counted', 3_000, (rows) => many(10, () => numbers(rows)), { loss: 'logistic' }, {}],
    ['columns of zeros and ones', 5_000, (rows) => many(300, () => numbers(rows, 2)), {}, {}],
    [
      'levels',
      40_000,
      (rows) => [levels(rows, 7), levels(rows, 254), numbers(rows)],
      {},
      { max_depth: 6, max_leaf_nodes: 0 },
    ],
    ['twenty classes', 20_000, (rows) => many(6, () => numbers(rows)), { loss: 'softmax', classes: 20 }, {}],
    ['many leaves', 10_000, (rows) => many(40, () => numbers(rows)), {}, { max_leaf_nodes: 1000 }],
  ])('boosting: %s', async (_, rows, columnsOf, more, other, lanes = 1) => {
    const columns = columnsOf(rows)
    const truth = Float64Array.from({ length: rows }, (__, row) => row % (more.classes ?? 2))
    const target: BoostingTarget = { loss: 'squared', truth, ...more }
    const all = { ...BOOSTING_DEFAULTS, ...other }
    const needs = needsOf(
      { rows, loss: target.loss, classes: more.classes ?? 2, weighted: false },
      all,
      lanes,
      4096,
    )
    const team = await Team.start(0, undefined)
    const told = boostingBytes(columns, rows, 255, needs)
    const data = binRows(team.kernel, team.arena, columns, rows, 255, 'both')
    const objective = objectiveFor(
      target,
      Uint32Array.from({ length: rows }, (__, row) => row),
      team.kernel,
    )
    expect(new Booster(team, data, target, objective, all, needs).builder.trees).toBe(0)
    expectNear(told, team.kernel.memory.buffer.byteLength)
  })

  test.each([
    ['numbers', 50_000, 28, 0, 0],
    ['classes, weighed', 20_000, 5, 12, 0],
    ['shallow', 30_000, 100, 0, 4],
  ])('a forest: %s', async (_, rows, features, classes, maxDepth) => {
    const columns = many(features, () => numbers(rows))
    const weights = classes > 0 ? new Float64Array(rows).fill(1) : undefined
    const kernel = await newKernel()
    const arena = new Arena(kernel)
    const width = Math.max(1, classes)
    const told = forestBytes({ rows, features, width, weighted: weights !== undefined, maxDepth })
    const data = binRows(kernel, arena, columns, rows, 255, 'columns')
    const spans = spanRows(kernel, arena, columns, data)
    const truth = new Float64Array(rows)
    const target = { truth, weights, classes, pairs: new Int32Array(2 * rows).fill(1) }
    const grown = { entropy: false, randomSplits: false, bootstrap: true, tries: 2, minSplit: 2, minLeaf: 1 }
    const room = new ForestRoom(kernel, arena, data, spans, target, { ...grown, maxDepth })
    expect(room.grow(1, 2).asks).toHaveLength(1)
    expectNear(told, kernel.memory.buffer.byteLength)
  })

  test.each([
    ['numbers', 0],
    ['two classes', 2],
    ['five classes', 5],
  ])('trees of %s are told by the first one', async (_, classes) => {
    const rows = 4000
    const columns = many(6, () => numbers(rows))
    const noise = Float64Array.from({ length: rows }, () =>
      classes > 0 ? Math.floor(random() * classes) : random(),
    )
    const width = classes > 2 ? classes : 1
    let told = 0
    const forest = {
      n_estimators: 20,
      criterion: classes > 0 ? 'gini' : 'squared_error',
      max_depth: 0,
      min_samples_split: 2,
      min_samples_leaf: 1,
      bootstrap: true,
      tries: 3,
      randomSplits: false,
    } as const
    const trees = await fitForest(columns, { truth: noise, classes }, forest, {
      random: randomStream(1, 'forest'),
      onTree(count, model) {
        if (count === 1) told = treesBytes(model().asks.length, width, forest.n_estimators)
        return false
      },
    })
    const arrays = Object.values(trees).filter((one): one is Float64Array => ArrayBuffer.isView(one))
    const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)
    expect(told).toBeGreaterThan(2 * bytes * 0.9)
    expect(told).toBeLessThan(2 * bytes * 1.1)
  })

  test.each([0, 1, 3])('a forest with %i helpers, the copies on the way to them included', async (most) => {
    const rows = 20_000
    const columns = many(10, () => numbers(rows))
    const truth = Float64Array.from({ length: rows }, () => random())
    const shape = { rows, features: 10, classes: 0, weighted: false }
    const data = { truth, classes: 0 }
    const grown: ForestOptions = {
      n_estimators: 50,
      criterion: 'squared_error',
      max_depth: 0,
      min_samples_split: 2,
      min_samples_leaf: 200,
      bootstrap: true,
      tries: 3,
      randomSplits: false,
    }
    const { about, bound } = forestNeeds(shape, grown, most, () => ({ columns, data }))
    const told = await about()
    const fit = () =>
      fitForest(columns, data, grown, {
        random: randomStream(1, 'forest'),
        helpers: inThisThread(most),
        onTree: () => false,
      })
    const used = await mostBytes(fit, { least: told / 1.3, enough: told / 0.7 })
    expect(told).toBeGreaterThan(used * 0.7)
    expect(told).toBeLessThan(used * 1.3)
    expect(told).toBeLessThan(bound)
  })

  test('and more trees than there is room for are refused once the first is there', () => {
    expect(() => requireTrees(1_000_000, 1, 2)).not.toThrow()
    expect(() => requireTrees(1_000_000, 1, 1_000_000)).toThrow(UserError)
    expect(() => requireTrees(1_000_000, 1, 1_000_000)).toThrow(
      'about 56,000 GB of memory, which cannot be had',
    )
  })

  test('and what cannot be had is refused', async () => {
    const arena = new Arena(await newKernel())
    expect(() => arena.reserve(5e9)).toThrow(UserError)
    expect(() => arena.reserve(5e9)).toThrow('needs about 5.0 GB, and 4.0 GB is all that they can have')
  })
})
