import { decide, decisionsOf, type Predictions } from '../../core/predictions'
import type { Figure } from '../../core/view'
import { metricsFor } from '../../ml/metrics/registry'
import { NOISE } from './clusters'
import type { ClusteringScored, Scored } from '../../ml/metrics/scored'

/** Predictions as metrics read them. */
export function scoredOf(predictions: Predictions): Scored {
  const { target, truth, scores } = predictions
  const { task, classes, positive, threshold } = target
  if (task === 'clustering') return clusteringOf(predictions)
  if (task === 'regression') return { task, truth, values: scores }
  const decided = decisionsOf(predictions)
  return {
    task,
    classes,
    positive,
    truth,
    scores,
    ...(decided && { decided }),
    ...(threshold !== undefined && { threshold }),
  }
}

/** @throws Error when the predictions lack the features that the learner saw */
function clusteringOf({ target, truth, scores, space }: Predictions): ClusteringScored {
  if (!space) throw new Error('Clusters are judged by their features')
  const noise = target.classes.indexOf(NOISE)
  const clusters = Int32Array.from(truth, (_, row) => {
    const cluster = decide(scores, row, target)
    return cluster === noise ? -1 : cluster
  })
  return { task: 'clustering', clusters, space: space.matrix, truth }
}

/** Every metric of the task, in the registry's order; one that is not defined is NaN and says why. */
export function metricsOf(predictions: Predictions): Figure[] {
  const scored = scoredOf(predictions)
  return metricsFor(scored.task).map(({ name, title, compute }) => {
    const { value, reason, note = reason } = compute(scored)
    return { name, title, value, ...(note !== undefined && { note }) }
  })
}
