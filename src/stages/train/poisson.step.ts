import { NUMBERS } from '../../core/dataset'
import { number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitPoisson } from '../../ml/poisson'
import { inWords } from '../shared/in-words'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { fitIntercept, newtonSteps } from '../shared/linear-params'
import { weighedData, type WeighedTruth } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/poisson',
  version: 1,
  title: 'Poisson regression',
  summary: 'Predicts a count or a rate, never below 0: each feature multiplies it by a factor.',
  kind: 'step',
  tasks: NUMBERS,
  params: {
    alpha: number('Alpha', 1, {
      min: 0,
      help: 'The strength of the L2 penalty: larger values keep coefficients smaller. 0 is none.',
    }),
    fit_intercept: fitIntercept('the prediction for a row of zeros is 1'),
    max_iter: newtonSteps(20),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { newton, stored, vector } = needsOf(data)
  return stored + 5.5 * vector + newton
}

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) => {
  context.progress(0)
  const weighed = weighedData(data, stage.title, stage.tasks)
  requireCounts(weighed, data.table.ids)
  const { matrix, truth, weights, target, on } = weighed
  const { coef, intercept, converged } = inWords(() =>
    fitPoisson(matrix, truth, {
      alpha: params.alpha,
      fitIntercept: params.fit_intercept,
      maxIterations: params.max_iter,
      ...(weights && { weights }),
      onIteration: (iteration) => context.progress(iteration / (iteration + 10), `Iteration ${iteration}`),
    }),
  )
  if (!converged) {
    context.warn(
      'Poisson regression did not converge.',
      'Scale the numbers before it, take a larger alpha, or allow more iterations.',
    )
  }
  return { learned: { ...on, coef, intercept: Float64Array.of(intercept), outputs: [target.column] } }
}

/** @throws UserError for a target below 0, and for one without any value above 0 that weighs something */
function requireCounts({ target, truth, weights }: WeighedTruth, ids: Uint32Array): void {
  const { column } = target
  const below = truth.findIndex((value) => value < 0)
  if (below >= 0) {
    const row = ids[below]! + 1
    throw new UserError(
      `Poisson regression needs a target from 0 on, and "${column}" is ${truth[below]} in training row ${row}.`,
      'Choose another learner, or leave out such rows.',
      { column, row },
    )
  }
  if (truth.some((value, i) => value > 0 && (weights?.[i] ?? 1) > 0)) return
  throw new UserError(
    `The target "${column}" is 0 in every training row: there is nothing to learn.`,
    'Choose another target.',
    { column },
  )
}

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data).map(Math.exp)),
})

export const explain: Explain<LinearLearned> = explainLinear
