import { NUMBERS } from '../../core/dataset'
import { number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitRidge } from '../../ml/ridge'
import { inWords } from '../shared/in-words'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { fitIntercept } from '../shared/linear-params'
import { weighedData } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/ridge',
  version: 1,
  title: 'Ridge regression',
  summary: 'Predicts a number by a weighted sum of the features, and keeps the weights small.',
  kind: 'step',
  tasks: NUMBERS,
  params: {
    alpha: number('Alpha', 1, {
      min: 0,
      help: 'The strength of the penalty: larger values keep coefficients smaller. 0 is linear regression.',
      tune: { kind: 'float', min: 1e-3, max: 1e4, log: true },
    }),
    fit_intercept: fitIntercept('the prediction for a row of zeros is zero'),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { matrix, square, vector } = needsOf(data)
  return matrix + 3 * vector + 2.5 * square
}

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) => {
  context.progress(0)
  const { matrix, truth, weights, target, on } = weighedData(data, stage.title, stage.tasks)
  const options = { fitIntercept: params.fit_intercept, ...(weights && { weights }) }
  const { coef, intercept } = inWords(() => fitRidge(matrix, truth, params.alpha, options))
  return { learned: { ...on, coef, intercept: Float64Array.of(intercept), outputs: [target.column] } }
}

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<LinearLearned> = explainLinear
