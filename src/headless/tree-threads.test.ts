import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Helper, Helpers } from '../core/helper'
import { addNode, connect, setParam } from '../core/pipeline/acts'
import { starter } from '../core/pipeline/starter'
import { randomStream } from '../core/random'
import { Logs } from '../engine/logs'
import { lookupStage } from '../stages/descriptions'
import { localEngine } from './local-engine'
import { nodeHelpers, threads } from './node-helpers'
import { fitForest } from '../ml/trees/forest'
import { fitBoosting, type Boosted, type BoostingOptions } from '../ml/trees/boost'
import { numberColumn } from '../ml/trees/columns'
import { newKernel, sharedKernel } from '../ml/trees/kernel'
import { BOOSTING_DEFAULTS } from '../ml/trees/testing/boosting-options'
import { digestOfFits, KNOWN_DIGEST } from '../ml/trees/testing/known'
import type { BoostingTarget } from '../ml/trees/objective'

/** The kernels are compiled first, which takes a while. */
beforeAll(async () => {
  await newKernel()
  await sharedKernel()
}, 60_000)

const N = 45_001
const random = randomStream(1, 'team')
const each = (value: (row: number) => number) => Float64Array.from({ length: N }, (_, row) => value(row))
const columns = Array.from({ length: 5 }, () => each(() => (random() < 0.05 ? Number.NaN : random())))
const sum = each((row) => columns.reduce((all, column, k) => all + (k + 1) * (column[row] || 0), 0))
const weights = each((row) => 1 + (row % 3))
const classes = sum.map((value) => (value < 6 ? 0 : value < 9 ? 1 : 2))

const options: BoostingOptions = { ...BOOSTING_DEFAULTS, max_iter: 4, min_samples_leaf: 5 }

/** All that does not hang on memory. */
const comparable = ({ ending, history, model }: Boosted) => ({ ending, history, model })

const fit = async (target: BoostingTarget, more: Partial<BoostingOptions>, helpers?: Helpers) =>
  comparable(
    await fitBoosting(
      columns.map(numberColumn),
      target,
      { ...options, ...more },
      { random: () => randomStream(0, 'trees'), onIteration: () => false, helpers },
    ),
  )

/** Counts what starts and ends. */
function watched(helpers: Helpers) {
  const seen = { started: 0, ended: 0 }
  const start = () => {
    seen.started++
    const helper = helpers.start()
    return { ...helper, end: () => (seen.ended++, helper.end()) }
  }
  return { seen, helpers: { ...helpers, start } }
}

test('trees are the same to the bit on every engine, alone and with a helper', async () => {
  expect(await digestOfFits()).toBe(KNOWN_DIGEST)
  expect(await digestOfFits(await nodeHelpers(1))).toBe(KNOWN_DIGEST)
})

describe('Boosting with two threads', () => {
  const held = Uint32Array.from({ length: N / 10 }, (_, k) => 10 * k)
  test.each<[string, BoostingTarget, Partial<BoostingOptions>]>([
    ['all rows', { loss: 'logistic', truth: classes.map((k) => Math.min(k, 1)) }, {}],
    [
      'rows drawn, level by level',
      { loss: 'squared', truth: sum },
      { subsample: 0.7, max_leaf_nodes: 0, max_depth: 5 },
    ],
    [
      'rows held back, three classes',
      { loss: 'softmax', truth: classes, classes: 3, weights },
      { validation: held },
    ],
    ['quantiles of leaves', { loss: 'absolute', truth: sum, weights }, { max_leaf_nodes: 5 }],
  ])('gives the same model to the bit: %s', async (_, target, more) => {
    const { seen, helpers } = watched(await nodeHelpers(1))
    const [one, two] = [await fit(target, more), await fit(target, more, helpers)]
    expect(two).toEqual(one)
    expect(seen).toEqual({ started: 1, ended: 1 })
  })

  test('is fitted again, alone, when a helper is lost in the middle', async () => {
    const target: BoostingTarget = { loss: 'squared', truth: sum }
    const workers = await nodeHelpers(1)
    const lost = vi.fn<() => void>()
    const all: Helper[] = []
    const start = () => {
      all.push(workers.start())
      return all[0]!
    }
    let iterations = 0
    const helpers: Helpers = {
      most: 1,
      start,
      get patience() {
        return iterations < 2 ? workers.patience : 30
      },
    }
    const two = await fitBoosting(columns.map(numberColumn), target, options, {
      random: () => randomStream(0, 'trees'),
      onIteration: () => {
        if (++iterations === 2) all[0]!.end()
        return false
      },
      helpers,
      onLost: lost,
    })
    expect(comparable(two)).toEqual(await fit(target, {}))
    expect(lost).toHaveBeenCalledOnce()
    expect([iterations, all.length]).toEqual([2 + options.max_iter, 1])
  })

  test('goes on alone where helpers cannot start', async () => {
    const target: BoostingTarget = { loss: 'squared', truth: sum }
    const helpers = threads(1, new URL('data:text/javascript,throw new Error("no")'))
    expect(await fit(target, {}, helpers)).toEqual(await fit(target, {}))
  })
})

