import { readFileSync } from 'node:fs'

/** The shape of learners.json, which make_learners.py writes. */
export interface LearnerValues {
  readonly knn: readonly KnnCase[]
  readonly bayes: readonly BayesCase[]
  readonly dummies: readonly DummyCase[]
  readonly cluster_metrics: readonly ClusterMetricCase[]
  readonly kmeans: readonly KMeansCase[]
  readonly labelled: readonly LabelledCase[]
  readonly mixtures: readonly MixtureCase[]
  readonly isolation: readonly { readonly X: number[][]; readonly odd: number[]; readonly roc_auc: number }[]
  /** With the mean inertia of five seeds. */
  readonly mini_batch: readonly {
    readonly X: number[][]
    readonly clusters: number
    readonly inertia: number
  }[]
}

interface Labelled {
  readonly X: number[][]
  readonly weights: number[] | null
  /** The cluster of each row; -1 is noise. */
  readonly clusters: number[]
}

export type LabelledCase = Labelled &
  (
    | { readonly kind: 'dbscan'; readonly params: { readonly eps: number; readonly min_samples: number } }
    | {
        readonly kind: 'agglomerative'
        readonly params: {
          readonly n_clusters: number
          readonly linkage: 'ward' | 'complete' | 'average' | 'single'
        }
      }
  )

export interface MixtureCase {
  readonly type: 'full' | 'tied' | 'diag' | 'spherical'
  readonly X: number[][]
  /** The component that each row begins with. */
  readonly start: number[]
  readonly weights: number[]
  readonly means: number[][]
  readonly likelihood: number
  /** Of the first ten rows. */
  readonly probabilities: number[][]
}

export interface ClusterMetricCase {
  readonly X: number[][]
  readonly truth: number[]
  readonly clusters: number[]
  /** By scikit-learn's name without `_score`. */
  readonly expected: Readonly<Record<string, number>>
}

export interface KMeansCase {
  readonly X: number[][]
  readonly weights: number[] | null
  readonly clusters: number
  readonly inertia: number
  /** In ascending order of their first column. */
  readonly centres: number[][]
}

export interface BayesCase {
  readonly kind: 'gaussian' | 'multinomial' | 'bernoulli' | 'categorical'
  readonly params: Readonly<Record<string, number | boolean>>
  readonly X: number[][]
  /** Class codes, 0 to 2. */
  readonly y: number[]
  readonly weights: number[] | null
  readonly test: number[][]
  readonly probabilities: number[][]
}

/** What every row is given: a probability for each of three classes, or one value. */
export interface DummyCase {
  readonly strategy: 'prior' | 'most_frequent' | 'uniform' | 'mean' | 'median' | 'quantile'
  readonly y: number[]
  readonly weights: number[] | null
  readonly quantile?: number | null
  readonly expected: number[]
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
