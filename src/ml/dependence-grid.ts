import { sortedKnown } from './statistics'

/**
 * Values of a number to try, as scikit-learn's partial_dependence: all that occur where those are fewer than `points`,
 * otherwise `points` evenly spaced ones between the 5% and the 95% quantile.
 */
export function dependenceGrid(values: Float64Array, points: number): Float64Array {
  const sorted = sortedKnown(values).filter(Number.isFinite)
  const distinct = [...new Set(sorted)]
  if (distinct.length < points) return Float64Array.from(distinct)
  const [low, high] = [plottingQuantile(sorted, 0.05), plottingQuantile(sorted, 0.95)]
  return Float64Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1))
}

/** The quantile of at least two sorted numbers by plotting positions of 0.4 (Cunnane), as SciPy's mquantiles. */
function plottingQuantile(sorted: Float64Array, q: number): number {
  const place = sorted.length * q + 0.4 + 0.2 * q
  const k = Math.floor(Math.min(sorted.length - 1, Math.max(1, place)))
  const share = Math.min(1, Math.max(0, place - k))
  return (1 - share) * sorted[k - 1]! + share * sorted[k]!
}
