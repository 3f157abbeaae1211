import type { DenseMatrix } from '../../core/matrix'
import type { Random } from '../../core/random'
import type { Centres } from './centres'
import { workspaceFor, type Workspace } from './kernel'
import { plusPlus } from './plus-plus'

export interface KMeansOptions {
  readonly clusters: number
  /** Runs from other first centres; the one with the least inertia counts. */
  readonly runs: number
  readonly maxIterations: number
  /** Centres that move by less than this, squared and as a share of the mean variance, have come to rest. */
  readonly tolerance: number
  readonly random: Random
  readonly weights?: Float64Array | undefined
  readonly onIteration?: (run: number, iteration: number) => void
}

export interface KMeans {
  readonly centres: Centres
  readonly clusters: Int32Array
  /** The weighted sum of squared distances of the rows to their centres. */
  readonly inertia: number
  readonly iterations: number
  readonly converged: boolean
}

/**
 * k-means as scikit-learn's: Lloyd's iterations from k-means++.
 * @param matrix finite, with at least as many distinct rows as clusters
 */
export async function kMeans(matrix: DenseMatrix, options: KMeansOptions): Promise<KMeans> {
  const { clusters, random, runs, weights } = options
  const work = await workspaceFor(matrix, clusters, weights)
  const tolerance = options.tolerance * meanVariance(matrix)
  let best: KMeans | undefined
  for (let run = 0; run < runs; run++) {
    plusPlus(matrix, work, clusters, random, weights)
    const found = lloyd(matrix, work, options, tolerance, run)
    if (!best || found.inertia < best.inertia) best = found
  }
  return best!
}

/** From the centres that stand in the workspace. */
function lloyd(
  matrix: DenseMatrix,
  work: Workspace,
  { clusters: count, maxIterations, onIteration, weights }: KMeansOptions,
  tolerance: number,
  run: number,
): KMeans {
  work.clusters.fill(-1)
  work.assign()
  let iterations = 0
  let converged = false
  while (!converged && iterations < maxIterations) {
    iterations++
    onIteration?.(run, iterations)
    work.addUp()
    refill(matrix, work, weights)
    const moved = moveCentres(work)
    converged = work.assign() === 0 || moved <= tolerance
  }
  let inertia = 0
  for (let row = 0; row < work.rows; row++) inertia += (weights ? weights[row]! : 1) * work.squares[row]!
  return {
    centres: { count, cols: work.cols, values: work.centres.slice() },
    clusters: work.clusters.slice(0, work.rows),
    inertia,
    iterations,
    converged,
  }
}

/** Moves every centre to the mean of its rows. @returns the sum of squared moves */
function moveCentres({ centres, cols, sizes, sums }: Workspace): number {
  let total = 0
  sizes.forEach((size, k) => {
    if (!(size > 0)) return
    for (let j = k * cols; j < (k + 1) * cols; j++) {
      const next = sums[j]! / size
      total += (next - centres[j]!) ** 2
      centres[j] = next
    }
  })
  return total
}

/** Gives a cluster that has become empty the row that is farthest from its own centre. */
function refill(
  { values }: DenseMatrix,
  { clusters, cols, rows, sizes, squares, sums }: Workspace,
  weights: Float64Array | undefined,
): void {
  for (let k = 0; k < sizes.length; k++) {
    if (sizes[k]! > 0) continue
    let farthest = -1
    for (let row = 0; row < rows; row++) {
      const weight = weights ? weights[row]! : 1
      if (weight === 0 || sizes[clusters[row]!]! <= weight) continue
      if (farthest < 0 || squares[row]! > squares[farthest]!) farthest = row
    }
    if (farthest < 0) return
    const weight = weights ? weights[farthest]! : 1
    const from = clusters[farthest]!
    sizes[from]! -= weight
    sizes[k] = weight
    for (let j = 0; j < cols; j++) {
      sums[from * cols + j]! -= weight * values[farthest * cols + j]!
      sums[k * cols + j] = weight * values[farthest * cols + j]!
    }
    clusters[farthest] = k
    squares[farthest] = 0
  }
}

/** The mean over the columns of their variance. */
function meanVariance({ rows, cols, values }: DenseMatrix): number {
  const means = new Float64Array(cols)
  for (let at = 0; at < values.length;) for (let j = 0; j < cols; j++) means[j]! += values[at++]! / rows
  let sum = 0
  for (let at = 0; at < values.length;) for (let j = 0; j < cols; j++) sum += (values[at++]! - means[j]!) ** 2
  return sum / rows / cols
}
