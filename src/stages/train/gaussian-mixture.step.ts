import { choice, integer, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { byWeight } from '../../ml/clusters/centres'
import { kMeans } from '../../ml/clusters/k-means'
import { fitMixture, mixtureShares, type Mixture } from '../../ml/clusters/mixture'
import { denseMatrix } from '../../ml/dense'
import { centreTable, clusterData, clusterNames, requireRows, withClusters } from '../shared/clusters'
import { featuresOf, type FittedOn } from '../shared/learner'
import { workspaceBytes } from '../../ml/clusters/kernel'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn, Mixture {
  readonly classes: readonly string[]
  readonly likelihood: number
}

export const stage = describe({
  id: 'train/gaussian-mixture',
  version: 1,
  title: 'Gaussian mixture',
  summary:
    'Finds clusters that are normal distributions, which may overlap: every row belongs to each by a share.',
  kind: 'step',
  params: {
    n_components: integer('Clusters', 3, { min: 1, max: 1000, help: 'How many distributions to look for.' }),
    covariance_type: choice('Shape', ['full', 'tied', 'diag', 'spherical'], {
      titles: { full: 'Each its own', tied: 'All the same', diag: 'Along the axes', spherical: 'Round' },
      help: 'Simpler shapes need fewer rows.',
    }),
    max_iter: integer('Most iterations', 100, {
      min: 1,
      max: 100000,
      help: 'After so many it stops wherever it is.',
      advanced: true,
    }),
    tol: number('Tolerance', 1e-3, {
      min: 0,
      help: 'It ends when the mean log likelihood of a row gains less than this.',
      advanced: true,
    }),
    reg_covar: number('Added variance', 1e-6, {
      min: 0,
      help: 'Added to every variance, so that none becomes 0.',
      advanced: true,
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

export const memory: Memory<typeof stage> = ({ data }, { n_components }) => {
  const { cols, dense, rows, square, vector, weighted } = needsOf(data)
  const start = workspaceBytes(rows, cols, n_components, weighted)
  return dense + start + (n_components + 1) * vector + 2 * n_components * square
}

export const fit: Fit<typeof stage, Learned> = async ({ data }, params, context) => {
  context.progress(0)
  const { matrix, weights, on } = clusterData(data, stage.title)
  const { n_components: components, max_iter: maxIterations } = params
  requireRows(matrix, components)
  const start = await kMeans(matrix, {
    clusters: components,
    runs: 1,
    maxIterations: 300,
    tolerance: 1e-4,
    random: context.random('mixture'),
    ...(weights && { weights }),
  })
  const {
    iterations: _,
    converged,
    ...model
  } = fitted(() =>
    fitMixture(matrix, byWeight(start, weights).clusters, {
      components,
      type: params.covariance_type,
      maxIterations,
      tolerance: params.tol,
      added: params.reg_covar,
      ...(weights && { weights }),
      onIteration: (iteration) => context.progress(iteration / maxIterations, `Iteration ${iteration}`),
    }),
  )
  if (!converged)
    context.warn('The mixture had not come to rest after the last iteration.', 'Allow more iterations.')
  return { learned: { ...on, ...model, classes: clusterNames(components) } }
}

/** @throws UserError in place of the solver's own */
function fitted<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UserError(
      `${error.message}.`,
      'Add more variance, choose a simpler shape, or ask for fewer clusters.',
    )
  }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }) =>
  withClusters(data, learned.classes, mixtureShares(denseMatrix(featuresOf(data.table, learned)), learned))

export const explain: Explain<Learned> = ({
  classes,
  features,
  likelihood,
  means,
  weights,
}): Record<string, View> => ({
  shares: {
    kind: 'bars',
    title: `Share of each cluster; mean log likelihood of a row ${likelihood.toPrecision(4)}`,
    x: 'Share',
    bars: classes.map((label, k) => ({ label, value: weights[k]! })),
  },
  means: centreTable('Mean of each cluster', features, classes, means),
})
