import { CLASSES } from '../../core/dataset'
import { number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitGaussianBayes, gaussianScores, type GaussianBayes } from '../../ml/bayes/gaussian'
import { denseMatrix } from '../../ml/dense'
import { softmax } from '../../ml/link'
import { bayesTruth, classTable } from '../shared/bayes'
import { featuresOf, trainingData, type FittedOn } from '../shared/learner'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn, GaussianBayes {
  readonly classes: readonly string[]
}

export const stage = describe({
  id: 'train/gaussian-nb',
  version: 1,
  title: 'Gaussian naive Bayes',
  summary:
    'Takes every number for normal within a class, and for independent of the others. Fast, for few rows.',
  kind: 'step',
  tasks: CLASSES,
  params: {
    var_smoothing: number('Smoothing', 1e-9, {
      min: 0,
      max: 1,
      help: 'The share of the largest variance of a feature that is added to every variance, so that none is 0.',
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { dense, vector } = needsOf(data)
  return dense + vector
}

export const fit: Fit<typeof stage, Learned> = ({ data }, { var_smoothing }, context) => {
  context.progress(0)
  const { matrix, on } = trainingData(data, stage.tasks, stage.title)
  const { truth, target, weights } = bayesTruth(data, stage.title)
  const { classes } = target
  const model = fitGaussianBayes(denseMatrix(matrix), truth, classes.length, var_smoothing, weights)
  if (model.variance.includes(0)) throw withoutVariance(on.features, model.variance, classes)
  return { learned: { ...on, ...model, classes } }
}

function withoutVariance(features: readonly string[], variance: Float64Array, classes: readonly string[]) {
  const at = variance.indexOf(0)
  const name = features[at % features.length]!
  return new UserError(
    `"${name}" is the same in every training row of the class "${classes[Math.floor(at / features.length)]}".`,
    'Raise the smoothing, or ignore the column where it never varies.',
    { column: name },
  )
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => {
  const scores = gaussianScores(learned, denseMatrix(featuresOf(data.table, learned)))
  return { ...data, table: withScores(data.table, data.target!, softmax(scores, learned.classes.length)) }
}

export const explain: Explain<Learned> = ({ features, classes, theta, variance }) => ({
  means: classTable('Mean of each class', features, classes, theta),
  deviations: classTable('Standard deviation of each class', features, classes, variance.map(Math.sqrt)),
})
