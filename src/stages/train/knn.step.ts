import { WITH_TARGET } from '../../core/dataset'
import { choice, integer, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Fit, Memory } from '../../core/stage-parts'
import { denseMatrix } from '../../ml/dense'
import { nearest } from '../../ml/neighbours/nearest'
import { classVotes, meanVotes } from '../../ml/neighbours/vote'
import { featuresOf, trainingData, type FittedOn } from '../shared/learner'
import { warnOfWeights } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn {
  /** The training rows, row-major: they are the model. */
  readonly rows: Float64Array
  readonly truth: Float64Array
}

export const stage = describe({
  id: 'train/knn',
  version: 1,
  title: 'Nearest neighbours',
  summary:
    'Predicts what the most similar training rows have. Scale the numbers before it: large ones decide otherwise.',
  kind: 'step',
  tasks: WITH_TARGET,
  params: {
    n_neighbors: integer('Neighbours', 5, {
      min: 1,
      help: 'How many training rows are asked. More are smoother, and miss what is local.',
    }),
    weights: choice('Weights', ['uniform', 'distance'], {
      titles: { uniform: 'All the same', distance: 'Nearer ones count more' },
      help: 'By distance a neighbour counts 1 / distance; where some are equal to the row, they alone count.',
    }),
    metric: choice('Distance', ['euclidean', 'manhattan', 'minkowski', 'cosine'], {
      titles: { euclidean: 'Euclidean', manhattan: 'Manhattan', minkowski: 'Minkowski', cosine: 'Cosine' },
      help: 'Of rows at the same distance the one that comes first in training is nearer. Minkowski is the slowest.',
    }),
    p: number('Power', 3, {
      min: 1,
      max: 100,
      help: 'Of the Minkowski distance: 1 is Manhattan, 2 Euclidean, and more looks at the largest difference.',
      when: { param: 'metric', is: ['minkowski'] },
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { classes, dense, vector } = needsOf(data)
  return dense + (classes > 0 ? vector : 0)
}

export const fit: Fit<typeof stage, Learned> = ({ data }, { n_neighbors }, context) => {
  context.progress(0)
  warnOfWeights(data, stage.title, context)
  const { matrix, truth, on } = trainingData(data, stage.tasks, stage.title)
  if (n_neighbors > matrix.rows) {
    throw new UserError(
      `${n_neighbors} neighbours are wanted, and there are ${matrix.rows} training rows.`,
      'Ask for fewer neighbours, or give more rows.',
    )
  }
  return { learned: { ...on, rows: denseMatrix(matrix).values, truth } }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }, params) => {
  const { rows, truth, features } = learned
  const { task, classes } = data.target!
  const cols = features.length
  const found = nearest(
    { kind: 'dense', rows: truth.length, cols, values: rows },
    denseMatrix(featuresOf(data.table, learned)),
    params.n_neighbors,
    params,
  )
  const scores =
    task === 'regression'
      ? meanVotes(found, truth, params.weights)
      : classVotes(found, truth, classes.length, params.weights)
  return { ...data, table: withScores(data.table, data.target!, scores) }
}
