import { choice, integer } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { agglomerate } from '../../ml/clusters/agglomerate'
import { denseMatrix } from '../../ml/dense'
import { nearest } from '../../ml/neighbours/nearest'
import { clusterData, clusterNames, memberships, requireRows, withClusters } from '../shared/clusters'
import { featuresOf, type FittedOn } from '../shared/learner'
import { warnOfWeights } from '../shared/weighed-truth'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn {
  /** The training rows, row-major, and the cluster of each. */
  readonly rows: Float64Array
  readonly clusters: Int32Array
  readonly classes: readonly string[]
}

/** The distances of more rows than this take more memory than a tab can be asked for. */
const MOST_ROWS = 10_000

export const stage = describe({
  id: 'train/agglomerative',
  version: 1,
  title: 'Hierarchical clustering',
  summary:
    'Merges the two nearest clusters until few are left. A new row belongs to the cluster of the training row next to it.',
  kind: 'step',
  params: {
    n_clusters: integer('Clusters', 2, { min: 1, max: 10000, help: 'How many are left in the end.' }),
    linkage: choice('Linkage', ['ward', 'complete', 'average', 'single'], {
      titles: {
        ward: 'Ward',
        complete: 'Farthest rows',
        average: 'Mean of all pairs',
        single: 'Nearest rows',
      },
      help: 'What makes two clusters near: Ward merges those whose rows stay closest to their mean, and finds round clusters; nearest rows finds chains.',
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }) => {
  const { dense, rows } = needsOf(data)
  const most = Math.min(rows, MOST_ROWS)
  return dense + most * (most - 1) * 4
}

export const fit: Fit<typeof stage, Learned> = ({ data }, { linkage, n_clusters }, context) => {
  context.progress(0)
  warnOfWeights(data, stage.title, context)
  const { matrix, on } = clusterData(data, stage.title)
  if (matrix.rows > MOST_ROWS) {
    throw new UserError(
      `Hierarchical clustering compares every pair, and ${matrix.rows.toLocaleString('en-US')} training rows have too many.`,
      `Take at most ${MOST_ROWS.toLocaleString('en-US')} rows, or choose k-means.`,
    )
  }
  requireRows(matrix, n_clusters)
  const clusters = agglomerate(matrix, n_clusters, linkage, (merges) =>
    context.progress(merges / matrix.rows, `${merges.toLocaleString('en-US')} merges`),
  )
  return { learned: { ...on, rows: matrix.values, clusters, classes: clusterNames(n_clusters) } }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) => {
  const { classes, clusters, features, rows: values } = learned
  const rows = { kind: 'dense', rows: clusters.length, cols: features.length, values } as const
  const queries = denseMatrix(featuresOf(data.table, learned))
  const { indices } = nearest(rows, queries, 1, { metric: 'euclidean', p: 2 })
  return withClusters(
    data,
    classes,
    memberships(
      indices.map((row) => (row < 0 ? -1 : clusters[row]!)),
      classes.length,
    ),
  )
}

export const explain: Explain<Learned> = ({ classes, clusters }): Record<string, View> => ({
  sizes: {
    kind: 'bars',
    title: 'Training rows of each cluster',
    x: 'Rows',
    bars: classes.map((label, k) => ({ label, value: clusters.filter((cluster) => cluster === k).length })),
  },
})
