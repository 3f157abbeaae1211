import { describe, expect, it } from 'vitest'
import { distance } from '../../reference/distance'
import { readValues, type MetricCase } from '../../reference/values'
import { f1, precision, recall } from './classification'
import { allClassCounts, confusionMatrix } from './confusion'
import { precisionRecallCurve } from './precision-recall-curve'
import { metricNamed, metrics, metricsFor } from './registry'
import { rocCurve } from './roc-curve'
import { decisions, isClass, scoresOfClass, type ClassificationScored, type Scored } from './scored'

const cases = readValues().metrics

function scoredOf(one: MetricCase): Scored {
  const truth = Float64Array.from(one.truth)
  if (one.task === 'regression') return { task: one.task, truth, values: Float64Array.from(one.values) }
  const { task, classes, positive, scores } = one
  return { task, classes, positive, truth, scores: Float64Array.from(scores.flat()) }
}

describe('metrics, as scikit-learn', () => {
  for (const one of cases) {
    const scored = scoredOf(one)
    it(`${one.name}: values`, () => {
      expect(Object.keys(one.expected).sort()).toEqual(
        metricsFor(one.task)
          .map(({ name }) => name)
          .sort(),
      )
      const wrong = Object.entries(one.expected).filter(([name, expected]) => {
        const { value, reason } = metricNamed(name).compute(scored)
        return !(distance([value], [expected]) < 1e-9) || (reason !== undefined) !== (expected === null)
      })
      expect(wrong).toEqual([])
    })
    if (one.task === 'regression' || scored.task === 'regression' || scored.task === 'clustering') continue
    it(`${one.name}: confusion matrix and scores per class`, () => {
      const confusion = confusionMatrix(scored.truth, decisions(scored), scored.classes.length)
      expect([...confusion.counts]).toEqual(one.confusion_matrix.flat())
      const counts = allClassCounts(confusion)
      expect(distance(counts.map(precision), one.per_class.precision)).toBeLessThan(1e-12)
      expect(distance(counts.map(recall), one.per_class.recall)).toBeLessThan(1e-12)
      expect(distance(counts.map(f1), one.per_class.f1)).toBeLessThan(1e-12)
      expect(counts.map(({ support }) => support)).toEqual(one.per_class.support)
    })
    const { roc_curve: all, roc_curve_drop_intermediate: few, precision_recall_curve: recalls } = one
    if (!all || !few || !recalls) continue
    it(`${one.name}: curves`, () => {
      const positive = isClass(scored, scored.positive)
      const scores = scoresOfClass(scored, scored.positive)
      for (const [expected, dropIntermediate] of [
        [all, false],
        [few, true],
      ] as const) {
        const roc = rocCurve(positive, scores, { dropIntermediate })
        expect(distance(roc.falsePositiveRate, expected.fpr)).toBeLessThan(1e-12)
        expect(distance(roc.truePositiveRate, expected.tpr)).toBeLessThan(1e-12)
        expect(distance(roc.thresholds, [Infinity, ...expected.thresholds_after_first])).toBeLessThan(1e-12)
      }
      const curve = precisionRecallCurve(positive, scores)
      expect(distance(curve.precision, recalls.precision)).toBeLessThan(1e-12)
      expect(distance(curve.recall, recalls.recall)).toBeLessThan(1e-12)
      expect(distance(curve.thresholds, recalls.thresholds)).toBeLessThan(1e-12)
    })
  }
})

describe('rows of a class that the model never saw', () => {
  const base = { task: 'multiclass', classes: ['a', 'b', 'c'], positive: -1 } as const
  const scores = Float64Array.of(0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.1, 0.1, 0.8, 0.6, 0.2, 0.2)
  const seen: ClassificationScored = { ...base, truth: Float64Array.of(0, 1, 2, 0), scores }
  const unseen: ClassificationScored = { ...base, truth: Float64Array.of(0, 1, 2, -1), scores }
  const value = (name: string, scored: Scored) => metricNamed(name).compute(scored).value

  it('are wrong for accuracy, and one more class for averages', () => {
    expect(value('accuracy', seen)).toBe(1)
    expect(value('accuracy', unseen)).toBe(0.75)
    expect(value('balanced_accuracy', unseen)).toBe(0.75)
    expect(value('recall_macro', unseen)).toBe(0.75)
    expect(value('precision_macro', unseen)).toBe((0.5 + 1 + 1) / 4)
    expect(value('recall_weighted', unseen)).toBe(0.75)
  })

  it('cost what a probability of 0 costs', () => {
    const others = -Math.log(0.8) - Math.log(0.7) - Math.log(0.8)
    expect(value('log_loss', unseen)).toBeCloseTo((others - Math.log(Number.EPSILON)) / 4, 12)
  })

  it('are among the others when a class is ranked', () => {
    expect(value('roc_auc_ovr', unseen)).toBe(1)
  })
})

describe('what is not defined', () => {
  it('is NaN with a reason, for every metric, never an error', () => {
    for (const { tasks, compute } of metrics) {
      const none = new Float64Array(0)
      const [task] = tasks
      if (task === 'clustering') continue
      const scored: Scored =
        task === 'regression'
          ? { task, truth: none, values: none }
          : { task: task!, classes: ['a', 'b'], positive: 1, truth: none, scores: none }
      expect(compute(scored)).toEqual({ value: Number.NaN, reason: expect.any(String) })
    }
  })

  it('does not count: a row whose truth is missing', () => {
    const truth = Float64Array.of(1, Number.NaN, 3)
    const scored: Scored = { task: 'regression', truth, values: Float64Array.of(2, 50, 3) }
    expect(metricNamed('max_error').compute(scored).value).toBe(1)
  })

  it('refuses an unknown name', () => {
    expect(() => metricNamed('luck')).toThrow(RangeError)
  })
})
