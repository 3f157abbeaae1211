import { describe as suite, expect, test } from 'vitest'
import { EXCLUDED, TEST, TRAIN, VALIDATION, type Target } from '../../core/dataset'
import { withScores } from '../../core/features'
import type { Model } from '../../core/lineage'
import { rowsOfCut } from '../../core/select'
import type { View } from '../../core/view'
import { distance } from '../../reference/distance'
import { readEvaluations } from '../../reference/evaluation'
import { rowsOf, testTaskContext } from '../shared/testing'
import { run } from './evaluate.task'

const binary: Target = { column: 'y', task: 'binary', classes: ['no', 'yes'], positive: 1 }
const multi: Target = { column: 'y', task: 'multiclass', classes: ['a', 'b', 'c'], positive: -1 }
const numeric: Target = { column: 'y', task: 'regression', classes: [], positive: -1 }

function modelOf(target: Target, truth: number[], scores: number[], roles = truth.map(() => TEST)): Model {
  return {
    name: 'm',
    lineage: { cast: { columns: [], decimal: '.', missing: [] }, nodes: [] },
    origin: { seed: 0, data: '' },
    predictions: {
      target,
      ids: Uint32Array.from(truth.keys()),
      truth: Float64Array.from(truth),
      scores: Float64Array.from(scores),
      roles: Uint8Array.from(roles),
    },
  }
}

async function evaluated(
  model: Model,
  on: 'test' | 'validation' | 'train' = 'test',
  more = {},
  context = testTaskContext(),
) {
  const { views = {} } = await run({ models: { 'models-1': model }, ...more }, { on }, context)
  return { views, warnings: context.warnings }
}
const figure = (views: Readonly<Record<string, View>>, name: string) => {
  const view = views['figures']
  return view?.kind === 'figures' ? view.figures.find((one) => one.name === name) : undefined
}

const two = modelOf(binary, [0, 0, 1, 1], [0.9, 0.1, 0.4, 0.6, 0.2, 0.8, 0.7, 0.3])

