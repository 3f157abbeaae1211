import { describe as suite, expect, test } from 'vitest'
import type { Target } from '../../core/dataset'
import { distance } from '../../reference/distance'
import { readEvaluations } from '../../reference/evaluation'
import { binary, evaluated, figure, modelOf, multi, numeric, two } from '../shared/evaluate-testing'

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
    expect(views['figures']).toMatchObject({
      title: 'Metrics on 4 test rows',
      note: expect.stringMatching(/^Precision, recall, F1 and average precision are of "yes"\./),
    })
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
})
