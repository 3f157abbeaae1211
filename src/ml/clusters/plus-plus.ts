import type { DenseMatrix } from '../../core/matrix'
import type { Random } from '../../core/random'
import type { Workspace } from './kernel'

/**
 * Writes first centres by k-means++ (Arthur and Vassilvitskii 2007), greedy as scikit-learn's: each is the best of a few
 * rows, drawn with a chance that rises with their squared distance to the centres before it.
 */
export function plusPlus(
  { values }: DenseMatrix,
  work: Workspace,
  count: number,
  random: Random,
  weights: Float64Array | undefined,
): void {
  const { centres, cols, point, rows, spare, squares } = work
  const tries = 2 + Math.floor(Math.log(count))
  const kept = new Float64Array(squares.length)
  squares.fill(Infinity)
  const ask = (row: number): number => {
    point.set(values.subarray(row * cols, (row + 1) * cols))
    return work.nearer()
  }
  let best = ask(drawRows(null, weights, weights?.reduce((sum, one) => sum + one, 0) ?? rows, 1, random)[0]!)
  squares.set(spare)
  centres.set(point, 0)
  for (let k = 1; k < count; k++) {
    const drawn = drawRows(squares.subarray(0, rows), weights, best, tries, random)
    best = Infinity
    for (const row of drawn) {
      const sum = ask(row)
      if (sum >= best) continue
      best = sum
      kept.set(spare)
      centres.set(point, k * cols)
    }
    squares.set(kept)
  }
}

/**
 * Rows, drawn in proportion to `shares` times their weight.
 * @param shares of the rows, or null for all alike
 * @param total their sum
 */
function drawRows(
  shares: Float64Array | null,
  weights: Float64Array | undefined,
  total: number,
  count: number,
  random: Random,
): number[] {
  const wanted = Float64Array.from({ length: count }, () => random() * total).sort()
  const rows = shares?.length ?? weights?.length ?? total
  const drawn: number[] = []
  let sum = 0
  let last = 0
  for (let row = 0; row < rows && drawn.length < count; row++) {
    const share = (shares ? shares[row]! : 1) * (weights ? weights[row]! : 1)
    if (share === 0) continue
    last = row
    sum += share
    while (drawn.length < count && wanted[drawn.length]! < sum) drawn.push(row)
  }
  while (drawn.length < count) drawn.push(last)
  return drawn
}
