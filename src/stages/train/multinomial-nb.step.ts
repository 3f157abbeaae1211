import { CLASSES } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { withScores, type Features } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitMultinomialBayes, type LinearBayes } from '../../ml/bayes/discrete'
import { softmax } from '../../ml/link'
import { multiply } from '../../ml/matrix-ops'
import { alphaParam, bayesTruth, classTable, fitPriorParam } from '../shared/bayes'
import { featuresOf, trainingData, type FittedOn } from '../shared/learner'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn, LinearBayes {
  readonly classes: readonly string[]
}

export const stage = describe({
  id: 'train/multinomial-nb',
  version: 1,
  title: 'Multinomial naive Bayes',
  summary: 'Takes features for counts, of words for example, that every class draws with shares of its own.',
  kind: 'step',
  tasks: CLASSES,
  params: { alpha: alphaParam(), fit_prior: fitPriorParam() },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { matrix, vector } = needsOf(data)
  return matrix + vector
}

export const fit: Fit<typeof stage, Learned> = ({ data }, { alpha, fit_prior }, context) => {
  context.progress(0)
  const { on, ...features } = trainingData(data, stage.tasks, stage.title)
  requireCounts(features, data.table.ids)
  const { truth, target, weights } = bayesTruth(data, stage.title)
  const { classes } = target
  const model = fitMultinomialBayes(
    features.matrix,
    truth,
    classes.length,
    { alpha, fitPrior: fit_prior },
    weights,
  )
  return { learned: { ...on, ...model, classes } }
}

/** @throws UserError that names the first cell below 0 */
function requireCounts({ names, matrix }: Features, ids: Uint32Array): void {
  const at = matrix.values.findIndex((value) => value < 0)
  if (at < 0) return
  const col = matrix.kind === 'dense' ? at % matrix.cols : matrix.indices[at]!
  const row =
    matrix.kind === 'dense' ? Math.floor(at / matrix.cols) : matrix.indptr.findIndex((end) => end > at) - 1
  throw new UserError(
    `"${names[col]}" is below 0 in row ${ids[row]! + 1}, and multinomial naive Bayes counts.`,
    'Take Scale away before it, or choose Gaussian naive Bayes.',
    { column: names[col]!, row: ids[row]! + 1 },
  )
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => {
  const scores = multiply(featuresOf(data.table, learned), learned.coef, learned.intercept)
  return { ...data, table: withScores(data.table, data.target!, softmax(scores, learned.classes.length)) }
}

export const explain: Explain<Learned> = ({ features, classes, coef }) => ({
  shares: classTable('Share of each feature in a class', features, classes, coef.map(Math.exp)),
})
