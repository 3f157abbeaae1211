import { CLASSES } from '../../core/dataset'
import { number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { binarized, fitBernoulliBayes, type LinearBayes } from '../../ml/bayes/discrete'
import { softmax } from '../../ml/link'
import { multiply } from '../../ml/matrix-ops'
import { alphaParam, bayesTruth, classTable, fitPriorParam } from '../shared/bayes'
import { featuresOf, trainingData, type FittedOn } from '../shared/learner'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn, LinearBayes {
  readonly classes: readonly string[]
}

export const stage = describe({
  id: 'train/bernoulli-nb',
  version: 1,
  title: 'Bernoulli naive Bayes',
  summary: 'Looks at which features are there and which are not: words, or levels after Encode.',
  kind: 'step',
  tasks: CLASSES,
  params: {
    alpha: alphaParam(),
    binarize: number('There from', 0, {
      min: 0,
      help: 'A feature is there where its number is above this.',
    }),
    fit_prior: fitPriorParam(),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { stored, vector } = needsOf(data)
  return 2 * stored + vector
}

export const fit: Fit<typeof stage, Learned> = ({ data }, { alpha, binarize, fit_prior }, context) => {
  context.progress(0)
  const { matrix, on } = trainingData(data, stage.tasks, stage.title)
  const { truth, target, weights } = bayesTruth(data, stage.title)
  const { classes } = target
  const there = binarized(matrix, binarize)
  const model = fitBernoulliBayes(there, truth, classes.length, { alpha, fitPrior: fit_prior }, weights)
  return { learned: { ...on, ...model, classes } }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }, { binarize }) => {
  const there = binarized(featuresOf(data.table, learned), binarize)
  const scores = multiply(there, learned.coef, learned.intercept)
  return { ...data, table: withScores(data.table, data.target!, softmax(scores, learned.classes.length)) }
}

export const explain: Explain<Learned> = ({ features, classes, coef }) => ({
  odds: classTable('Log odds that a feature is there, within each class', features, classes, coef),
})
