import { integer, number } from '../../core/declare-params'
import { takeRows, type DenseMatrix } from '../../core/matrix'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { dbscan, nearestCore, pairsWithin } from '../../ml/clusters/dbscan'
import { denseMatrix } from '../../ml/dense'
import { clusterData, clusterNames, memberships, NOISE, withClusters } from '../shared/clusters'
import { featuresOf, type FittedOn } from '../shared/learner'
import { featureMatrix } from '../../core/features'
import { takeTable } from '../../core/table'
import { needsOf } from '../shared/needs'

interface Learned extends FittedOn {
  /** The core rows, row-major, and the cluster of each. */
  readonly core: Float64Array
  readonly clusters: Int32Array
  readonly classes: readonly string[]
  /** Training rows that are in no cluster. */
  readonly noise: number
}

export const stage = describe({
  id: 'train/dbscan',
  version: 1,
  title: 'DBSCAN',
  summary:
    'Finds clusters of any shape where rows lie close, and leaves the others as noise. Scale the numbers before it.',
  kind: 'step',
  params: {
    eps: number('Radius', 0.5, {
      min: 1e-12,
      help: 'How near rows have to be to count as neighbours. A new row belongs to the cluster of its nearest core row within this, and is noise otherwise.',
    }),
    min_samples: integer('Rows of a core', 5, {
      min: 1,
      help: 'A row with so many rows within the radius, itself among them, is the core of a cluster.',
    }),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

/** Rows, evenly spaced, that tell how many others are around one. */
const SAMPLE = 1000

export const memory: Memory<typeof stage> = ({ data: { table, target } }, { eps, min_samples }) => {
  const { dense, rows, vector } = needsOf({ table, target })
  const needs = (pairs: number) => dense + 1.5 * vector + 4 * pairs
  const about = () => {
    const taken = Math.min(rows, SAMPLE)
    const some = Uint32Array.from({ length: taken }, (_, i) => Math.floor((i * rows) / taken))
    const sample = denseMatrix(featureMatrix(takeTable(table, some)).matrix)
    return needs(pairsWithin(sample, eps, min_samples, rows))
  }
  return { bound: needs(rows * rows), about }
}

export const fit: Fit<typeof stage, Learned> = ({ data }, { eps, min_samples }, context) => {
  context.progress(0)
  const { matrix, weights, on } = clusterData(data, stage.title)
  const found = dbscan(matrix, eps, min_samples, weights, (row) =>
    context.progress(row / matrix.rows, `Row ${row.toLocaleString('en-US')}`),
  )
  if (found.count === 0) {
    context.warn(
      'No row has enough others around it, so all of them are noise.',
      'Choose a larger radius, or ask for fewer rows of a core.',
    )
  }
  const classes = [...clusterNames(found.count), NOISE]
  const core = takeRows(matrix, found.core) as DenseMatrix
  const clusters = Int32Array.from(found.core, (row) => found.clusters[row]!)
  const noise = found.clusters.filter((cluster) => cluster < 0).length
  return { learned: { ...on, core: core.values, clusters, classes, noise } }
}

export const apply: Apply<typeof stage, Learned> = (learned, { data }, { eps }) => {
  const { classes, core, clusters } = learned
  const matrix = denseMatrix(featuresOf(data.table, learned))
  const noise = classes.length - 1
  const found = nearestCore(matrix, core, clusters, eps).map((cluster, row) => {
    const isWhole = matrix.values.subarray(row * matrix.cols, (row + 1) * matrix.cols).every(Number.isFinite)
    if (!isWhole) return -1
    return cluster < 0 ? noise : cluster
  })
  return withClusters(data, classes, memberships(found, classes.length))
}

export const explain: Explain<Learned> = ({ classes, clusters, noise }): Record<string, View> => ({
  found: {
    kind: 'figures',
    title: 'Clusters of the training rows',
    figures: [
      { name: 'clusters', title: 'Clusters', value: classes.length - 1 },
      { name: 'core', title: 'Core rows', value: clusters.length },
      { name: 'noise', title: 'Rows of noise', value: noise },
    ],
  },
})
