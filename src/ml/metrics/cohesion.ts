import { takeRows, type DenseMatrix } from '../../core/matrix'
import { permutation, randomStream } from '../../core/random'
import { undefinedBecause, type Result } from './scored'

/** With more rows the silhouette is that of as many, drawn at random: it looks at every pair. */
const MOST_ROWS = 2000

/** The mean of every cluster: clusters x cols, row-major; and how many rows it has. */
function centresOf({ rows, cols, values }: DenseMatrix, clusters: Int32Array, count: number) {
  const centres = new Float64Array(count * cols)
  const sizes = new Float64Array(count)
  for (let row = 0; row < rows; row++) {
    sizes[clusters[row]!]!++
    for (let k = 0; k < cols; k++) centres[clusters[row]! * cols + k]! += values[row * cols + k]!
  }
  return { centres: centres.map((sum, at) => sum / sizes[Math.floor(at / cols)]!), sizes }
}

function squareBetween(a: Float64Array, aAt: number, b: Float64Array, bAt: number, cols: number): number {
  let sum = 0
  for (let k = 0; k < cols; k++) sum += (a[aAt + k]! - b[bAt + k]!) ** 2
  return sum
}

/**
 * The mean over the rows of (b - a) / max(a, b): a is the mean distance to its own cluster, b to the nearest other one.
 * As scikit-learn's silhouette_score.
 */
export function silhouette(space: DenseMatrix, clusters: Int32Array, count: number): Result {
  if (space.rows <= MOST_ROWS) return { value: meanSilhouette(space, clusters, count) }
  const drawn = permutation(space.rows, randomStream(0, 'silhouette')).slice(0, MOST_ROWS).sort()
  const own = Int32Array.from(drawn, (row) => clusters[row]!)
  if (new Set(own).size < 2) return undefinedBecause('The rows drawn at random are of one cluster.')
  const value = meanSilhouette(takeRows(space, drawn) as DenseMatrix, own, count)
  return { value, note: `Of ${MOST_ROWS.toLocaleString('en-US')} rows drawn at random.` }
}

function meanSilhouette({ rows, cols, values }: DenseMatrix, clusters: Int32Array, count: number): number {
  const sums = new Float64Array(rows * count)
  const sizes = new Float64Array(count)
  for (let i = 0; i < rows; i++) {
    sizes[clusters[i]!]!++
    for (let j = 0; j < i; j++) {
      const apart = Math.sqrt(squareBetween(values, i * cols, values, j * cols, cols))
      sums[i * count + clusters[j]!]! += apart
      sums[j * count + clusters[i]!]! += apart
    }
  }
  let total = 0
  for (let i = 0; i < rows; i++) {
    const own = clusters[i]!
    if (sizes[own]! < 2) continue
    const within = sums[i * count + own]! / (sizes[own]! - 1)
    let nearest = Infinity
    for (let k = 0; k < count; k++)
      if (k !== own && sizes[k]! > 0) nearest = Math.min(nearest, sums[i * count + k]! / sizes[k]!)
    total += (nearest - within) / Math.max(nearest, within) || 0
  }
  return total / rows
}

/** The spread between clusters over the spread within, each by its degrees of freedom. */
export function calinskiHarabasz(space: DenseMatrix, clusters: Int32Array, count: number): Result {
  const { rows, cols, values } = space
  const { centres, sizes } = centresOf(space, clusters, count)
  const { centres: middle } = centresOf(space, new Int32Array(rows), 1)
  let between = 0
  for (let k = 0; k < count; k++) between += sizes[k]! * squareBetween(centres, k * cols, middle, 0, cols)
  let within = 0
  for (let row = 0; row < rows; row++)
    within += squareBetween(values, row * cols, centres, clusters[row]! * cols, cols)
  if (within === 0) return { value: 1 }
  return { value: (between * (rows - count)) / (within * (count - 1)) }
}

/** How alike each cluster and the one most like it are, in the mean: their spreads over the distance of their centres. */
export function daviesBouldin(space: DenseMatrix, clusters: Int32Array, count: number): Result {
  const { rows, cols, values } = space
  const { centres, sizes } = centresOf(space, clusters, count)
  const spread = new Float64Array(count)
  for (let row = 0; row < rows; row++) {
    const own = clusters[row]!
    spread[own]! += Math.sqrt(squareBetween(values, row * cols, centres, own * cols, cols)) / sizes[own]!
  }
  let total = 0
  for (let a = 0; a < count; a++) {
    let worst = 0
    for (let b = 0; b < count; b++) {
      if (a === b) continue
      const apart = Math.sqrt(squareBetween(centres, a * cols, centres, b * cols, cols))
      if (apart > 0) worst = Math.max(worst, (spread[a]! + spread[b]!) / apart)
    }
    total += worst
  }
  return { value: total / count }
}
