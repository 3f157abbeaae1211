/**
 * Puts levels of a category into an order in which neighbours have like targets, so that trees can cut it as a
 * number: by mean, or with many classes along the first principal component of their shares (Coppersmith 1999;
 * Wright and König 2019 found that once for a forest is enough).
 * @param codes of rows, -1 is missing
 * @param classes 0 when `truth` holds numbers
 * @returns for each level its place
 */
export function orderLevels(
  codes: Int32Array,
  levels: number,
  truth: Float64Array,
  weights: Float64Array | undefined,
  classes: number,
): Int32Array {
  const width = classes > 2 ? classes : 1
  const sums = new Float64Array(levels * width)
  const totals = new Float64Array(levels)
  codes.forEach((code, row) => {
    if (code < 0) return
    const weight = weights?.[row] ?? 1
    totals[code]! += weight
    if (width === 1) sums[code]! += weight * truth[row]!
    else sums[code * width + truth[row]!]! += weight
  })
  const means = sums.map((sum, i) => sum / (totals[Math.floor(i / width)]! || 1))
  const scores = width === 1 ? means : alongComponent(means, totals, width)
  const order = Array.from(totals, (_, level) => level).sort((a, b) => scores[a]! - scores[b]! || a - b)
  const places = new Int32Array(levels)
  order.forEach((level, place) => (places[level] = place))
  return places
}

const ROUNDS = 30

/** Rows of `shares` (levels x width) by how far they reach along their weighted first principal component. */
function alongComponent(shares: Float64Array, totals: Float64Array, width: number): Float64Array {
  const all = totals.reduce((sum, one) => sum + one, 0)
  const mean = new Float64Array(width)
  shares.forEach((share, i) => (mean[i % width]! += (share * totals[Math.floor(i / width)]!) / all))
  const rest = shares.map((share, i) => share - mean[i % width]!)
  let direction = Float64Array.from({ length: width }, (_, k) => 1 / (k + 1))
  for (let round = 0; round < ROUNDS; round++) {
    const reach = project(rest, direction)
    const next = new Float64Array(width)
    rest.forEach((value, i) => {
      const level = Math.floor(i / width)
      next[i % width]! += value * reach[level]! * totals[level]!
    })
    const length = Math.sqrt(next.reduce((sum, one) => sum + one * one, 0))
    if (length === 0) break
    direction = next.map((one) => one / length)
  }
  return project(rest, direction)
}

function project(rows: Float64Array, direction: Float64Array): Float64Array {
  const width = direction.length
  const out = new Float64Array(rows.length / width)
  rows.forEach((value, i) => (out[Math.floor(i / width)]! += value * direction[i % width]!))
  return out
}
