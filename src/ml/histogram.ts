import { quantileOfSorted } from './statistics'

export interface Histogram {
  /** One more than `counts`; a bin holds its lower edge, the last one both. */
  readonly edges: Float64Array
  readonly counts: Float64Array
}

/**
 * Equal bins over finite sorted numbers, as many as numpy's "auto" takes (the narrower of Sturges' and of Freedman
 * and Diaconis' width), but never more than `most`. No numbers, no bins.
 */
export function histogramOfSorted(sorted: Float64Array, most = 30): Histogram {
  const least = sorted[0]
  const greatest = sorted.at(-1)
  if (least === undefined || greatest === undefined) {
    return { edges: new Float64Array(0), counts: new Float64Array(0) }
  }
  const count = Math.max(1, Math.min(most, autoBins(sorted, greatest - least)))
  const [low, high] = least === greatest ? [least - 0.5, least + 0.5] : [least, greatest]
  const width = high / count - low / count
  const edges = Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? high : low + i * width))
  const counts = new Float64Array(count)
  let bin = 0
  for (const value of sorted) {
    while (bin < count - 1 && value >= edges[bin + 1]!) bin++
    counts[bin]!++
  }
  return { edges, counts }
}

function autoBins(sorted: Float64Array, range: number): number {
  if (!(range > 0)) return 1
  const sturges = range / (Math.log2(sorted.length) + 1)
  const spread = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)
  const freedman = (2 * spread) / Math.cbrt(sorted.length)
  return Math.ceil(range / (freedman > 0 ? Math.min(sturges, freedman) : sturges))
}
