import { decisionsOf, type Predictions } from '../../core/predictions'
import type { Figure } from '../../core/view'
import { metricsFor } from '../../ml/metrics/registry'
import type { Scored } from '../../ml/metrics/scored'

/** Predictions as metrics read them. @throws Error for a clustering, which has no truth */
export function scoredOf(predictions: Predictions): Scored {
  const { target, truth, scores } = predictions
  const { task, classes, positive } = target
  if (task === 'clustering') throw new Error('A clustering has no truth to compare with')
  if (task === 'regression') return { task, truth, values: scores }
  const decided = decisionsOf(predictions)
  return { task, classes, positive, truth, scores, ...(decided && { decided }) }
}

/** Every metric of the task, in the registry's order; one that is not defined is NaN and says why. */
export function metricsOf(predictions: Predictions): Figure[] {
  const scored = scoredOf(predictions)
  return metricsFor(scored.task).map(({ name, title, compute }) => {
    const { value, reason } = compute(scored)
    return { name, title, value, ...(reason !== undefined && { note: reason }) }
  })
}
