import { CLASSES } from '../../core/dataset'
import { choice, integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { scoresOf, withScores } from '../../core/features'
import type { Predictions } from '../../core/predictions'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { isClass, scoresOfClass, type ClassificationScored } from '../../ml/metrics/scored'
import { calibrate, calibratedScores, fitCalibrator, type Calibrator } from '../shared/calibrator'
import { calibrationViews } from '../shared/calibration-views'
import { crossFit } from '../shared/cross-fit'
import { scoredOf } from '../shared/metrics-of'
import { requireTarget } from '../shared/requires-target'

interface Learned {
  /** One for the positive class of two, or one for each of several. */
  readonly calibrators: readonly Calibrator[]
  /** What they are for. */
  readonly classes: readonly string[]
}

export const stage = describe({
  id: 'evaluate/calibrate',
  version: 1,
  title: 'Calibrate probabilities',
  summary: 'Corrects probabilities, so that of the rows given 70% about 70% come true.',
  kind: 'wrapper',
  tasks: CLASSES,
  params: {
    method: choice('Method', ['sigmoid', 'isotonic'], {
      titles: { sigmoid: 'Sigmoid', isotonic: 'Isotonic' },
      help: 'Sigmoid learns two numbers, and does with few rows. Isotonic learns any rising line, and wants a thousand rows or more.',
    }),
    n_splits: integer('How many folds', 5, {
      min: 2,
      max: 20,
      help: 'It learns of what models say of training rows that they have not seen.',
    }),
  },
  inputs: { model: 'model' },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Learned> = async (
  { model },
  rows,
  { method, n_splits },
  context,
) => {
  context.progress(0)
  const { whole, folds } = await crossFit(model, rows, n_splits, context)
  const { target } = whole.predictions
  requireTarget(target, 'Calibration')
  if (target.task === 'regression') {
    throw new UserError(
      `The target "${target.column}" is a number, and only probabilities of classes can be calibrated.`,
      'Leave this node out.',
      { column: target.column },
    )
  }
  if (target.threshold !== undefined) {
    context.warn(
      'Calibrated probabilities are others, so the decision threshold before this node is dropped.',
      'Put Decision threshold after Calibrate probabilities.',
    )
  }
  const codes = target.task === 'binary' ? [target.positive] : target.classes.map((_, code) => code)
  const learn = (parts: readonly Predictions[]) =>
    codes.map((code) => fitCalibrator(method, ...pooled(parts, code)))
  const calibrators = learn(folds)
  // Judged on rows that the calibrators have not seen either.
  const after = folds.map((part, k) => ({
    ...part,
    scores: calibratedScores(learn(folds.filter((_, other) => other !== k)), part.scores, part.target),
  }))
  for (const [id, view] of Object.entries(calibrationViews(folds, after))) context.view(id, view)
  return {
    models: { model: whole.lineage },
    own: { calibrators, classes: codes.map((code) => target.classes[code]!) },
  }
}

/** Scores of one class, and whether it was that. */
function pooled(parts: readonly Predictions[], code: number): [scores: Float64Array, isPositive: Uint8Array] {
  const scored = parts.map((part) => scoredOf(part) as ClassificationScored)
  return [
    Float64Array.from(scored.flatMap((one) => [...scoresOfClass(one, code)])),
    Uint8Array.from(scored.flatMap((one) => [...isClass(one, code)])),
  ]
}

export const apply: ApplyWrapper<typeof stage, Learned> = ({ calibrators }, { model }) => {
  if (!model?.target) throw new Error('The model does not know its target')
  const { column, task, classes, positive } = model.target
  const target = { column, task, classes, positive }
  const scores = calibratedScores(calibrators, scoresOf(model.table), target)
  return { table: withScores(model.table, target, scores), target }
}

export const explain: Explain<{ readonly own: Learned }> = ({ own }): Record<string, View> => {
  const grid = Array.from({ length: 101 }, (_, i) => i / 100)
  return {
    maps: {
      kind: 'curve',
      title: 'What each probability becomes',
      x: 'Before',
      y: 'After',
      series: own.calibrators.map((one, k) => ({
        label: own.classes[k]!,
        points: grid.map((p) => [p, calibrate(one, p)] as const),
      })),
      reference: 'diagonal',
    },
  }
}
