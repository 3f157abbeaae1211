import { readFileSync } from 'node:fs'
import { describe as suite, expect, test } from 'vitest'
import { readCsv } from '../../core/csv/read'
import { TEST, TRAIN } from '../../core/dataset'
import type { Recipe, WrapperLearned } from '../../core/lineage'
import type { ParamValues } from '../../core/params'
import { predictionsIn } from '../../core/predicted'
import { decide, withRoles, type Predictions } from '../../core/predictions'
import { findColumn, type Table } from '../../core/table'
import { metricNamed } from '../../ml/metrics/registry'
import { distance } from '../../reference/distance'
import { readEnsembles, type EnsembleCase } from '../../reference/ensembles'
import { inputColumns, predict } from '../../runtime/predict'
import { applies } from '../../stages/apply'
import { scoredOf } from '../../stages/shared/metrics-of'
import type { Blend } from '../../stages/shared/blend'
import { tableOf } from '../../stages/shared/testing'
import { withChangedRows } from '../../stages/shared/leak-rows'
import { Beginnings } from '../beginnings'
import { predictionsOf, refit, refitted } from '../refit'
import { productStages } from '../stages'
import { canonical, recipeOf, rolesOf, wrap, type Link } from './canonical'
import { mean, noise, noiseLinks, SEEDS } from './noise'
import { column, figure, runTask } from './run-task'

const signal = new AbortController().signal

async function readRaw(name: string): Promise<Table> {
  const bytes = readFileSync(new URL(`../../reference/data/${name}.csv`, import.meta.url))
  return (await readCsv(() => new Blob([bytes]).stream())).table
}

const splitOf = ({ positive, target }: EnsembleCase, ignore: readonly string[] = []): ParamValues => ({
  target,
  positive,
  method: 'column',
  split_column: 'split',
  ignore: { only: ['fold', ...ignore] },
})

/** As make_ensembles.py has them. */
function modelsOf(one: EnsembleCase): Record<string, Recipe> {
  const learner = (strength: number): Link =>
    one.classes.length > 0 ? ['train/logistic', { C: strength }] : ['train/ridge', { alpha: 1 / strength }]
  const model = (name: string, strength: number, ignore?: readonly string[]) => ({
    ...recipeOf(canonical(splitOf(one, ignore), learner(strength))),
    name,
  })
  return {
    'models-1': model('one', 1),
    'models-2': model('two', 0.01),
    'models-3': model('some', 1, one.ignore),
  }
}

async function fitted(recipe: Recipe, one: EnsembleCase, raw: Table, seed = 0) {
  const roles = await rolesOf([['preprocess/split', splitOf(one)]], raw)
  const { lineage, flow } = await refit({ recipe, raw, roles, seed }, productStages, signal)
  const predictions = predictionsOf(flow)
  return { lineage, roles, predictions, held: withRoles(predictions, [TEST]) }
}

const cases = readEnsembles()
const byFold = { method: 'column', fold_column: 'fold' }
const weightsOf = ({ weights }: EnsembleCase) =>
  Object.fromEntries(weights.map((weight, i) => [`models-${i + 1}`, weight]))

suite.each(cases)('Ensembles on $name', (one) => {
  const near = (scores: Float64Array, expected: readonly (readonly number[])[]) =>
    expect(distance(scores.slice(0, expected.flat().length), expected.flat())).toBeLessThanOrEqual(1e-6)

  test('vote as scikit-learn does (law 8)', async () => {
    const raw = await readRaw(one.name)
    const weights = weightsOf(one)
    const soft = await fitted(wrap('train/voting', modelsOf(one), { weights }), one, raw)
    near(soft.held.scores, one.soft)
    const hard = await fitted(wrap('train/voting', modelsOf(one), { weights, voting: 'hard' }), one, raw)
    const said = Array.from(one.hard, (_, row) => decide(hard.held.scores, row, hard.held.target))
    expect(said).toEqual(one.hard)
  }, 30_000)

  test('stack as scikit-learn does, on the same folds, with coefficients by name (law 8)', async () => {
    const raw = await readRaw(one.name)
    const { held, lineage } = await fitted(wrap('train/stacking', modelsOf(one), byFold), one, raw)
    near(held.scores, one.stacked)
    const { own } = lineage.nodes[0]!.learned as WrapperLearned
    const { coef, columns, intercept } = own as Blend
    expect(distance(coef, one.coef.flat())).toBeLessThanOrEqual(1e-5)
    expect(distance(intercept, one.intercept)).toBeLessThanOrEqual(1e-5)
    const names = ['one', 'two', 'some']
    const expected =
      one.classes.length > 2
        ? names.flatMap((name) => one.classes.map((label) => `${name}: ${label}`))
        : names
    expect(columns).toEqual(expected)
  }, 30_000)
})

