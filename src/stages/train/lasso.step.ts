import { NUMBERS } from '../../core/dataset'
import { flag, integer, number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { fitPenalised } from '../shared/penalised'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/lasso',
  version: 1,
  title: 'Lasso',
  summary: 'Predicts a number by a weighted sum of few features: the penalty leaves the others out.',
  kind: 'step',
  tasks: NUMBERS,
  params: {
    alpha: number('Alpha', 1, {
      min: 1e-9,
      help: 'The strength of the penalty: larger values leave more features out.',
    }),

    positive: flag('No negative coefficients', false, {
      help: 'Where more of a feature can only mean more of the target.',
      advanced: true,
    }),
    fit_intercept: flag('Fit an intercept', true, {
      help: 'Without it the prediction for a row of zeros is zero.',
      advanced: true,
    }),
    max_iter: integer('Most sweeps', 1000, {
      min: 1,
      max: 1000000,
      help: 'Over all coefficients, after which it stops wherever it is.',
      advanced: true,
    }),
    tol: number('Tolerance', 0.0001, {
      min: 1e-14,
      max: 1,
      help: 'It ends when the duality gap is at most this share of the squared target: smaller is more exact.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { matrix, square, vector } = needsOf(data)
  return matrix + 3.5 * vector + square
}

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) =>
  fitPenalised(data, { ...params, l1_ratio: 1 }, stage.title, context)

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<LinearLearned> = explainLinear
