export interface ReliabilityBin {
  /** It holds probabilities above `from`, the first bin those of 0 too, and up to `to`. */
  readonly from: number
  readonly to: number
  /** Mean probability of its rows. */
  readonly predicted: number
  /** Share of them that came true. */
  readonly true: number
  readonly rows: number
}

/**
 * How often what was said with a probability came true, as scikit-learn's calibration_curve: bins of equal width from 0
 * to 1, those without rows left out.
 */
export function reliability(
  isPositive: Uint8Array,
  probabilities: Float64Array,
  bins: number,
): ReliabilityBin[] {
  const sums = new Float64Array(bins)
  const hits = new Float64Array(bins)
  const rows = new Float64Array(bins)
  // A probability on an edge belongs to the bin below it, as there.
  const edges = Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins)
  probabilities.forEach((probability, i) => {
    const at = edges.filter((edge) => edge < probability).length
    sums[at]! += probability
    hits[at]! += isPositive[i]!
    rows[at]!++
  })
  return Array.from(rows, (count, k) => ({
    from: k / bins,
    to: (k + 1) / bins,
    predicted: sums[k]! / count,
    true: hits[k]! / count,
    rows: count,
  })).filter((bin) => bin.rows > 0)
}
