import { describe, expect, test } from 'vitest'
import type { NumberColumn } from '../../core/column'
import type { RefitContext } from '../../core/context'
import { TEST, TRAIN, VALIDATION, type RowRoles } from '../../core/dataset'
import type { Recipe } from '../../core/lineage'
import { defaults, type ParamValues } from '../../core/params'
import { withRoles } from '../../core/predictions'
import { randomStream } from '../../core/random'
import { STEP_ON, type Search } from '../../core/search'
import type { Table } from '../../core/table'
import type { View } from '../../core/view'
import { metricNamed } from '../../ml/metrics/registry'
import { stratifiedKFold } from '../../ml/splits/stratified-k-fold'
import { lookupStage } from '../../stages/descriptions'
import { loadStage } from '../../stages/modules'
import { scoredOf } from '../../stages/shared/metrics-of'
import type { Tuned } from '../../stages/shared/tuned'
import { tuneViews } from '../../stages/shared/tune-views'
import { Beginnings } from '../beginnings'
import { makeContext } from '../context'
import { refitted } from '../refit'
import { productStages } from '../stages'
import { recipeOf, rolesOf, type Link } from './canonical'
import { mean, noise, noiseLinks, ROWS, SEEDS } from './noise'

const { signal } = new AbortController()

const unlocked = (links: readonly Link[], searches: Readonly<Record<string, Search>>): Recipe => {
  const recipe = recipeOf(links)
  const nodes = recipe.nodes.map((node) => {
    const search = searches[node.id]
    return search ? { ...node, search } : node
  })
  return { ...recipe, nodes }
}

const tuneParams = (params: ParamValues) => ({ ...defaults(lookupStage('tune/tune')!.params), ...params })

/** The recipe of a Tune behind `model`. */
const tuned = (model: Recipe, params: ParamValues): Recipe => ({
  cast: model.cast,
  nodes: [
    {
      id: 'tune',
      stage: 'tune/tune',
      version: 1,
      params: tuneParams(params),
      inputs: {},
      models: { model },
    },
  ],
})

async function fitTuned(
  model: Recipe,
  raw: Table,
  roles: RowRoles,
  params: ParamValues,
  more: Partial<RefitContext> = {},
) {
  const { fitWrapper } = await loadStage('tune/tune')
  const context: RefitContext = {
    ...makeContext(0, 'tune', signal),
    refit: (request) => refitted({ seed: 0, ...request }, productStages, signal),
    predict: () => {
      throw new Error('A search predicts by its refits')
    },
    ...more,
  }
  const learned = await fitWrapper!({ model }, { raw, roles }, tuneParams(params), context)
  return { ...learned, own: learned.own as Tuned }
}

const chain: Link[] = [
  ['preprocess/split', { target: 'label', test_size: 0.5 }],
  ['preprocess/scale'],
  ['engineer/select-by-score', { k: 25 }],
  ['train/logistic'],
]
const C = { kind: 'float', min: 1e-3, max: 1e3, log: true } as const
const searches: Readonly<Record<string, Search>> = {
  'engineer/select-by-score': { k: { kind: 'int', min: 5, max: 50 } },
  'train/logistic': { C },
}
const model = unlocked(chain, searches)
const small = noise(0, 40)
const roles = await rolesOf(chain, small)

/** Two trials of what is selected and of the penalty, in two folds each, in every fold and for every seed. */
test('a tuned model on noise scores as a coin does, held out and in nested folds (law 2)', async () => {
  const recipe = tuned(unlocked(noiseLinks, searches), { n_trials: 2, n_splits: 2, scoring: 'accuracy' })
  const scores: Record<'heldOut' | 'nested', number[]> = { heldOut: [], nested: [] }
  for (let seed = 0; seed < SEEDS; seed++) {
    const raw = noise(seed)
    const fit = async (who: RowRoles) => {
      const request = { recipe, raw, roles: who, seed }
      const { predictions } = await refitted(request, productStages, signal, new Beginnings())
      const held = scoredOf(withRoles(predictions, [TEST]))
      return metricNamed('accuracy').compute(held).value
    }
    scores.heldOut.push(await fit(await rolesOf(noiseLinks, raw, seed)))
    const label = raw.columns.at(-1)!
    const codes = label.kind === 'category' ? label.codes : new Int32Array(ROWS)
    const fold = stratifiedKFold(codes, 2, randomStream(seed, 'folds'))
    for (const k of [0, 1])
      scores.nested.push(await fit(Uint8Array.from(fold, (at) => (at === k ? TEST : TRAIN))))
  }
  expect(Math.abs(mean(scores.heldOut) - 0.5)).toBeLessThanOrEqual(0.05)
  expect(Math.abs(mean(scores.nested) - 0.5)).toBeLessThanOrEqual(0.05)
}, 240_000)

