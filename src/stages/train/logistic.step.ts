import { CLASSES } from '../../core/dataset'
import { choice, number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { binaryProbabilities, softmax } from '../../ml/link'
import { fitLogistic } from '../../ml/logistic'
import { inWords } from '../shared/in-words'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { fitIntercept, newtonSteps } from '../shared/linear-params'
import { weighedData } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/logistic',
  version: 1,
  title: 'Logistic regression',
  summary: 'Predicts classes by a weighted sum of the features. Fast, and its coefficients can be read.',
  kind: 'step',
  tasks: CLASSES,
  common: true,
  params: {
    penalty: choice('Penalty', ['l2', 'none'], {
      titles: { l2: 'L2', none: 'None' },
      help: 'L2 keeps coefficients small, which helps with many features and few rows.',
    }),
    C: number('C', 1, {
      min: 1e-9,
      help: 'The inverse of the strength of the penalty: smaller values keep coefficients smaller.',
      when: { param: 'penalty', is: ['l2'] },
      tune: { kind: 'float', min: 1e-4, max: 1e3, log: true },
    }),
    class_weight: choice('Class weights', ['none', 'balanced'], {
      titles: { none: 'Every row counts the same', balanced: 'Balanced' },
      help: 'Balanced lets every class count the same however few rows it has. Probabilities then lean towards rare classes.',
    }),
    fit_intercept: fitIntercept('the score of a row of zeros is zero'),
    max_iter: newtonSteps(20),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { newton, outputs, stored, vector } = needsOf(data)
  return stored + (8 + 3.7 * outputs) * vector + newton
}

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) => {
  context.progress(0)
  const balanced = params.class_weight === 'balanced'
  const { matrix, truth, weights, target, on } = weighedData(data, stage.title, stage.tasks, balanced)
  const classes = target.classes.length
  const { coef, intercept, converged } = inWords(() =>
    fitLogistic(matrix, truth, classes, {
      C: params.penalty === 'none' ? Infinity : params.C,
      fitIntercept: params.fit_intercept,
      maxIterations: params.max_iter,
      ...(weights && { weights }),
      onIteration: (iteration) => context.progress(iteration / (iteration + 10), `Iteration ${iteration}`),
    }),
  )
  if (!converged) {
    context.warn(
      'Logistic regression did not converge.',
      params.penalty === 'none'
        ? 'Without a penalty it never does when a feature tells the classes apart exactly: choose the penalty L2.'
        : 'Scale the numbers before it, or allow more iterations.',
    )
  }
  const outputs = classes === 2 ? target.classes.slice(1) : target.classes
  return { learned: { ...on, coef, intercept, outputs } }
}

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => {
  const scores = linearScores(learned, data)
  const { length } = learned.outputs
  const probabilities = length === 1 ? binaryProbabilities(scores) : softmax(scores, length)
  return { ...data, table: withScores(data.table, data.target!, probabilities) }
}

export const explain: Explain<LinearLearned> = explainLinear
