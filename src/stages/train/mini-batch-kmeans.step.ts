import { integer } from '../../core/declare-params'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { byWeight, nearestCentres } from '../../ml/clusters/centres'
import { firstRows, miniBatchKMeans } from '../../ml/clusters/mini-batch'
import { centreViews, fromCentres, inertiaOf, type CentresLearned } from '../shared/cluster-centres'
import { clusterData, clusterNames, requireRows } from '../shared/clusters'
import { workspaceBytes } from '../../ml/clusters/kernel'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/mini-batch-kmeans',
  version: 1,
  title: 'k-means by batches',
  summary: 'k-means that looks at a few rows at a time: a little less exact, and faster on many rows.',
  kind: 'step',
  params: {
    n_clusters: integer('Clusters', 8, { min: 1, max: 10000, help: 'How many to look for.' }),
    batch_size: integer('Rows of a batch', 1024, {
      min: 1,
      max: 1000000,
      help: 'How many rows are looked at before the centres move.',
    }),
    max_iter: integer('Most passes', 100, {
      min: 1,
      max: 100000,
      help: 'Over as many rows as there are; it seldom needs more than a few.',
      advanced: true,
    }),
    max_no_improvement: integer('Patience', 10, {
      min: 1,
      max: 100000,
      help: 'Batches without an improvement after which it ends.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }, { batch_size, n_clusters }) => {
  const { cols, dense, rows, vector, weighted } = needsOf(data)
  const first = Math.min(rows, firstRows(batch_size, n_clusters))
  return dense + first * cols * 8 + workspaceBytes(first, cols, n_clusters, weighted) + vector
}

export const fit: Fit<typeof stage, CentresLearned> = async ({ data }, params, context) => {
  context.progress(0)
  const { matrix, weights, on } = clusterData(data, stage.title)
  const { n_clusters: clusters } = params
  requireRows(matrix, clusters)
  const centres = await miniBatchKMeans(matrix, {
    clusters,
    batch: params.batch_size,
    passes: params.max_iter,
    patience: params.max_no_improvement,
    random: context.random('k-means'),
    weights,
    onBatch: (batch, batches) => context.progress(batch / batches, `Batch ${batch + 1}`),
  })
  const found = byWeight({ centres, clusters: nearestCentres(matrix, centres) }, weights)
  const inertia = inertiaOf(matrix, found.centres, found.clusters, weights)
  return { learned: { ...on, centres: found.centres.values, classes: clusterNames(clusters), inertia } }
}

export const apply: Apply<typeof stage, CentresLearned> = (learned, { data }) => fromCentres(learned, data)

export const explain: Explain<CentresLearned> = centreViews
