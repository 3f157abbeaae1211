import { describe, expect, test } from 'vitest'
import { dense } from '../../core/matrix'
import { randomStream } from '../../core/random'
import { distance } from '../../reference/distance'
import { readLearnerValues } from '../../reference/learners'
import { adjustedRand, contingency, recoded } from '../metrics/agreement'
import { rocAuc } from '../metrics/roc-curve'
import { agglomerate } from './agglomerate'
import { dbscan, nearestCore } from './dbscan'
import { fitIsolation, isolationScores } from './isolation'
import { fitMixture, mixtureShares } from './mixture'

const { isolation, labelled, mixtures } = readLearnerValues()
const matrix = (X: readonly (readonly number[])[]) =>
  dense(X.length, X[0]!.length, Float64Array.from(X.flat()))
const ignore = () => undefined

describe('clusters by row', () => {
  test.each(labelled)('are those of scikit-learn: $kind $params', (one) => {
    const rows = matrix(one.X)
    const weights = one.weights ? Float64Array.from(one.weights) : undefined
    const found =
      one.kind === 'dbscan'
        ? dbscan(rows, one.params.eps, one.params.min_samples, weights, ignore).clusters
        : agglomerate(rows, one.params.n_clusters, one.params.linkage, ignore)
    expect(found.map((cluster) => (cluster < 0 ? 1 : 0))).toEqual(
      Int32Array.from(one.clusters, (cluster) => (cluster < 0 ? 1 : 0)),
    )
    expect(adjustedRand(contingency(recoded(one.clusters), recoded(found)))).toBe(1)
  })

  test('a new row is of the cluster of its nearest core row, or noise', () => {
    const core = Float64Array.of(0, 10)
    expect([...nearestCore(matrix([[0.4], [9], [5], [Number.NaN]]), core, Int32Array.of(0, 1), 1)]).toEqual([
      0, 1, -1, -1,
    ])
  })
})

describe('mixtures', () => {
  test.each(mixtures)('take a row of weight 2 for two, and one of weight 0 for none: $type', (one) => {
    const options = {
      type: one.type,
      components: 2,
      maxIterations: 20,
      tolerance: 0,
      added: 1e-6,
      onIteration: ignore,
    }
    const weights = Float64Array.from(one.X, (_, i) => i % 3)
    const places = one.X.flatMap((_, i) => Array<number>(i % 3).fill(i))
    const start = (i: number) => one.start[i]! % 2
    const weighed = fitMixture(
      matrix(one.X),
      Int32Array.from(one.X, (_, i) => start(i)),
      { ...options, weights },
    )
    const repeated = fitMixture(matrix(places.map((i) => one.X[i]!)), Int32Array.from(places, start), options)
    expect(distance(weighed.means, repeated.means)).toBeLessThan(1e-9)
    expect(distance(weighed.factors, repeated.factors)).toBeLessThan(1e-9)
    expect(weighed.likelihood).toBeCloseTo(repeated.likelihood, 9)
  })

  test.each(mixtures)('come to rest where those of scikit-learn do: $type', (one) => {
    const rows = matrix(one.X)
    const options = { components: 3, type: one.type, maxIterations: 5000, tolerance: 1e-12, added: 1e-6 }
    const found = fitMixture(rows, Int32Array.from(one.start), { ...options, onIteration: ignore })
    expect(found.converged).toBe(true)
    expect(distance(found.weights, one.weights)).toBeLessThan(1e-5)
    expect(distance(found.means, one.means.flat())).toBeLessThan(1e-5)
    expect(distance([found.likelihood], [one.likelihood])).toBeLessThan(1e-6)
    expect(distance(mixtureShares(matrix(one.X.slice(0, 10)), found), one.probabilities.flat())).toBeLessThan(
      1e-5,
    )
  })
})

test.each(isolation)(
  'an isolation forest finds odd rows as well as that of scikit-learn',
  ({ X, odd, roc_auc }) => {
    const rows = matrix(X)
    const found = [0, 1, 2, 3, 4].map((seed) => {
      const forest = fitIsolation(rows, 100, 256, randomStream(seed, 'isolation'), ignore)
      return rocAuc(Uint8Array.from(odd), isolationScores(rows, forest))
    })
    expect(found.reduce((sum, one) => sum + one, 0) / 5).toBeGreaterThan(roc_auc - 0.01)
  },
)
