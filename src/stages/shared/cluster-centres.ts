import type { Rows } from '../../core/dataset'
import type { DenseMatrix } from '../../core/matrix'
import type { View } from '../../core/view'
import { nearestCentres, type Centres } from '../../ml/clusters/centres'
import { denseMatrix } from '../../ml/dense'
import { centreTable, memberships, withClusters } from './clusters'
import { featuresOf, type FittedOn } from './learner'

/** Clusters that are learned as their centres: clusters x features, row-major. */
export interface CentresLearned extends FittedOn {
  readonly centres: Float64Array
  readonly classes: readonly string[]
  /** The sum of squared distances of the training rows to their centres. */
  readonly inertia: number
}

export const centreViews = ({
  centres,
  classes,
  features,
  inertia,
}: CentresLearned): Record<string, View> => ({
  inertia: {
    kind: 'figures',
    title: 'Clusters of the training rows',
    figures: [
      { name: 'clusters', title: 'Clusters', value: classes.length },
      { name: 'inertia', title: 'Inertia', value: inertia, note: 'Sum of squared distances to the centres.' },
    ],
  },
  centres: centreTable('Centre of each cluster', features, classes, centres),
})

/** Every row with the cluster of its nearest centre. */
export function fromCentres(learned: CentresLearned, data: Rows) {
  const { centres: values, classes, features } = learned
  const centres = { count: classes.length, cols: features.length, values }
  const clusters = nearestCentres(denseMatrix(featuresOf(data.table, learned)), centres)
  return withClusters(data, classes, memberships(clusters, classes.length))
}

/** The weighted sum of squared distances of the rows to the centres of their clusters. */
export function inertiaOf(
  matrix: DenseMatrix,
  { cols, values }: Centres,
  clusters: Int32Array,
  weights: Float64Array | undefined,
): number {
  let sum = 0
  clusters.forEach((cluster, row) => {
    for (let j = 0; j < cols; j++)
      sum +=
        (weights ? weights[row]! : 1) * (matrix.values[row * cols + j]! - values[cluster * cols + j]!) ** 2
  })
  return sum
}
