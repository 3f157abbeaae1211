import { CLASSES } from '../../core/dataset'
import { choice, integer, number } from '../../core/declare-params'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitLinearSvm } from '../../ml/linear-svm'
import { inWords } from '../shared/in-words'
import { explainLinear } from '../shared/linear-model'
import { fitIntercept } from '../shared/linear-params'
import { fitMargins, marginScores, probabilityParam, type MarginLearned } from '../shared/margins'
import { weighedData } from '../shared/weighed-truth'
import { foldedBytes, needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/linear-svm',
  version: 1,
  title: 'Linear SVM',
  summary:
    'Predicts classes by the plane that keeps the widest margin between them. Good with very many features.',
  kind: 'step',
  tasks: CLASSES,
  params: {
    C: number('C', 1, {
      min: 1e-9,
      max: 1e9,
      help: 'What a row within the margin costs: smaller values keep coefficients smaller.',
    }),
    loss: choice('Loss', ['squared_hinge', 'hinge'], {
      titles: { squared_hinge: 'Squared hinge', hinge: 'Hinge' },
      help: 'How much a row within the margin costs: the square of how far it is in, which is solved exactly, or just how far.',
    }),
    class_weight: choice('Class weights', ['none', 'balanced'], {
      titles: { none: 'Every row counts the same', balanced: 'Balanced' },
      help: 'Balanced lets every class count the same however few rows it has.',
    }),
    probability: probabilityParam,
    fit_intercept: fitIntercept('the margin of a row of zeros is zero'),
    intercept_scaling: number('Intercept scaling', 1, {
      min: 1e-6,
      max: 1e6,
      help: 'The intercept is penalised as the coefficient of a column of this value: a larger one frees it.',
      when: { param: 'fit_intercept', is: [true] },
      advanced: true,
    }),
    tol: number('Tolerance', 0.0001, {
      min: 1e-12,
      max: 1,
      help: 'By how much a row may still violate what is best.',
      when: { param: 'loss', is: ['hinge'] },
      advanced: true,
    }),
    max_iter: integer('Most iterations', 1000, {
      min: 1,
      max: 10000000,
      help: 'Newton steps, or sweeps over the rows for the hinge, after which it stops wherever it is.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }, { probability }) => {
  const { newton, outputs, stored, vector } = needsOf(data, false)
  const vectors = probability === 'platt' ? 12 + 1.2 * outputs : 8.6
  return foldedBytes(stored, probability) + vectors * vector + newton
}

export const fit: Fit<typeof stage, MarginLearned> = ({ data }, params, context) => {
  context.progress(0)
  const balanced = params.class_weight === 'balanced'
  const weighed = weighedData(data, stage.title, stage.tasks, balanced)
  const { classes } = weighed.target
  const turns = params.probability === 'platt' ? 6 : 1
  const { model, sigmoids } = inWords(() =>
    fitMargins(weighed, params.probability, context, ({ matrix, truth, weights, turn }) =>
      fitLinearSvm(matrix, truth, classes.length, {
        C: params.C,
        loss: params.loss,
        fitIntercept: params.fit_intercept,
        interceptScaling: params.intercept_scaling,
        tol: params.tol,
        maxIterations: params.max_iter,
        random: context.random(`rows ${turn}`),
        ...(weights && { weights }),
        onIteration: (iteration, output) => {
          const part = (output + iteration / (iteration + 10)) / classes.length
          context.progress((turn + part) / turns, `Fit ${turn + 1} of ${turns}, iteration ${iteration}`)
        },
      }),
    ),
  )
  if (!model.converged) {
    context.warn(
      `Linear SVM did not converge in ${params.max_iter} iterations.`,
      'Scale the numbers before it, take a smaller C, or allow more iterations.',
    )
  }
  const { coef, intercept } = model
  const outputs = classes.length === 2 ? classes.slice(1) : classes
  return { learned: { ...weighed.on, coef, intercept, outputs, sigmoids } }
}

export const apply: Apply<typeof stage, MarginLearned> = (learned, { data }) => marginScores(learned, data)

export const explain: Explain<MarginLearned> = explainLinear
