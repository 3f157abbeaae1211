import { NUMBERS } from '../../core/dataset'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitLinear } from '../../ml/least-squares'
import { inWords } from '../shared/in-words'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { fitIntercept } from '../shared/linear-params'
import { weighedData } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/linear',
  version: 1,
  title: 'Linear regression',
  summary: 'Predicts a number by a weighted sum of the features (ordinary least squares).',
  kind: 'step',
  tasks: NUMBERS,
  common: true,
  params: {
    fit_intercept: fitIntercept('the prediction for a row of zeros is zero'),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { matrix, square, vector } = needsOf(data)
  return matrix + vector + 2.5 * square
}

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) => {
  context.progress(0)
  const { matrix, truth, weights, target, on } = weighedData(data, stage.title, stage.tasks)
  const options = { fitIntercept: params.fit_intercept, ...(weights && { weights }) }
  const { coef, intercept } = inWords(() => fitLinear(matrix, truth, options))
  return { learned: { ...on, coef, intercept: Float64Array.of(intercept), outputs: [target.column] } }
}

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<LinearLearned> = explainLinear
