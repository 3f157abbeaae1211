import { readFileSync } from 'node:fs'

/** The shape of learners.json, which make_learners.py writes. */
export interface LearnerValues {
  readonly knn: readonly KnnCase[]
}

export interface KnnCase {
  readonly params: {
    readonly n_neighbors: number
    readonly weights: 'uniform' | 'distance'
    readonly metric: 'euclidean' | 'manhattan' | 'minkowski' | 'cosine'
    readonly p: number
  }
  readonly X: number[][]
  readonly queries: number[][]
  /** Class codes and values of the rows of X. */
  readonly codes: number[]
  readonly values: number[]
  readonly probabilities: number[][]
  readonly means: number[]
}

export function readLearnerValues(): LearnerValues {
  return JSON.parse(readFileSync(new URL('./learners.json', import.meta.url), 'utf8'))
}
