import { takeRows, type DenseMatrix } from '../../core/matrix'
import { permutation, type Random } from '../../core/random'
import { nearestCentres, type Centres } from './centres'
import { kMeans } from './k-means'

export interface MiniBatchOptions {
  readonly clusters: number
  readonly batch: number
  /** Passes over as many rows as there are. */
  readonly passes: number
  /** Batches without a better smoothed inertia after which it ends. */
  readonly patience: number
  readonly random: Random
  readonly weights?: Float64Array | undefined
  readonly onBatch?: (batch: number, batches: number) => void
}

const FIRST_BATCHES = 3

/** How many rows the first centres are found from. */
export const firstRows = (batch: number, clusters: number): number =>
  Math.max(FIRST_BATCHES * batch, 3 * clusters)

/**
 * k-means by small batches (Sculley 2010) in the manner of scikit-learn's MiniBatchKMeans: every batch draws the centres of
 * its rows towards their mean, the less the more rows a centre has seen. The first centres are those of k-means on a few batches.
 * @param matrix finite, with at least as many distinct rows as clusters
 */
export async function miniBatchKMeans(matrix: DenseMatrix, options: MiniBatchOptions): Promise<Centres> {
  const { batch, clusters, onBatch, passes, patience, random, weights } = options
  const first = permutation(matrix.rows, random).slice(0, firstRows(batch, clusters))
  const start = await kMeans(takeRows(matrix, first) as DenseMatrix, {
    clusters,
    runs: 3,
    maxIterations: 10,
    tolerance: 1e-4,
    random,
    weights: weights && Float64Array.from(first, (row) => weights[row]!),
  })
  const centres = { ...start.centres, values: start.centres.values.slice() }
  const seen = new Float64Array(clusters)
  const batches = Math.ceil((passes * matrix.rows) / batch)
  const smoothing = Math.min(1, (2 * batch) / (matrix.rows + 1))
  let smoothed = Infinity
  let best = Infinity
  let idle = 0
  for (let number = 0; number < batches && idle < patience; number++) {
    onBatch?.(number, batches)
    const rows = Uint32Array.from({ length: Math.min(batch, matrix.rows) }, () =>
      Math.floor(random() * matrix.rows),
    )
    const inertia = step(matrix, rows, centres, seen, weights)
    smoothed = smoothed === Infinity ? inertia : smoothed * (1 - smoothing) + inertia * smoothing
    idle = smoothed < best ? 0 : idle + 1
    best = Math.min(best, smoothed)
  }
  return centres
}

/** Moves the centres towards the rows of a batch. @returns the mean squared distance before */
function step(
  matrix: DenseMatrix,
  rows: Uint32Array,
  centres: Centres,
  seen: Float64Array,
  weights: Float64Array | undefined,
): number {
  const { cols, values } = centres
  const batch = takeRows(matrix, rows) as DenseMatrix
  const clusters = nearestCentres(batch, centres)
  let inertia = 0
  const before = values.slice()
  rows.forEach((row, i) => {
    const weight = weights ? weights[row]! : 1
    const k = clusters[i]!
    if (weight === 0) return
    seen[k]! += weight
    for (let j = 0; j < cols; j++) {
      const cell = batch.values[i * cols + j]!
      inertia += weight * (cell - before[k * cols + j]!) ** 2
      values[k * cols + j]! += ((cell - values[k * cols + j]!) * weight) / seen[k]!
    }
  })
  return inertia / rows.length
}
