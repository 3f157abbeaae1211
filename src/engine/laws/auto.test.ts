import { expect, test } from 'vitest'
import { TEST, TRAIN, type RowRoles } from '../../core/dataset'
import type { Recipe, WrapperLearned } from '../../core/lineage'
import { defaults, type ParamValues } from '../../core/params'
import { withRoles } from '../../core/predictions'
import { normal, randomStream } from '../../core/random'
import { table, type Table } from '../../core/table'
import { sortedCategory } from '../../core/column'
import { metricNamed } from '../../ml/metrics/registry'
import { lookupStage } from '../../stages/descriptions'
import { explain } from '../../stages/select/auto.wrapper'
import type { Candidate } from '../../stages/shared/candidates'
import { scoredOf } from '../../stages/shared/metrics-of'
import type { Tuned } from '../../stages/shared/tuned'
import { Beginnings } from '../beginnings'
import { refitted } from '../refit'
import { productStages } from '../stages'
import { recipeOf, rolesOf, type Link } from './canonical'
import { mean, noise, noiseLinks, SEEDS } from './noise'

const { signal } = new AbortController()
const plain: Link[] = [['preprocess/split', { target: 'label', test_size: 0.5 }], ['train/logistic']]

const auto = (links: readonly Link[], params: ParamValues): Recipe => {
  const model = recipeOf(links)
  const all = { ...defaults(lookupStage('select/auto')!.params), minutes: 0, ...params }
  const node = { id: 'auto', stage: 'select/auto', version: 1, params: all, inputs: {}, models: { model } }
  return { cast: model.cast, nodes: [node] }
}

async function fitAuto(links: readonly Link[], raw: Table, roles: RowRoles, params: ParamValues, seed = 0) {
  const request = { recipe: auto(links, params), raw, roles, seed }
  const { lineage, predictions } = await refitted(request, productStages, signal, new Beginnings())
  const learned = lineage.nodes[0]!.learned as WrapperLearned
  const own = learned.own as { search: Tuned; winner: Candidate }
  const scored = scoredOf(withRoles(predictions, [TEST]))
  return { own, models: learned.models, score: metricNamed('accuracy').compute(scored).value }
}

/** Two numbers, and a class that hangs on the sign of their product: no line parts it, and a tree does. */
function crossed(): Table {
  const random = randomStream(1, 'crossed')
  const [a, b] = [0, 1].map(() => Float64Array.from({ length: 300 }, () => normal(random)))
  const codes = Int32Array.from(a!, (value, i) => (value * b![i]! > 0 ? 1 : 0))
  const number = (name: string, values: Float64Array) =>
    ({ kind: 'number', name, role: 'feature', values }) as const
  return table([number('a', a!), number('b', b!), sortedCategory('label', 'feature', codes, ['no', 'yes'])])
}

const half = (rows: number) => Uint8Array.from({ length: rows }, (_, i) => (i % 2 ? TEST : TRAIN))

test('the learner that suits the data wins, and stands in the place of the one before', async () => {
  const raw = crossed()
  const { models, own, score } = await fitAuto(plain, raw, half(300), { n_trials: 7, n_splits: 3 })
  expect([
    'train/gradient-boosting',
    'train/random-forest',
    'train/extra-trees',
    'train/decision-tree',
    'train/knn',
  ]).toContain(own.winner.stage)
  expect(score).toBeGreaterThan(0.85)
  expect(models['best']!.nodes.map(({ stage }) => stage)).toEqual(['preprocess/split', own.winner.stage])
  expect(models['best']!.nodes.at(-1)!.id).toBe('train/logistic')
  const { leaderboard } = explain({ own } as Parameters<typeof explain>[0])
  expect(leaderboard!.kind === 'table' && leaderboard!.rows[0]![0]).toBe(own.winner.name)
  const again = await fitAuto(plain, raw, half(300), { n_trials: 7, n_splits: 3 })
  expect(again.own).toEqual(own)
}, 60_000)

/** The class is whether `a` is missing. Filled with the median it is one of three values, and nothing tells it apart. */
test('a way of a step that suits the data wins, and is proposed with the learner', async () => {
  const random = randomStream(1, 'gaps')
  const gone = Array.from({ length: 300 }, () => random() < 0.4)
  const a = Float64Array.from(gone, (is) => (is ? Number.NaN : Math.floor(random() * 3)))
  const codes = Int32Array.from(gone, Number)
  const raw = table([
    { kind: 'number', name: 'a', role: 'feature', values: a },
    sortedCategory('label', 'feature', codes, ['no', 'yes']),
  ])
  const links: Link[] = [plain[0]!, ['preprocess/impute'], ['train/logistic']]
  const { models, own, score } = await fitAuto(links, raw, half(300), { n_trials: 12, n_splits: 3 })
  expect(score).toBe(1)
  const values = { 'preprocess/impute': { add_indicator: true } }
  expect(own.winner).toMatchObject({ values, name: expect.stringContaining('Add indicators') as string })
  expect(models['best']!.nodes[1]!.params).toMatchObject({ add_indicator: true })
  expect(explain({ own } as Parameters<typeof explain>[0])['winner']).toMatchObject({
    values,
    stage: { node: 'train/logistic', stage: own.winner.stage },
  })
}, 60_000)

/** The best 25 of 10,000 columns are selected anew for every fold, and the learners compete on those. */
test('selected on noise it scores as a coin does (law 2)', async () => {
  const scores: number[] = []
  const winners = new Set<string>()
  for (let seed = 0; seed < SEEDS; seed++) {
    const raw = noise(seed)
    const roles = await rolesOf(noiseLinks, raw, seed)
    const { own, score } = await fitAuto(noiseLinks, raw, roles, { n_trials: 5, n_splits: 2 }, seed)
    scores.push(score)
    winners.add(own.winner.stage)
  }
  expect(winners.size).toBeGreaterThan(1)
  expect(Math.abs(mean(scores) - 0.5)).toBeLessThanOrEqual(0.05)
}, 120_000)
