import { describe as suite, expect, test } from 'vitest'
import { EXCLUDED, TEST, TRAIN, VALIDATION } from '../../core/dataset'
import { lineageText } from '../../core/lineage-json'
import { recipeOf } from '../../core/lineage'
import type { ParamValues } from '../../core/params'
import { withRoles } from '../../core/predictions'
import { predictionsTable } from '../../core/predictions-table'
import { findColumn, takeTable, type Table } from '../../core/table'
import { distance } from '../../reference/distance'
import { readValidation } from '../../reference/validation'
import { predict } from '../../runtime/predict'
import { metricNamed } from '../../ml/metrics/registry'
import { applies } from '../../stages/apply'
import { calibratedScores, fitCalibrator } from '../../stages/shared/calibrator'
import { scoredOf } from '../../stages/shared/metrics-of'
import { tableOf } from '../../stages/shared/testing'
import { withChangedRows } from '../../stages/shared/leak-rows'
import { execute } from '../execute'
import { predictionsOf, refit } from '../refit'
import { productStages } from '../stages'
import { canonical, wrap } from './canonical'
import { column, figure, fittedModel, runTask, type Fitted } from './run-task'

const N = 300
const x = (i: number) => Math.sin(i * 12.9898) * 3
const data: Table = tableOf({
  x: Array.from({ length: N }, (_, i) => x(i)),
  w: Array.from({ length: N }, (_, i) => Math.cos(i * 3.3)),
  y: Array.from({ length: N }, (_, i) => (x(i) + 3 * Math.sin(i * 7.1) > 2.5 ? 'yes' : 'no')),
  n: Array.from({ length: N }, (_, i) => x(i)),
})
const signal = new AbortController().signal
const silent = { progress: () => {}, view: () => {} }
const nowhere = () => Promise.reject(new Error('Nothing here reads files'))
const around = { stages: productStages, file: nowhere, asset: nowhere, predictorSource: nowhere }
const base = (split: ParamValues = {}) =>
  fittedModel(canonical({ target: 'y', ignore: { only: ['n'] }, ...split }, ['train/logistic']), data)

async function wrapped(stage: string, params: ParamValues = {}, from?: Fitted): Promise<Fitted> {
  const { model, raw } = from ?? (await base())
  const recipe = wrap(stage, { model: recipeOf(model.lineage) }, params)
  const { lineage, flow } = await refit(
    { recipe, raw: raw.table, roles: raw.roles, seed: 0 },
    productStages,
    signal,
  )
  return { raw, model: { ...model, lineage, predictions: predictionsOf(flow) } }
}

/** The wrapper as the engine runs it in a graph: with its views and warnings. */
async function shown(stage: string, params: ParamValues = {}, from?: Fitted) {
  const { model, raw } = from ?? (await base())
  const { views, warnings } = await execute(
    {
      node: 'w',
      stage,
      params,
      seed: 0,
      inputs: { model: { kind: 'model', model } },
      raw: { ...raw, key: 'raw' },
    },
    signal,
    silent,
    around,
  )
  return { views, warnings: warnings.map(({ message }) => message) }
}

const score = ({ model }: Fitted, metric: string, role = TEST) =>
  metricNamed(metric).compute(scoredOf(withRoles(model.predictions, [role]))).value