describe('A forest with two threads', () => {
  const grow = (helpers?: Helpers, onTree: (trees: number) => boolean = () => false) =>
    fitForest(
      columns.map(numberColumn),
      { truth: classes, classes: 3 },
      {
        n_estimators: 24,
        criterion: 'gini',
        max_depth: 6,
        min_samples_split: 2,
        min_samples_leaf: 1,
        bootstrap: true,
        tries: 2,
        randomSplits: false,
      },
      { random: randomStream(0, 'forest'), helpers, onTree },
    )

  test('gives the same trees to the bit, and so it does when a helper is lost', async () => {
    const alone = await grow()
    const { seen, helpers } = watched(await nodeHelpers(1))
    expect(await grow(helpers)).toEqual(alone)
    expect(seen).toEqual({ started: 1, ended: 1 })
    const lost: Helper[] = []
    const start = () => {
      lost.push(helpers.start())
      return lost[0]!
    }
    const ending = (trees: number) => (trees === 3 && lost[0]!.end(), false)
    expect(await grow({ ...helpers, start }, ending)).toEqual(alone)
  })

  test('ends with the trees that it has when it is asked to', async () => {
    const helpers = await nodeHelpers(1)
    const early = await grow(helpers, (trees) => trees >= 5)
    expect(early.roots.length).toBeGreaterThanOrEqual(5)
    expect(early.roots.length).toBeLessThan(24)
  })
})

test('a graph and its folds have helpers where the engine is given them, and come out the same', async () => {
  const source = { stage: 'collect/sample', params: { name: 'telco_churn' } }
  const model = 'train/random-forest'
  const first = starter({ source, name: 'threads', target: 'churn', task: 'binary', model }, lookupStage)
  const many = setParam(first, 'random-forest', 'n_estimators', 400)
  const shallow = setParam(many, 'random-forest', 'max_depth', 2)
  const whole = connect(
    addNode(shallow, lookupStage('validate/cross-validate')!, { x: 0, y: 0 }),
    { from: { node: 'random-forest', port: 'model' }, to: { node: 'cross-validate', port: 'model' } },
    lookupStage,
  )
  const pipeline = setParam(whole, 'cross-validate', 'n_splits', 2)
  const run = async (helpers?: Helpers) => {
    const engine = localEngine(new Map(), 'public', new Logs(), helpers)
    engine.update(pipeline)
    await engine.run()
    const output = engine.result('random-forest')!.outputs['model']
    if (output?.kind !== 'model') throw new Error('There is no model')
    // The table of folds says how long each took.
    const { folds: _, ...views } = engine.result('cross-validate')!.views
    return { scores: output.value.predictions.scores, views }
  }
  const { seen, helpers } = watched(await nodeHelpers(1))
  expect(await run(helpers)).toEqual(await run())
  expect(seen).toEqual({ started: 3, ended: 3 })
})
