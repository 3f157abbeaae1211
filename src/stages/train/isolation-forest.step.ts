import { integer, number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import type { Target } from '../../core/dataset'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { fitIsolation, isolationScores, type IsolationForest } from '../../ml/clusters/isolation'
import { denseMatrix } from '../../ml/dense'
import { quantile } from '../../ml/statistics'
import { clusterData } from '../shared/clusters'
import { featuresOf, type FittedOn } from '../shared/learner'
import { warnOfWeights } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn {
  readonly forest: IsolationForest
  /** The score from which on a row is an anomaly, and how many training rows are. */
  readonly threshold: number
  readonly odd: number
}

const CLASSES = ['normal', 'anomaly']

export const stage = describe({
  id: 'train/isolation-forest',
  version: 1,
  title: 'Isolation forest',
  summary: 'Scores how odd a row is: one that random cuts soon leave alone is an anomaly.',
  kind: 'step',
  params: {
    n_estimators: integer('Trees', 100, { min: 1, max: 10000, help: 'More trees make steadier scores.' }),
    max_samples: integer('Rows of a tree', 256, {
      min: 2,
      max: 100000,
      help: 'How many rows each tree is drawn. Few are enough, and often better.',
    }),
    contamination: number('Share of anomalies', 0, {
      min: 0,
      max: 0.5,
      help: 'So many of the training rows are taken for anomalies. 0: those whose score is at least 0.5.',
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

/** Nodes of a tree for each row that it sees, and bytes of a node. */
const NODES = 1.3
const NODE_BYTES = 16

export const memory: Memory<typeof stage> = ({ data }, { max_samples, n_estimators }) => {
  const { dense, rows, vector } = needsOf(data)
  return dense + 1.5 * vector + n_estimators * NODES * Math.min(max_samples, rows) * NODE_BYTES
}

export const fit: Fit<typeof stage, Learned> = ({ data }, params, context) => {
  context.progress(0)
  warnOfWeights(data, stage.title, context)
  const { matrix, on } = clusterData(data, stage.title)
  const { contamination, max_samples, n_estimators } = params
  const forest = fitIsolation(matrix, n_estimators, max_samples, context.random('isolation'), (tree) =>
    context.progress(tree / n_estimators, `Tree ${tree + 1} of ${n_estimators}`),
  )
  const scores = isolationScores(matrix, forest)
  const threshold = contamination > 0 ? quantile(scores, 1 - contamination) : 0.5
  return { learned: { ...on, forest, threshold, odd: scores.filter((score) => score >= threshold).length } }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => {
  const odd = isolationScores(denseMatrix(featuresOf(data.table, learned)), learned.forest)
  const scores = Float64Array.from({ length: odd.length * 2 }, (_, at) =>
    at % 2 === 1 ? odd[at >> 1]! : 1 - odd[at >> 1]!,
  )
  const target: Target = { ...data.target!, classes: CLASSES, positive: 1, threshold: learned.threshold }
  return { table: withScores(data.table, target, scores), target }
}

export const explain: Explain<Learned> = ({ odd, threshold }): Record<string, View> => ({
  found: {
    kind: 'figures',
    title: 'Anomalies among the training rows',
    figures: [
      { name: 'anomalies', title: 'Rows', value: odd },
      { name: 'threshold', title: 'Score from', value: threshold },
    ],
  },
})