describe('a search', () => {
  const params = { n_trials: 12, n_splits: 2 }
  const rate = { kind: 'float', min: 0.01, max: 0.3, log: true } as const
  const boosted = unlocked([chain[0]!, ['train/gradient-boosting', { max_iter: 45 }]], {
    'train/gradient-boosting': { learning_rate: rate },
  })

  test('begins with the values as they stand, is the same for the same seed, and the best is fitted on all training rows', async () => {
    const { models, own } = await fitTuned(model, small, roles, params)
    expect(own.trials).toHaveLength(12)
    expect(own.trials[0]!.point).toEqual([25, 1])
    expect((await fitTuned(model, small, roles, params)).own).toEqual(own)
    const best = Math.max(...own.trials.map((trial) => trial.mean))
    expect(own.trials[own.best]!.mean).toBe(best)
    const [k, c] = own.trials[own.best]!.point
    expect(own.values).toEqual({ 'engineer/select-by-score': { k }, 'train/logistic': { C: c } })
    const learner = models['best']!.nodes.at(-1)!
    expect(learner.params).toMatchObject({ C: c })
    expect(learner.search).toBeUndefined()
  })

  test('can be ended, says so, and goes on as if it had not been', async () => {
    const whole = await fitTuned(model, small, roles, params)
    const half = await fitTuned(model, small, roles, params, { finish: AbortSignal.abort() })
    expect(half.own.trials).toHaveLength(4)
    expect(half.stopped).toMatch(/after 4 trials/)
    expect(whole.stopped).toBeUndefined()
    const { own } = await fitTuned(model, small, roles, params, { previous: half })
    expect(own).toEqual(whole.own)
    const more = await fitTuned(model, small, roles, { ...params, n_trials: 4 }, { previous: half })
    expect(more.own.trials).toHaveLength(8)
  })

  test('ends when its minutes are over; a budget of 0 is no limit, as it says', async () => {
    const { own } = await fitTuned(model, small, roles, { ...params, minutes: 1e-6 })
    expect(own.trials).toHaveLength(4)
    const unlimited = await fitTuned(model, small, roles, { ...params, minutes: 0 })
    expect(unlimited.own.trials).toHaveLength(12)
    for (const id of ['tune/tune', 'select/auto'])
      expect(lookupStage(id)!.params['minutes']!.help).toMatch(/0: no limit/)
  })

  test('goes on past trials that fail, and keeps why they did', async () => {
    const penalty = { kind: 'choice', options: ['l2', 'none'] } as const
    const onOff = { kind: 'choice', options: [true, false] } as const
    const mixed: Link[] = [chain[0]!, ['preprocess/impute'], ['train/logistic']]
    const recipe = unlocked(mixed, {
      'preprocess/impute': { [STEP_ON]: onOff },
      'train/logistic': { penalty },
    })
    const [x, ...others] = small.columns
    const gaps = { ...x!, values: Float64Array.from({ length: ROWS }, (_, i) => (i % 5 ? i : Number.NaN)) }
    const raw = { ...small, columns: [gaps as NumberColumn, ...others] }
    const { own } = await fitTuned(recipe, raw, roles, { ...params, n_splits: 3 })
    expect(own.trials).toHaveLength(4)
    for (const { error, mean: score, point } of own.trials) {
      expect(Number.isNaN(score)).toBe(point[0] === false)
      expect(error ?? 'missing').toMatch(/missing/)
    }
    expect(own.values).toMatchObject({ 'preprocess/impute': { [STEP_ON]: true } })
    const { explain } = await loadStage('tune/tune')
    const { failures, parallel } = explain!({ models: {}, own })
    expect(failures).toMatchObject({
      columns: [
        'Trial',
        'Failed because',
        'Impute missing values: The whole step',
        'Logistic regression: Penalty',
      ],
    })
    expect(failures).toMatchObject({
      rows: [
        [expect.any(Number), expect.stringMatching(/missing/), 'off', expect.any(String)],
        expect.anything(),
      ],
    })
    expect(parallel).toMatchObject({
      lines: { length: 2 },
      axes: [{ levels: ['on', 'off'] }, { levels: ['l2', 'none'] }, { title: 'ROC AUC' }],
    })
    const never = unlocked(mixed, {
      'preprocess/impute': { [STEP_ON]: { kind: 'choice', options: [false] } },
    })
    await expect(fitTuned(never, raw, roles, params)).rejects.toThrow(/The only trial failed. .*missing/)
  })

  test.each(['grid', 'halving'] as const)('works by %s', async (method) => {
    const { own } = await fitTuned(model, small, roles, { ...params, method })
    expect(own.best).toBeGreaterThanOrEqual(0)
    expect(own.trials.length).toBeGreaterThanOrEqual(9)
  })

  test('names its optimism, also where one trial alone was given everything, or why it cannot', async () => {
    const optimismOf = (own: Tuned) => {
      const { figures } = tuneViews(own)
      const all = figures?.kind === 'figures' ? figures.figures : []
      return all.find(({ name }) => name === 'optimism')
    }
    const halved = { ...params, method: 'halving', sharing: 'rounds', n_trials: 9 }
    const { own } = await fitTuned(boosted, small, roles, halved)
    expect(own.trials.filter(({ share }) => share === 1)).toHaveLength(1)
    expect(optimismOf(own)!.value).toBeGreaterThanOrEqual(0)
    const alone = { ...own, trials: [own.trials[own.best]!], best: 0 }
    expect(optimismOf(alone)).toMatchObject({ value: Number.NaN, note: expect.stringMatching(/two trials/) })
    const single = own.trials.map((trial) => ({ ...trial, scores: trial.scores.slice(0, 1) }))
    expect(optimismOf({ ...own, trials: single })!.note).toMatch(/It takes folds to tell/)
  })

  test('halves trees, and gives the best all of theirs', async () => {
    const grown: number[] = []
    const { models, own } = await fitTuned(
      boosted,
      small,
      roles,
      { ...params, n_trials: 9, method: 'halving', sharing: 'rounds' },
      {
        refit: async (request) => {
          grown.push(Number(request.recipe.nodes.at(-1)!.params['max_iter']))
          return refitted({ seed: 0, ...request }, productStages, signal)
        },
      },
    )
    expect(own.trials.map(({ share }) => share)).toEqual([
      ...Array(9).fill(1 / 9),
      ...Array(3).fill(1 / 3),
      1,
    ])
    expect(grown).toEqual([45, ...Array(18).fill(5), ...Array(6).fill(15), 45, 45, 45])
    expect(models['best']!.nodes.at(-1)!.params['max_iter']).toBe(45)
    const { explain } = await loadStage('tune/tune')
    expect(explain!({ models: {}, own })['trials']).toMatchObject({
      columns: ['Trial', 'ROC AUC', 'Deviation over folds', 'Share of trees or epochs', expect.anything()],
    })
    await expect(
      fitTuned(model, small, roles, { ...params, method: 'halving', sharing: 'rounds' }),
    ).rejects.toThrow(/No learner before this node learns in trees or epochs/)
  })

  test('can be scored on validation rows, which no fit sees', async () => {
    const some = roles.map((role, row) => (role === TRAIN && row % 3 === 0 ? VALIDATION : role))
    const { own } = await fitTuned(model, small, some, { ...params, folds: 'validation' })
    expect(own.on).toBe('the validation rows')
    expect(own.trials[0]!.scores).toHaveLength(1)
  })

  test('shows while it runs what it shows in the end', async () => {
    const shown: Record<string, View> = {}
    const { own } = await fitTuned(model, small, roles, params, {
      view: (id, view) => (shown[id] = typeof view === 'function' ? view() : view),
    })
    const { explain } = await loadStage('tune/tune')
    const views = explain!({ models: {}, own })
    const always = (ids: object) => Object.keys(ids).filter((id) => id !== 'importance')
    expect(always(shown)).toEqual(always(views))
    expect(views['figures']).toMatchObject({ figures: [{ name: 'best' }, { name: 'optimism' }, {}, {}] })
    expect(views['trials']).toMatchObject({
      columns: [
        'Trial',
        'ROC AUC',
        'Deviation over folds',
        'Select by score: How many',
        'Logistic regression: C',
      ],
    })
  })

  test.each<[string, Recipe, ParamValues, RegExp]>([
    ['nothing unlocked', unlocked(chain, {}), {}, /no parameter before Tune is unlocked/],
    ['a metric that does not fit', model, { scoring: 'r2' }, /does not fit the target/],
    ['no trials', model, { n_trials: 0 }, /no trials/],
    ['no validation rows', model, { folds: 'validation' }, /no validation rows/],
    ['folds too many', model, { n_splits: 90 }, /90 folds/],
    [
      'a grid too large',
      unlocked(chain, { 'train/logistic': { penalty: { kind: 'choice', options: ['l2', 'none'] } } }),
      { method: 'grid', n_trials: 1 },
      /more than the 1 trials/,
    ],
  ])('is refused in words: %s', async (_, recipe, given, message) => {
    await expect(fitTuned(recipe, small, roles, { ...params, ...given })).rejects.toThrow(message)
  })
})

test('an inner Tune keeps what was unlocked before it to itself', async () => {
  const inner = tuned(model, { n_trials: 2, n_splits: 2 })
  await expect(fitTuned(inner, small, roles, {})).rejects.toThrow(/no parameter before Tune is unlocked/)
  const [node] = inner.nodes
  const n_splits = { kind: 'int', min: 2, max: 3 } as const
  const outer = { ...inner, nodes: [{ ...node!, search: { n_splits } }] }
  const { own } = await fitTuned(outer, small, roles, { n_trials: 2, n_splits: 2 })
  expect(own.trials.map(({ error }) => error)).toEqual([undefined, undefined])
  expect(own.values).toEqual({ tune: { n_splits: expect.any(Number) as number } })
})
