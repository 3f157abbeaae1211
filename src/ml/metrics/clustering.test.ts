import { describe, expect, it } from 'vitest'
import { dense } from '../../core/matrix'
import { normal, randomStream } from '../../core/random'
import { distance } from '../../reference/distance'
import { readLearnerValues } from '../../reference/learners'
import { metricNamed, metricsFor } from './registry'
import type { ClusteringScored } from './scored'

const scoredOf = (
  X: readonly (readonly number[])[],
  clusters: number[],
  truth: number[],
): ClusteringScored => ({
  task: 'clustering',
  clusters: Int32Array.from(clusters),
  space: dense(X.length, X[0]!.length, Float64Array.from(X.flat())),
  truth: Float64Array.from(truth),
})

describe('metrics of clusters', () => {
  it.each(readLearnerValues().cluster_metrics)(
    'are those of scikit-learn',
    ({ X, clusters, truth, expected }) => {
      expect(metricsFor('clustering').map(({ name }) => name)).toEqual(Object.keys(expected))
      for (const [name, value] of Object.entries(expected)) {
        const found = metricNamed(name).compute(scoredOf(X, clusters, truth))
        expect(distance([found.value], [value]), name).toBeLessThan(1e-9)
      }
    },
  )

  it('look past noise, and are not defined for one cluster or without a column to compare with', () => {
    const X = [[0], [1], [10], [11], [99]]
    const none = X.map(() => Number.NaN)
    const silhouette = (clusters: number[]) => metricNamed('silhouette').compute(scoredOf(X, clusters, none))
    expect(silhouette([0, 0, 1, 1, -1]).value).toBeCloseTo(
      (9.5 + 8.5) / 21 + (8.5 / 9.5 - 9.5 / 10.5 + 0) / 2,
      0,
    )
    expect(silhouette([0, 0, 0, 0, -1]).reason).toBe('There is one cluster here.')
    expect(silhouette([-1, -1, -1, -1, -1]).reason).toBe('There are no clusters here.')
    expect(silhouette([0, 1, 2, 3, 4]).reason).toBe('Every row here is a cluster of its own.')
    expect(metricNamed('adjusted_rand').compute(scoredOf(X, [0, 0, 1, 1, 1], none)).reason).toMatch(
      'compare with',
    )
  })

  it('say when they looked at some of the rows only', () => {
    const random = randomStream(1, 'rows')
    const X = Array.from({ length: 3000 }, (_, i) => [(i % 2) * 6 + normal(random), normal(random)])
    const clusters = X.map((_, i) => i % 2)
    const { value, note } = metricNamed('silhouette').compute(scoredOf(X, clusters, clusters))
    expect(note).toBe('Of 2,000 rows drawn at random.')
    expect(value).toBeGreaterThan(0.6)
  })
})
