/** The codes of the `most` levels with the most rows, ascending; of equally frequent ones the earlier. */
export function frequentLevels(codes: Int32Array, levels: number, most: number): number[] {
  const counts = new Uint32Array(levels)
  for (const code of codes) if (code >= 0) counts[code]!++
  const byCount = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b)
  return byCount.slice(0, most).sort((a, b) => a - b)
}
