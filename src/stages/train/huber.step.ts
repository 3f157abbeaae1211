import { NUMBERS } from '../../core/dataset'
import { number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitHuber } from '../../ml/huber'
import { inWords } from '../shared/in-words'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { fitIntercept, newtonSteps } from '../shared/linear-params'
import { weighedData } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/huber',
  version: 1,
  title: 'Huber regression',
  summary: 'Predicts a number by a weighted sum of the features, and is not led astray by a few wild values.',
  kind: 'step',
  tasks: NUMBERS,
  params: {
    epsilon: number('Epsilon', 1.35, {
      min: 1.001,
      max: 1000,
      help: 'From how many scales on a residual counts as an outlier. Smaller values heed outliers less.',
    }),
    alpha: number('Alpha', 0.0001, {
      min: 0,
      help: 'The strength of the L2 penalty: larger values keep coefficients smaller.',
    }),
    fit_intercept: fitIntercept('the prediction for a row of zeros is zero'),
    max_iter: newtonSteps(30),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

interface HuberLearned extends LinearLearned {
  readonly scale: number
  readonly outliers: number
}

export const memory: Memory<typeof stage> = ({ data }) => {
  const { newton, stored, vector } = needsOf(data)
  return stored + 11 * vector + newton
}

export const fit: Fit<typeof stage, HuberLearned> = ({ data }, params, context) => {
  context.progress(0)
  const { matrix, truth, weights, target, on } = weighedData(data, stage.title, stage.tasks)
  const { coef, intercept, scale, outliers, converged } = inWords(() =>
    fitHuber(matrix, truth, {
      epsilon: params.epsilon,
      alpha: params.alpha,
      fitIntercept: params.fit_intercept,
      maxIterations: params.max_iter,
      ...(weights && { weights }),
      onIteration: (iteration) => context.progress(iteration / (iteration + 10), `Iteration ${iteration}`),
    }),
  )
  if (!converged) {
    context.warn(
      'Huber regression did not converge.',
      'Scale the numbers before it, take a larger alpha, or allow more iterations.',
    )
  }
  const model = { coef, intercept: Float64Array.of(intercept), outputs: [target.column] }
  return { learned: { ...on, ...model, scale, outliers } }
}

export const apply: Apply<typeof stage, HuberLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<HuberLearned> = (learned) => ({
  residuals: {
    kind: 'figures',
    title: 'Residuals',
    figures: [
      { name: 'scale', title: 'Scale', value: learned.scale },
      { name: 'outliers', title: 'Training rows taken as outliers', value: learned.outliers },
    ],
  },
  ...explainLinear(learned),
})