suite('Evaluate', () => {
  test('shows every view of a decision between two classes', async () => {
    const { views, warnings } = await evaluated(two)
    expect(Object.keys(views)).toEqual([
      'figures',
      'classes',
      'confusion',
      'roc',
      'precision-recall',
      'gain',
      'lift',
      'reliability',
      'threshold',
      'certainty',
    ])
    expect(views['figures']!.title).toBe('Metrics on 4 test rows')
    expect(figure(views, 'accuracy')).toMatchObject({ title: 'Accuracy', value: 0.5 })
    expect(figure(views, 'roc_auc')).toMatchObject({ value: 0.75 })
    expect(views['classes']).toMatchObject({
      rows: [
        ['no', 0.5, 0.5, 0.5, 2],
        ['yes', 0.5, 0.5, 0.5, 2],
        ['Accuracy', null, null, 0.5, 4],
        ['Macro average', 0.5, 0.5, 0.5, 4],
        ['Weighted average', 0.5, 0.5, 0.5, 4],
      ],
    })
    expect(views['confusion']).toMatchObject({
      classes: ['no', 'yes'],
      counts: [
        [1, 1],
        [1, 1],
      ],
    })
    expect(views['roc']).toMatchObject({
      reference: 'diagonal',
      series: [{ label: 'yes', note: 'AUC 0.750' }],
    })
    expect(views['precision-recall']).toMatchObject({ reference: 0.5, series: [{ label: 'yes' }] })
    expect(warnings).toEqual([])
  })

  test('a curve begins and ends in its corners, also when it is thinned', async () => {
    const truth = Array.from({ length: 4000 }, (_, i) => (i * 7919) % 2)
    const scores = truth.flatMap((_, i) => [1 - ((i * 31) % 997) / 997, ((i * 31) % 997) / 997])
    const { views } = await evaluated(modelOf(binary, truth, scores))
    const { roc } = views
    const points = roc?.kind === 'curve' ? roc.series[0]!.points : []
    expect(points.length).toBeLessThanOrEqual(500)
    expect([points[0], points.at(-1)]).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  test('several classes have a curve each, against the others', async () => {
    const { views } = await evaluated(
      modelOf(multi, [0, 1, 2], [0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.5, 0.2, 0.3]),
    )
    expect(views['roc']).toMatchObject({ series: [{ label: 'a' }, { label: 'b' }, { label: 'c' }] })
    expect(views['precision-recall']).not.toHaveProperty('reference')
  })

  test('a metric that is not defined says why, and its curve is left out', async () => {
    const { views } = await evaluated(modelOf(binary, [0, 0], [0.9, 0.1, 0.8, 0.2]))
    expect(figure(views, 'roc_auc')).toMatchObject({
      value: NaN,
      note: 'No row here is "yes", so there is nothing to rank.',
    })
    expect(Object.keys(views)).toEqual(['figures', 'classes', 'confusion', 'certainty'])
  })

  test('shows every view of a predicted number', async () => {
    const { views } = await evaluated(modelOf(numeric, [1, 2, 3, 4], [1, 2, 3, 6]))
    expect(Object.keys(views)).toEqual(['figures', 'predicted-actual', 'residuals-predicted', 'residuals'])
    expect(figure(views, 'max_error')).toMatchObject({ value: 2 })
    expect(views['predicted-actual']).toMatchObject({
      points: [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 6],
      ],
      reference: 'diagonal',
    })
    expect(views['residuals']).toMatchObject({ kind: 'bars' })
  })

  test.each(readEvaluations().classification)(
    'its table of classes is classification_report: $name',
    async ({ classes, report, scores, truth }) => {
      const target: Target =
        classes.length === 2 ? { ...binary, classes } : { ...multi, classes, positive: -1 }
      const { views } = await evaluated(modelOf(target, truth, scores.flat()))
      const view = views['classes']
      const numbers = view?.kind === 'table' ? view.rows.map((row) => row.slice(1).map(Number)) : []
      const total = truth.length
      const expected = Object.values(report).map((one) =>
        typeof one === 'number'
          ? [0, 0, one, total]
          : [one['precision']!, one['recall']!, one['f1-score']!, one['support']!],
      )
      expect(distance(numbers.flat(), expected.flat())).toBeLessThanOrEqual(1e-6)
    },
  )

  test('its main figures have 95% intervals, the same for the same seed', async () => {
    const truth = Array.from({ length: 200 }, (_, i) => i % 2)
    const model = modelOf(
      binary,
      truth,
      truth.flatMap((_, i) => [1 - ((i * 31) % 97) / 97, ((i * 31) % 97) / 97]),
    )
    const intervals = async () => {
      const { views } = await evaluated(model)
      return ['accuracy', 'roc_auc', 'f1', 'log_loss'].map((name) => figure(views, name)!.interval)
    }
    const found = await intervals()
    for (const one of found) expect(one![1] - one![0]).toBeGreaterThan(0.01)
    expect(await intervals()).toEqual(found)
  })

  test('draws 2,000 points at most, the same ones for the same seed', async () => {
    const truth = Array.from({ length: 2500 }, (_, i) => i)
    const model = modelOf(numeric, truth, truth)
    const drawn = async () => (await evaluated(model)).views['predicted-actual']
    expect(await drawn()).toMatchObject({ points: { length: 2000 }, note: '2,000 rows, drawn at random' })
    expect(await drawn()).toEqual(await drawn())
  })

  test('looks at the rows that were asked for', async () => {
    const roles = [TRAIN, VALIDATION, TEST, EXCLUDED]
    const model = modelOf(numeric, [1, 2, 3, 4], [1, 3, 3, 4], roles)
    const title = async (on: 'test' | 'validation' | 'train') =>
      (await evaluated(model, on)).views['figures']!.title
    expect(await title('train')).toBe('Metrics on 1 training row')
    expect(await title('validation')).toBe('Metrics on 1 validation row')
    expect(await title('test')).toBe('Metrics on 1 test row')
  })

  test('says so when it has to look at training rows', async () => {
    const { views, warnings } = await evaluated(modelOf(numeric, [1, 2], [1, 2], [TRAIN, TRAIN]))
    expect(views['figures']!.title).toBe('Metrics on 2 training rows')
    expect(warnings).toEqual([
      'There are no test rows: these are the training rows. The model has seen them, so these numbers say nothing about new rows.',
    ])
  })

  test('leaves out rows without a truth or a prediction, and counts them', async () => {
    const { views, warnings } = await evaluated(modelOf(numeric, [1, NaN, 3, 4], [1, 2, NaN, 4]))
    expect(views['figures']!.title).toBe('Metrics on 2 test rows')
    expect(warnings).toEqual([
      '1 row without a known target is left out.',
      expect.stringContaining('The model has no prediction for 1 row, which is left out.'),
    ])
  })

  test('a class that training did not have counts as wrong, and is named', async () => {
    const { views, warnings } = await evaluated(modelOf(binary, [0, 1, -1], [0.9, 0.1, 0.1, 0.9, 0.1, 0.9]))
    expect(figure(views, 'accuracy')!.value).toBeCloseTo(2 / 3, 12)
    expect(views['classes']).toMatchObject({
      rows: { 2: ['(a class that was not in training)', null, 0, 0, 1] },
    })
    expect(warnings).toEqual(['1 row of a class that no training row had counts as wrong.'])
  })

  test('judges new data with all of its rows', async () => {
    const data = rowsOf({ y: ['no', 'yes', null] }).table
    const scores = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.5, 0.5)
    const context = testTaskContext({
      predict: (_, raw) => ({ target: binary, table: withScores(raw, binary, scores) }),
    })
    const { views, warnings } = await evaluated(two, 'train', { data }, context)
    expect(views['figures']!.title).toBe('Metrics on 2 new rows')
    expect(figure(views, 'accuracy')).toMatchObject({ value: 1 })
    expect(warnings).toEqual(['1 row without a known target is left out.'])
  })

  const several = async (models: Record<string, Model>) => {
    const context = testTaskContext()
    const { rows = {}, views = {} } = await run({ models }, { on: 'test' }, context)
    return { rows, views, warnings: context.warnings }
  }
  const worse = { ...modelOf(binary, [0, 0, 1, 1], [0.2, 0.8, 0.4, 0.6, 0.9, 0.1, 0.7, 0.3]), name: 'worse' }

  test('sets several models side by side, and their curves over each other', async () => {
    const { rows, views, warnings } = await several({ 'models-1': two, 'models-3': worse })
    expect(warnings).toEqual([])
    const table = views['models']
    const metrics = table?.kind === 'table' ? table.columns : []
    const accuracy = table?.kind === 'table' ? table.rows.map((row) => row[metrics.indexOf('Accuracy')]) : []
    expect(accuracy).toEqual([0.5, 0])
    expect(views['roc']).toMatchObject({ series: [{ label: 'm' }, { label: 'worse' }] })
    expect(views['precision-recall']).toMatchObject({ series: [{ label: 'm' }, { label: 'worse' }] })
    // Figures, matrix and rows are there of each, and say of which.
    expect(views['confusion']).toMatchObject({ title: 'Confusion matrix of 4 test rows by m', of: 'm' })
    const other = views['models-3 confusion']!
    expect(other).toMatchObject({ title: 'Confusion matrix of 4 test rows by worse', of: 'worse' })
    expect('select' in other && other.select?.rows).toBe('models-3')
    expect(views['roc']).not.toHaveProperty('of')
    expect(views).not.toHaveProperty('models-3 roc')
    expect(Object.values(rows).map(({ model }) => model)).toEqual(['models-1', 'models-3'])
    // A point on a curve of either is made of that model's own rows.
    const roc = views['roc']
    const cuts = (roc?.kind === 'curve' && roc.select?.cuts) || []
    expect(new Set(cuts.map((cut) => cut.rows))).toEqual(new Set(['models-1', 'models-3']))
  })

  test('draws the errors of several regressions over each other', async () => {
    const off = { ...modelOf(numeric, [1, 2, 3, 4], [2, 4, 6, 8]), name: 'off' }
    const near = modelOf(numeric, [1, 2, 3, 4], [1, 2, 3, 5])
    const { views } = await several({ 'models-1': near, 'models-2': off })
    expect(views['errors']).toMatchObject({
      series: [
        {
          points: [
            [0, 0.25],
            [0, 0.5],
            [0, 0.75],
            [1, 1],
          ],
          note: 'Half within 0',
        },
        { note: 'Half within 2' },
      ],
    })
  })

  test('says so when models are looked at on other rows, and refuses other targets', async () => {
    const fewer = modelOf(binary, [0, 0, 1, 1], [...two.predictions.scores], [TRAIN, TEST, TEST, TEST])
    const { warnings } = await several({ 'models-1': two, 'models-2': fewer })
    expect(warnings[0]).toContain('not looked at on the same rows')
    const other = modelOf(numeric, [1, 2], [1, 2])
    await expect(several({ 'models-1': two, 'models-2': other })).rejects.toThrow('predicts "y" (regression)')
  })

  test('a point of a curve shows the rows around its threshold, one of reliability those of its bin', async () => {
    const truth = Array.from({ length: 200 }, (_, i) => Number(i % 3 > 0))
    const positive = truth.map((code, i) => (code * 0.3 + ((i * 37) % 101) / 101) / 1.3)
    const model = modelOf(
      binary,
      truth,
      positive.flatMap((one) => [1 - one, one]),
    )
    const { rows = {}, views = {} } = await run(
      { models: { 'models-1': model } },
      { on: 'test' },
      testTaskContext(),
    )
    const { predictions } = rows['models-1']!
    const behind = (id: string) => {
      const view = views[id]
      if (view?.kind !== 'curve' || !view.marks || !view.select) throw new Error(`No marks on ${id}`)
      expect(view.select.cuts).toHaveLength(view.marks.length)
      return view.select.cuts.map((cut, i) => ({
        mark: view.marks![i]!,
        chosen: rowsOfCut(predictions, cut),
      }))
    }
    const share = (chosen: readonly number[]) =>
      chosen.filter((row) => truth[row] === 1).length / chosen.length
    for (const { chosen, mark } of behind('reliability')) expect(share(chosen)).toBeCloseTo(mark[1], 12)
    const [positives, negatives] = [1, 0].map((code) => truth.filter((one) => one === code).length)
    for (const { chosen, mark } of behind('roc')) {
      const scores = chosen.map((row) => positive[row]!)
      const [fp, tp] = [mark[0] * negatives!, mark[1] * positives!]
      const threshold = positive.toSorted((a, b) => b - a)[Math.round(fp + tp) - 1]!
      expect(chosen.length).toBeGreaterThanOrEqual(10)
      expect(chosen.length).toBeLessThanOrEqual(25)
      expect(Math.min(...scores)).toBeLessThanOrEqual(threshold)
      expect(Math.max(...scores)).toBeGreaterThanOrEqual(threshold)
    }
    for (const id of ['precision-recall', 'gain', 'lift'])
      expect(behind(id)).toHaveLength(behind('roc').length)
  })

  test('every mark of every view stands for as many rows as it says', async () => {
    const truth = Array.from({ length: 300 }, (_, i) => i % 3)
    const scores = truth.flatMap((_, i) => {
      const [a, b] = [((i * 31) % 97) / 97, ((i * 17) % 89) / 89]
      return [a * b, a * (1 - b), 1 - a]
    })
    const numbers = Array.from({ length: 300 }, (_, i) => Math.sin(i) * 10)
    for (const model of [modelOf(multi, truth, scores), modelOf(numeric, numbers, numbers.map(Math.round))]) {
      const { rows = {}, views = {} } = await run(
        { models: { 'models-1': model } },
        { on: 'test' },
        testTaskContext(),
      )
      const counted = Object.values(views).flatMap((view) => {
        if (!('select' in view) || view.kind === 'threshold' || view.kind === 'table') return []
        if (view.kind === 'confusion') return [{ select: view.select!, marks: view.counts.flat() }]
        if (view.kind === 'curve') return []
        const marks = view.kind === 'bars' ? view.bars.map(({ value }) => value) : view.points.map(() => 1)
        return [{ select: view.select!, marks }]
      })
      expect(counted.length).toBeGreaterThan(1)
      for (const { marks, select } of counted) {
        const { predictions } = rows[select.rows]!
        expect(select.cuts.map((cut) => rowsOfCut(predictions, cut).length)).toEqual(marks)
      }
    }
  })

  test('refuses when there is nothing to compare', async () => {
    await expect(evaluated(modelOf(numeric, [NaN], [1]))).rejects.toThrow(
      'There are no test rows with both a prediction and a value of "y".',
    )
  })
})
