import type { View } from '../../core/view'
import { centreTable } from './clusters'
import type { FittedOn } from './learner'

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
