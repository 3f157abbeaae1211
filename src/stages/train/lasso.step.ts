import { NUMBERS } from '../../core/dataset'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { sparseAlpha, sweepParams } from '../shared/linear-params'
import { fitPenalised, penalisedNeeds } from '../shared/penalised'

export const stage = describe({
  id: 'train/lasso',
  version: 1,
  title: 'Lasso',
  summary: 'Predicts a number by a weighted sum of few features: the penalty leaves the others out.',
  kind: 'step',
  tasks: NUMBERS,
  params: {
    alpha: sparseAlpha,
    ...sweepParams,
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => penalisedNeeds(data)

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) =>
  fitPenalised(data, { ...params, l1_ratio: 1 }, stage.title, context)

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<LinearLearned> = explainLinear