suite('Ensembles', () => {
  const [titanic] = cases
  const tree: Recipe = {
    ...recipeOf([
      ['preprocess/split', splitOf(titanic!)],
      ['train/decision-tree', { max_depth: 4 }],
    ]),
    name: 'tree',
  }
  const some = { 'models-1': modelsOf(titanic!)['models-3']!, 'models-2': tree }

  test('look at every raw column that one of their models looks at', async () => {
    const raw = await readRaw('titanic')
    const names = raw.columns.map(({ name }) => name)
    const { lineage } = await fitted(wrap('train/voting', some), titanic!, raw)
    const used = inputColumns(predict(lineage, raw, applies), names)
    expect(used).toEqual(expect.arrayContaining([...titanic!.ignore]))
    expect(used).not.toContain('survived')
    expect(used).not.toContain('fold')
  }, 30_000)

  test('pass features on to the final learner', async () => {
    const raw = await readRaw('titanic')
    const { lineage, predictions } = await fitted(
      wrap('train/stacking', some, { passthrough: true, n_splits: 3 }),
      titanic!,
      raw,
    )
    const { columns } = (lineage.nodes[0]!.learned as WrapperLearned).own as Blend
    expect(columns.slice(0, 2)).toEqual(['some', 'tree'])
    expect(columns.length).toBeGreaterThan(4)
    expect(predictions.scores.every(Number.isFinite)).toBe(true)
  }, 30_000)

  test('a final learner counts rows as they weigh: those of weight 0 may say what they will', async () => {
    const rows = 300
    const x = Array.from({ length: rows }, (_, i) => Math.sin(i * 12.9898))
    const lies = (row: number) => row % 5 < 3
    const raw = tableOf({
      x,
      z: x.map((_, row) => Math.cos(row * 3.3)),
      w: x.map((_, row) => (lies(row) ? 0 : 1)),
      y: x.map((value, row) => (value > 0 !== lies(row) ? 'yes' : 'no')),
    })
    const split = { target: 'y', positive: 'yes', weight: 'w', method: 'none' }
    const model = (name: string, strength: number): Recipe => ({
      ...recipeOf([
        ['preprocess/split', split],
        ['train/logistic', { C: strength }],
      ]),
      name,
    })
    const recipe = wrap('train/stacking', { 'models-1': model('one', 1), 'models-2': model('two', 0.1) })
    const roles = await rolesOf([['preprocess/split', split]], raw)
    const { lineage } = await refit({ recipe, raw, roles, seed: 0 }, productStages, signal)
    const { coef } = (lineage.nodes[0]!.learned as WrapperLearned).own as Blend
    expect(coef[0]! + coef[1]!).toBeGreaterThan(1)
  })

  test.each(['train/voting', 'train/stacking', 'train/bagging'])(
    '%s learns nothing of rows that do not train (law 1)',
    async (stage) => {
      const raw = await readRaw('titanic')
      const params: ParamValues = { n_splits: 3, n_estimators: 3, max_samples: 0.7 }
      const models = stage === 'train/bagging' ? { model: tree } : some
      const recipe = wrap(stage, models, params)
      const { lineage, roles } = await fitted(recipe, titanic!, raw)
      const others = Uint32Array.from(roles.keys()).filter((row) => roles[row] !== TRAIN)
      const changed = withChangedRows(raw, others)
      const again = await refit({ recipe, raw: changed, roles, seed: 0 }, productStages, signal)
      expect(again.lineage.nodes[0]!.learned).toEqual(lineage.nodes[0]!.learned)
    },
    30_000,
  )

  test('bagging is the mean of its models, scored on rows that they did not draw', async () => {
    const raw = await readRaw('titanic')
    const { lineage, predictions, roles } = await fitted(
      wrap('train/bagging', { model: tree }, { n_estimators: 4 }),
      titanic!,
      raw,
    )
    const { models } = lineage.nodes[0]!.learned as WrapperLearned
    const each = Object.values(models).map((inner) =>
      findColumn(predict(inner, raw, applies).table, 'prediction')!,
    )
    const scores = each.map((one) => (one.kind === 'vector' ? one.matrix.values : new Float64Array()))
    expect(scores).toHaveLength(4)
    const blended = scores[0]!.map((_, at) => scores.reduce((sum, one) => sum + one[at]! / 4, 0))
    expect(distance(predictions.scores, blended)).toBeLessThanOrEqual(1e-12)
    const alone = (await fitted(tree, titanic!, raw)).lineage
    const model = { name: 'tree', lineage: alone, predictions, origin: { seed: 0, data: '' } }
    const given = { model, raw: { table: raw, roles } }
    const { views } = await runTask('train/bagging', { model: given }, { n_estimators: 12 })
    expect(figure(views['out-of-bag'], 'accuracy')).toBeGreaterThan(0.7)
    expect(figure(views['out-of-bag'], 'accuracy')).toBeLessThan(0.9)
  }, 30_000)

  test('stacked on predictions out of fold, noise scores as a coin does, and the members on their own rows do not (law 2)', async () => {
    const strict: Link = ['train/logistic', { C: 0.01 }]
    const models = {
      'models-1': { ...recipeOf(noiseLinks), name: 'one' },
      'models-2': { ...recipeOf([...noiseLinks.slice(0, -1), strict]), name: 'two' },
    }
    const recipe = wrap('train/stacking', models, { n_splits: 2 })
    const scores: Record<'stack' | 'blend' | 'member', number[]> = { stack: [], blend: [], member: [] }
    for (let seed = 0; seed < SEEDS; seed++) {
      const raw = noise(seed)
      const roles = await rolesOf(noiseLinks, raw, seed)
      const { lineage, predictions } = await refitted(
        { recipe, raw, roles, seed },
        productStages,
        signal,
        new Beginnings(),
      )
      const accuracy = (said: Predictions, role: number) =>
        metricNamed('accuracy').compute(scoredOf(withRoles(said, [role]))).value
      scores.stack.push(accuracy(predictions, TEST))
      const { models: members, own } = lineage.nodes[0]!.learned as WrapperLearned
      scores.blend.push(Math.max(...(own as Blend).coef.map(Math.abs)))
      const inner = predictionsIn(predict(members['models-1']!, raw, applies), roles)
      scores.member.push(accuracy(inner, TRAIN))
    }
    expect(Math.abs(mean(scores.stack) - 0.5)).toBeLessThanOrEqual(0.05)
    expect(mean(scores.member)).toBeGreaterThan(0.95)
    // On what its members say of rows that they trained on it would trust them: coefficients above 3.
    expect(Math.max(...scores.blend)).toBeLessThan(1.5)
  }, 120_000)

  test('nest: a stack of a vote is fitted again in every fold, with what each fold learned', async () => {
    const raw = await readRaw('titanic')
    const nested = wrap(
      'train/stacking',
      { 'models-1': { ...wrap('train/voting', some), name: 'vote' }, 'models-2': tree },
      { n_splits: 2 },
    )
    const { lineage, predictions, roles } = await fitted(nested, titanic!, raw)
    const model = { name: 'nest', lineage, predictions, origin: { seed: 0, data: 'hash' } }
    const given = { model, raw: { table: raw, roles } }
    const { views } = await runTask('validate/cross-validate', { model: given }, { n_splits: 3 })
    expect(column(views['folds'], 'Fold')).toHaveLength(3)
    expect(figure(views['scores'], 'mean')).toBeGreaterThan(0.75)
  }, 60_000)
})
