import { NUMBERS } from '../../core/dataset'
import { number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { explainLinear, linearScores, type LinearLearned } from '../shared/linear-model'
import { sparseAlpha, sweepParams } from '../shared/linear-params'
import { fitPenalised, penalisedNeeds } from '../shared/penalised'

export const stage = describe({
  id: 'train/elastic-net',
  version: 1,
  title: 'Elastic net',
  summary:
    'Predicts a number by a weighted sum, between ridge, which keeps weights small, and lasso, which leaves features out.',
  kind: 'step',
  tasks: NUMBERS,
  params: {
    alpha: sparseAlpha,
    l1_ratio: number('L1 share', 0.5, {
      min: 0,
      max: 1,
      help: 'How much of the penalty is the one that leaves features out. 0 is ridge, 1 is lasso.',
    }),
    ...sweepParams,
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => penalisedNeeds(data)

export const fit: Fit<typeof stage, LinearLearned> = ({ data }, params, context) =>
  fitPenalised(data, params, stage.title, context)

export const apply: Apply<typeof stage, LinearLearned> = (learned, { data }) => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<LinearLearned> = explainLinear
