import { integer, number } from '../../core/declare-params'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { byWeight } from '../../ml/clusters/centres'
import { kMeans } from '../../ml/clusters/k-means'
import { clusterData, clusterNames, requireRows } from '../shared/clusters'
import { centreViews, fromCentres, type CentresLearned } from '../shared/cluster-centres'
import { workspaceBytes } from '../../ml/clusters/kernel'
import { needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/kmeans',
  version: 1,
  title: 'k-means',
  summary: 'Finds round clusters of about the same width, each around its mean. Scale the numbers before it.',
  kind: 'step',
  params: {
    n_clusters: integer('Clusters', 8, {
      min: 1,
      max: 10000,
      help: 'How many to look for. Tune can choose it by the silhouette.',
    }),
    n_init: integer('Runs', 10, {
      min: 1,
      max: 1000,
      help: 'From other first centres; the best run counts.',
    }),
    max_iter: integer('Most iterations', 300, {
      min: 1,
      max: 100000,
      help: 'Of each run. It seldom needs more than 50.',
      advanced: true,
    }),
    tol: number('Tolerance', 1e-4, {
      min: 0,
      help: 'Centres that move by less, as a share of the mean variance, have come to rest.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }, { n_clusters }) => {
  const { cols, dense, rows, vector, weighted } = needsOf(data)
  return dense + workspaceBytes(rows, cols, n_clusters, weighted) + 2 * vector
}

export const fit: Fit<typeof stage, CentresLearned> = async ({ data }, params, context) => {
  context.progress(0)
  const { matrix, weights, on } = clusterData(data, stage.title)
  const { n_clusters: clusters, n_init: runs } = params
  requireRows(matrix, clusters)
  const found = await kMeans(matrix, {
    clusters,
    runs,
    maxIterations: params.max_iter,
    tolerance: params.tol,
    random: context.random('k-means'),
    weights,
    onIteration: (run, iteration) =>
      context.progress((run + iteration / (iteration + 10)) / runs, `Run ${run + 1}, iteration ${iteration}`),
  })
  if (!found.converged)
    context.warn('k-means had not come to rest after the last iteration.', 'Allow more iterations.')
  const { centres, inertia } = byWeight(found, weights)
  return { learned: { ...on, centres: centres.values, classes: clusterNames(clusters), inertia } }
}

export const apply: Apply<typeof stage, CentresLearned> = (learned, { data }) => fromCentres(learned, data)

export const explain: Explain<CentresLearned> = centreViews
