/** One measured comparison; times in milliseconds, the median of paired runs. */
export interface BenchRow {
  readonly work: string
  readonly ours: number
  readonly rival: string
  readonly theirs: number
  /** ours / theirs: below 1 is faster. */
  readonly ratio: number
  /** The ratio that is aimed at. */
  readonly goal?: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function benchRow(
  work: string,
  ours: readonly number[],
  rival: string,
  theirs: readonly number[],
  goal?: number,
): BenchRow {
  const [mine, other] = [median(ours), median(theirs)]
  return { work, ours: mine, rival, theirs: other, ratio: mine / other, ...(goal !== undefined && { goal }) }
}
