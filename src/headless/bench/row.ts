/** One measured comparison: medians of paired runs in milliseconds, where it names no other unit. */
export interface BenchRow {
  readonly work: string
  readonly ours: number
  readonly rival: string
  readonly theirs: number
  /** Median of ours / theirs over the pairs: below 1 is faster. */
  readonly ratio: number
  /** The ratio that is aimed at. */
  readonly goal?: number
  readonly unit?: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** @param theirs as many runs as `ours`, each measured next to its pair */
export function benchRow(
  work: string,
  ours: readonly number[],
  rival: string,
  theirs: readonly number[],
  goal?: number,
): BenchRow {
  const ratio = median(ours.map((mine, run) => mine / theirs[run]!))
  return {
    work,
    ours: median(ours),
    rival,
    theirs: median(theirs),
    ratio,
    ...(goal !== undefined && { goal }),
  }
}
