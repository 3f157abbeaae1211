import { describe, expect, test } from 'vitest'
import { dense } from '../../core/matrix'
import { randomStream } from '../../core/random'
import { distance } from '../../reference/distance'
import { readLearnerValues } from '../../reference/learners'
import { nearestCentres } from './centres'
import { kMeans } from './k-means'
import { miniBatchKMeans } from './mini-batch'

const OPTIONS = { runs: 50, maxIterations: 300, tolerance: 0 }
const matrix = (X: readonly (readonly number[])[]) =>
  dense(X.length, X[0]!.length, Float64Array.from(X.flat()))

describe('k-means', () => {
  test.each(readLearnerValues().kmeans)(
    'finds what scikit-learn finds: $clusters clusters',
    { timeout: 60_000 },
    async (one) => {
      const { X, clusters, inertia, centres, weights } = one
      const found = await kMeans(matrix(X), {
        ...OPTIONS,
        clusters,
        random: randomStream(0, 'k-means'),
        weights: weights ? Float64Array.from(weights) : undefined,
      })
      expect(distance([found.inertia], [inertia])).toBeLessThan(1e-9)
      const cols = X[0]!.length
      const own = Array.from({ length: clusters }, (_, k) => [
        ...found.centres.values.subarray(k * cols, (k + 1) * cols),
      ]).sort((a, b) => a[0]! - b[0]!)
      expect(distance(own.flat(), centres.flat())).toBeLessThan(1e-9)
      expect(nearestCentres(matrix(X), found.centres)).toEqual(found.clusters)
    },
  )

  test('leaves no cluster empty, and every row may be one', async () => {
    const X = [[0], [0], [0], [1], [5]]
    const options = { ...OPTIONS, random: randomStream(3, 'k-means') }
    const three = await kMeans(matrix(X), { ...options, clusters: 3 })
    expect(new Set(three.clusters).size).toBe(3)
    expect(three.inertia).toBe(0)
    const one = await kMeans(matrix([[2]]), { ...options, clusters: 1 })
    expect([...one.centres.values, ...one.clusters]).toEqual([2, 0])
  })
})

test.each(readLearnerValues().mini_batch)(
  'k-means by batches comes as near as that of scikit-learn, in the mean of five seeds: $clusters clusters',
  async ({ X, clusters, inertia }) => {
    const rows = matrix(X)
    const seeds = [0, 1, 2, 3, 4].map(async (seed) => {
      const random = randomStream(seed, 'k-means')
      const centres = await miniBatchKMeans(rows, {
        clusters,
        batch: 1024,
        passes: 100,
        patience: 10,
        random,
      })
      const { values } = centres
      const nearest = nearestCentres(rows, centres)
      return rows.values.reduce((sum, cell, at) => {
        const row = Math.floor(at / rows.cols)
        return sum + (cell - values[nearest[row]! * rows.cols + (at % rows.cols)]!) ** 2
      }, 0)
    })
    const found = await Promise.all(seeds)
    expect(found.reduce((sum, one) => sum + one / found.length, 0)).toBeLessThan(1.01 * inertia)
  },
)
