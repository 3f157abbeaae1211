import { readFileSync } from 'node:fs'
import { describe as suite, expect, test } from 'vitest'
import type { NumberColumn } from '../../core/column'
import { readCsv } from '../../core/csv/read'
import { EXCLUDED, TEST, TRAIN, VALIDATION } from '../../core/dataset'
import { withRoles, type Predictions } from '../../core/predictions'
import { findColumn, type Table } from '../../core/table'
import dataJson from '../../reference/data.json'
import { distance } from '../../reference/distance'
import { metricNamed } from '../../ml/metrics/registry'
import type { LinearLearned } from '../../stages/shared/linear-model'
import { scoredOf } from '../../stages/shared/metrics-of'
import { predictionsOf } from '../refit'
import { canonical, fitChain, rolesOf } from './canonical'

const folder = new URL('../../reference/', import.meta.url)

interface Answers {
  readonly [metric: string]: unknown
  readonly classes?: string[]
  readonly confusion_matrix?: number[][]
  readonly first_probabilities?: number[]
  readonly first_predictions?: number[]
  readonly intercept: number[]
  readonly coefficients?: number[] | number[][]
  readonly feature_names?: string[]
  readonly fold_scores: { readonly metric: string; readonly values: number[] }
}
interface Reference {
  readonly rows_train: number
  readonly rows_test: number
  readonly features_after_encoding: number
  readonly models: Readonly<Record<string, Answers>>
}

const reference: Record<string, Reference> = JSON.parse(
  readFileSync(new URL('reference.json', folder), 'utf8'),
)
const LEARNERS = ['logistic', 'ridge', 'linear']
const cases = Object.entries(dataJson).flatMap(([name, spec]) =>
  Object.entries(reference[name]!.models)
    .filter(([learner]) => LEARNERS.includes(learner))
    .map(([learner, answers]) => ({
      name,
      learner,
      answers,
      spec: spec as { target: string; positive?: string },
    })),
)

async function readRaw(name: string): Promise<Table> {
  const bytes = readFileSync(new URL(`data/${name}.csv`, folder))
  return (await readCsv(() => new Blob([bytes]).stream())).table
}

const chainFor = ({ learner, spec }: (typeof cases)[number]) =>
  canonical(
    {
      target: spec.target,
      positive: spec.positive ?? '',
      method: 'column',
      split_column: 'split',
      ignore: { only: ['fold'] },
    },
    [`train/${learner}`],
  )

const near = (actual: ArrayLike<number>, expected: ArrayLike<number>) =>
  expect(distance(actual, expected)).toBeLessThanOrEqual(1e-6)

/** scikit-learn's metrics by its names; what is no metric is looked at elsewhere. */
const OTHERS = new Set([
  'confusion_matrix',
  'classes',
  'fold_scores',
  'intercept',
  'coefficients',
  'feature_names',
])
function expectMetrics(held: Predictions, answers: Answers) {
  for (const [name, value] of Object.entries(answers)) {
    if (OTHERS.has(name) || name.startsWith('first_')) continue
    near([metricNamed(name).compute(scoredOf(held)).value], [value as number])
  }
}

/** What the model says of the first test rows: the positive class's probability, or the value. */
function firstScores({ target, scores }: Predictions, count: number): number[] {
  const width = target.task === 'regression' ? 1 : target.classes.length
  return Array.from({ length: count }, (_, row) => scores[row * width + Math.max(0, target.positive)]!)
}

/** Coefficients by name: their order is the table's here, and numbers first there. */
function coefficientsByName({ features, coef, outputs }: LinearLearned, names: readonly string[]): number[] {
  return outputs.flatMap((_, k) => names.map((name) => coef[k * features.length + features.indexOf(name)]!))
}

/**
 * In fold 2 of slid_wages scikit-learn's coefficients are 3e14, since one-hot columns add up, and its score is off
 * in the third digit. This is what NumPy's lstsq gives with rcond=1e-9.
 */
const BETTER: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  'linear on slid_wages': { 2: 0.27658879530300273 },
}

suite('The canonical pipeline through refit', () => {
  test.each(cases.filter(({ name, learner }) => name !== 'ames' || learner !== 'linear'))(
    '$learner on $name is what scikit-learn says (law 8)',
    async ({ answers, ...one }) => {
      const links = chainFor({ answers, ...one })
      const raw = await readRaw(one.name)
      const roles = await rolesOf(links, raw)
      const { lineage, flow } = await fitChain(links, raw, roles)
      const held = withRoles(predictionsOf(flow), [TEST])
      const learned = lineage.nodes.at(-1)!.learned as LinearLearned
      const { rows_train, rows_test, features_after_encoding } = reference[one.name]!
      expect([roles.filter((role) => role === TRAIN).length, held.ids.length]).toEqual([
        rows_train,
        rows_test,
      ])
      expect(learned.features).toHaveLength(features_after_encoding)
      expect(held.target.classes).toEqual(answers.classes ?? [])
      expectMetrics(held, answers)
      near(learned.intercept, answers.intercept)
      const names = (answers.feature_names ?? []).map((name) => name.replace(/^(num|cat)__/, ''))
      near(coefficientsByName(learned, names), (answers.coefficients ?? []).flat())
      const first = answers.first_probabilities ?? answers.first_predictions ?? []
      near(firstScores(held, first.length), first)
    },
  )

  test.each(cases.filter(({ name, learner }) => name !== 'ames' || learner !== 'linear'))(
    '$learner on $name has the scores of scikit-learn in every fold (law 8)',
    async ({ answers, ...one }) => {
      const links = chainFor({ answers, ...one })
      const raw = await readRaw(one.name)
      const fold = (findColumn(raw, 'fold') as NumberColumn).values
      const metric = metricNamed(answers.fold_scores.metric)
      const scores = []
      for (let k = 0; k < 5; k++) {
        const roles = Uint8Array.from(fold, (at) =>
          Number.isNaN(at) ? EXCLUDED : at === k ? VALIDATION : TRAIN,
        )
        const { flow } = await fitChain(links, raw, roles)
        scores.push(metric.compute(scoredOf(withRoles(predictionsOf(flow), [VALIDATION]))).value)
      }
      const better = BETTER[`${one.learner} on ${one.name}`]
      const expected = answers.fold_scores.values.map((score, k) => better?.[k] ?? score)
      expect(distance(scores, expected)).toBeLessThanOrEqual(1e-6)
    },
    20_000,
  )

  test('linear regression holds on columns that add up, where scikit-learn gives 1e14', async () => {
    const links = chainFor(cases.find(({ name, learner }) => name === 'ames' && learner === 'linear')!)
    const raw = await readRaw('ames')
    const { flow } = await fitChain(links, raw, await rolesOf(links, raw))
    const held = scoredOf(withRoles(predictionsOf(flow), [TEST]))
    expect(metricNamed('r2').compute(held).value).toBeGreaterThan(0.8)
  })
})
