import type { Metric } from './registry'

/** Of metrics that go below 0. */
const LEAST: Readonly<Record<string, number>> = {
  r2: -Infinity,
  matthews_corrcoef: -1,
  silhouette: -1,
  adjusted_rand: -1,
  adjusted_mutual_info: -1,
}
/** Of metrics that do not end at 1 although more is better, or do although it is not. */
const MOST: Readonly<Record<string, number>> = { calinski_harabasz: Infinity, brier_score_loss: 1 }

/** An interval for the mean of a metric, cut to the values that the metric can have: half a t interval may lie beyond. */
export function withinBounds(
  { greaterIsBetter, name }: Pick<Metric, 'name' | 'greaterIsBetter'>,
  [low, high]: readonly [number, number],
): readonly [number, number] {
  const most = MOST[name] ?? (greaterIsBetter ? 1 : Infinity)
  return [Math.max(low, LEAST[name] ?? 0), Math.min(high, most)]
}