suite('A decision threshold', () => {
  test('follows what mistakes cost, and metrics, tables and the predictor obey it', async () => {
    const plain = await base()
    const careful = await wrapped('evaluate/threshold', { cost_false_negative: 10 })
    const { target } = careful.model.predictions
    expect(target.threshold).toBeLessThan(0.4)
    expect(score(careful, 'recall')).toBeGreaterThan(score(plain, 'recall'))
    expect(score(careful, 'roc_auc')).toBe(score(plain, 'roc_auc'))
    const said = findColumn(predictionsTable(careful.model.predictions), 'prediction')
    const alone = predict(careful.model.lineage, careful.raw.table, applies)
    expect(alone.target).toEqual(target)
    const positive = careful.model.predictions.scores.filter((_, k) => k % 2 === 1)
    const expected = Array.from(positive, (p) => Number(p >= target.threshold!))
    expect(said?.kind === 'category' && [...said.codes]).toEqual(expected)
  })

  test.each([
    [{ by: 'precision', precision: 0.7 }, 'precision', 0.7],
    [{ by: 'recall', recall: 0.95 }, 'recall', 0.95],
  ] as [ParamValues, string, number][])(
    'reaches what is wanted out of fold: %o',
    async (params, metric, wanted) => {
      const { views, warnings } = await shown('evaluate/threshold', params)
      const rows = column(views['outcomes'], '')
      const { columns = [] } = views['outcomes'] as { columns?: readonly string[] }
      const at = rows.indexOf(metricNamed(metric).title)
      expect(column(views['outcomes'], columns[2]!)[at]).toBeGreaterThanOrEqual(wanted)
      expect(warnings).toEqual([])
    },
  )

  test.each(['youden', 'f1', 'cost'])('by %s is at least as good out of fold as one half', async (by) => {
    const { views } = await shown('evaluate/threshold', { by })
    const row = { youden: "Youden's J", f1: 'F1', cost: 'Cost per row' }[by]
    const { rows = [] } = views['outcomes'] as { rows?: readonly (readonly [string, number, number])[] }
    const [, plain, chosen] = rows.find(([name]) => name === row)!
    expect(by === 'cost' ? plain - chosen : chosen - plain).toBeGreaterThanOrEqual(0)
  })

  test('is fixed, or chosen on validation rows', async () => {
    const fixed = await wrapped('evaluate/threshold', { by: 'fixed', threshold: 0.9 })
    expect(fixed.model.predictions.target.threshold).toBe(0.9)
    const parted = await base({ validation_size: 0.3 })
    const own = await wrapped('evaluate/threshold', { by: 'f1', on: 'validation' }, parted)
    expect(score(own, 'f1', VALIDATION)).toBeGreaterThanOrEqual(score(parted, 'f1', VALIDATION))
  })

  test('learns nothing of rows that are held out (law 1)', async () => {
    const { model, raw } = await base()
    const recipe = wrap('evaluate/threshold', {
      model: wrap('evaluate/calibrate', { model: recipeOf(model.lineage) }),
    })
    const held = Uint32Array.from([...raw.roles.keys()].filter((row) => raw.roles[row] === TEST))
    const texts = [raw.table, withChangedRows(raw.table, held)].map(async (table) => {
      const { lineage } = await refit(
        { recipe, raw: table, roles: raw.roles, seed: 0 },
        productStages,
        signal,
      )
      return lineageText(lineage)
    })
    expect(await texts[0]).toBe(await texts[1])
  })

  test('is chosen anew in every fold of a cross-validation, which decides by it', async () => {
    const careful = await wrapped('evaluate/threshold', { cost_false_negative: 10 })
    const { views } = await runTask('validate/cross-validate', { model: careful }, { n_splits: 3 })
    const plain = await runTask('validate/cross-validate', { model: await base() }, { n_splits: 3 })
    const recall = (of: typeof views) => figure(of['out-of-fold-figures'], 'recall')
    expect(recall(views)).toBeGreaterThan(recall(plain.views))
    expect(column(views['learned'], 'Learned')).toContain('Decision threshold: Threshold')
  })

  test.each([
    [{ target: 'n', ignore: { only: ['y'] } }, {}, 'A threshold decides between two classes'],
    [{}, { on: 'validation' }, 'There are no validation rows.'],
  ] as [ParamValues, ParamValues, string][])('refuses %o %o in words', async (split, params, message) => {
    const learner = split['target'] === 'n' ? 'train/ridge' : 'train/logistic'
    const from = await fittedModel(
      canonical({ target: 'y', ignore: { only: ['n'] }, ...split }, [learner]),
      data,
    )
    await expect(wrapped('evaluate/threshold', params, from)).rejects.toThrow(message)
  })

  test('says when a precision cannot be reached', async () => {
    const noise = await fittedModel(
      canonical({ target: 'y', ignore: { only: ['n', 'x'] } }, ['train/logistic']),
      data,
    )
    const { warnings } = await shown('evaluate/threshold', { by: 'precision', precision: 1 }, noise)
    expect(warnings).toEqual([
      expect.stringContaining('No threshold reaches a precision of 1; the highest is 0.'),
    ])
  })
})

