/** A rising line through points, level beyond its ends. */
export interface Isotonic {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * Isotonic regression by pooling adjacent violators, as scikit-learn's with `out_of_bounds="clip"`: rows of the same
 * score are one row with their mean; points in the midst of a level stretch are left out.
 * @throws RangeError without any row
 */
export function fitIsotonic(scores: Float64Array, values: ArrayLike<number>): Isotonic {
  if (scores.length === 0) throw new RangeError('An isotonic regression needs at least one row')
  const order = Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!)
  const x: number[] = []
  const sums: number[] = []
  const counts: number[] = []
  for (const row of order) {
    if (x.length === 0 || scores[row]! !== x.at(-1)) {
      x.push(scores[row]!)
      sums.push(0)
      counts.push(0)
    }
    sums[sums.length - 1]! += values[row]!
    counts[counts.length - 1]!++
  }
  const y = pooled(sums, counts)
  const kept = x
    .map((_, i) => i)
    .filter((i) => i === 0 || i === x.length - 1 || y[i] !== y[i - 1] || y[i] !== y[i + 1])
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) }
}

/** The rising means closest to those of the groups. */
function pooled(sums: readonly number[], counts: readonly number[]): number[] {
  const blocks: { sum: number; count: number; groups: number }[] = []
  sums.forEach((sum, i) => {
    blocks.push({ sum, count: counts[i]!, groups: 1 })
    for (;;) {
      const last = blocks.at(-1)!
      const before = blocks.at(-2)
      if (!before || before.sum / before.count < last.sum / last.count) break
      blocks.splice(-2, 2, {
        sum: before.sum + last.sum,
        count: before.count + last.count,
        groups: before.groups + last.groups,
      })
    }
  })
  return blocks.flatMap(({ sum, count, groups }) => Array.from({ length: groups }, () => sum / count))
}

/** The line's height; NaN of NaN. */
export function isotonicAt({ x, y }: Isotonic, score: number): number {
  const last = x.length - 1
  if (score <= x[0]!) return y[0]!
  if (score >= x[last]!) return y[last]!
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= score) low = middle
    else high = middle
  }
  const share = (score - x[low]!) / (x[high]! - x[low]!)
  return y[low]! + (y[high]! - y[low]!) * share
}