suite('Calibrated probabilities', () => {
  test("agree with scikit-learn's CalibratedClassifierCV (law 8)", async () => {
    for (const { method, X, y, fold, probabilities } of readValidation().calibrated) {
      const names = X[0]!.map((_, j) => `x${j}`)
      const table = tableOf({
        ...Object.fromEntries(names.map((name, j) => [name, X.map((row) => row[j]!)])),
        y: y.map((one) => (one === 1 ? 'yes' : 'no')),
      })
      const { model } = await fittedModel(
        [['preprocess/split', { target: 'y', method: 'none' }], ['train/logistic']],
        table,
      )
      const recipe = recipeOf(model.lineage)
      const scores = new Float64Array(y.length)
      for (const k of new Set(fold)) {
        const roles = Uint8Array.from(fold, (at) => (at === k ? EXCLUDED : TRAIN))
        const { flow } = await refit({ recipe, raw: table, roles, seed: 0 }, productStages, signal)
        const said = predictionsOf(flow).scores
        fold.forEach((at, row) => at === k && (scores[row] = said[row * 2 + 1]!))
      }
      const calibrator = fitCalibrator(method, scores, Uint8Array.from(y))
      const { target, scores: whole } = model.predictions
      const own = calibratedScores([calibrator], whole, target).filter((_, k) => k % 2 === 1)
      expect(distance(own, probabilities)).toBeLessThanOrEqual(1e-6)
    }
  })

  test.each(['sigmoid', 'isotonic'])('%s mends probabilities that are too sure', async (method) => {
    const sure = await fittedModel(
      canonical({ target: 'y', ignore: { only: ['n'] } }, ['train/logistic', { class_weight: 'balanced' }]),
      data,
    )
    const { views } = await shown('evaluate/calibrate', { method }, sure)
    expect(column(views['gain'], 'After')[1]).toBeLessThan(column(views['gain'], 'Before')[1] as number)
    expect(views['reliability']).toMatchObject({ series: { length: 2 }, reference: 'diagonal' })
    const mended = await wrapped('evaluate/calibrate', { method }, sure)
    expect(score(mended, 'brier_score_loss')).toBeLessThan(score(sure, 'brier_score_loss'))
  })

  test('of several classes add up to one', async () => {
    const three = takeTable(
      data,
      Uint32Array.from({ length: N }, (_, i) => i),
    )
    const table = {
      ...three,
      columns: [
        ...three.columns.slice(0, 2),
        ...tableOf({
          y: Array.from({ length: N }, (_, i) => ['a', 'b', 'c'][Math.floor((x(i) + 3.2) / 2.2)]!),
        }).columns,
      ],
    }
    const from = await fittedModel(canonical({ target: 'y' }, ['train/logistic']), table)
    for (const method of ['sigmoid', 'isotonic']) {
      const { scores } = (await wrapped('evaluate/calibrate', { method }, from)).model.predictions
      for (let row = 0; row < N; row++)
        expect(scores[row * 3]! + scores[row * 3 + 1]! + scores[row * 3 + 2]!).toBeCloseTo(1, 12)
    }
  })

  test('drop a threshold that was chosen before, and say so', async () => {
    const careful = await wrapped('evaluate/threshold')
    const { warnings } = await shown('evaluate/calibrate', {}, careful)
    expect(warnings[0]).toContain('the decision threshold before this node is dropped')
    const { target } = (await wrapped('evaluate/calibrate', {}, careful)).model.predictions
    expect(target.threshold).toBeUndefined()
  })

  test('are not for numbers', async () => {
    const from = await fittedModel(canonical({ target: 'n', ignore: { only: ['y'] } }, ['train/ridge']), data)
    await expect(wrapped('evaluate/calibrate', {}, from)).rejects.toThrow(
      'only probabilities of classes can be',
    )
  })
})
