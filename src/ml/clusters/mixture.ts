import type { DenseMatrix } from '../../core/matrix'
import { logSumExp } from '../link'

export type CovarianceType = 'full' | 'tied' | 'diag' | 'spherical'

export interface Mixture {
  /** The share of each component. */
  readonly weights: Float64Array
  /** components x cols, row-major */
  readonly means: Float64Array
  /** Of every component the lower triangle whose product with its transpose is the covariance: cols x cols, row-major. */
  readonly factors: Float64Array
}

export interface MixtureFit extends Mixture {
  readonly iterations: number
  readonly converged: boolean
  /** The mean log likelihood of a row. */
  readonly likelihood: number
}

export interface MixtureOptions {
  readonly components: number
  readonly type: CovarianceType
  readonly maxIterations: number
  readonly tolerance: number
  /** Added to every variance, so that none is 0. */
  readonly added: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array
  readonly onIteration: (iteration: number) => void
}

/**
 * A mixture of normal distributions by expectation and maximisation, as scikit-learn's GaussianMixture.
 * @param clusters the component that every row begins with
 */
export function fitMixture(matrix: DenseMatrix, clusters: Int32Array, options: MixtureOptions): MixtureFit {
  const { components, maxIterations, tolerance, weights } = options
  const shares = new Float64Array(matrix.rows * components)
  clusters.forEach((cluster, row) => (shares[row * components + cluster] = 1))
  let mixture = maximised(matrix, shares, options)
  let likelihood = -Infinity
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    options.onIteration(iteration)
    const before = likelihood
    likelihood = expected(matrix, mixture, shares, weights)
    mixture = maximised(matrix, shares, options)
    if (Math.abs(likelihood - before) < tolerance)
      return { ...mixture, iterations: iteration, converged: true, likelihood }
  }
  return { ...mixture, iterations: maxIterations, converged: false, likelihood }
}

/** The probability of every component for every row: rows x components, row-major. NaN for cells that are missing. */
export function mixtureShares(matrix: DenseMatrix, mixture: Mixture): Float64Array {
  const shares = new Float64Array(matrix.rows * mixture.weights.length)
  expected(matrix, mixture, shares)
  return shares
}

/** Writes the shares of the components in every row. @returns the mean log likelihood of weighted rows */
function expected(
  { rows, cols, values }: DenseMatrix,
  { weights, means, factors }: Mixture,
  shares: Float64Array,
  rowWeights?: Float64Array,
): number {
  const components = weights.length
  const solved = new Float64Array(cols)
  for (let k = 0; k < components; k++) {
    const factor = factors.subarray(k * cols * cols, (k + 1) * cols * cols)
    let base = Math.log(weights[k]!) - (cols * Math.log(2 * Math.PI)) / 2
    for (let j = 0; j < cols; j++) base -= Math.log(factor[j * cols + j]!)
    for (let row = 0; row < rows; row++) {
      let squares = 0
      for (let i = 0; i < cols; i++) {
        let left = values[row * cols + i]! - means[k * cols + i]!
        for (let j = 0; j < i; j++) left -= factor[i * cols + j]! * solved[j]!
        solved[i] = left / factor[i * cols + i]!
        squares += solved[i]! * solved[i]!
      }
      shares[row * components + k] = base - squares / 2
    }
  }
  let total = 0
  let weighed = 0
  for (let row = 0; row < rows; row++) {
    const at = row * components
    const sum = logSumExp(shares, at, components)
    const weight = rowWeights ? rowWeights[row]! : 1
    total += weight * sum
    weighed += weight
    for (let k = at; k < at + components; k++) shares[k] = Math.exp(shares[k]! - sum)
  }
  return total / weighed
}

function maximised(
  matrix: DenseMatrix,
  shares: Float64Array,
  { added, components, type, weights }: MixtureOptions,
): Mixture {
  const { rows, cols, values } = matrix
  const sizes = new Float64Array(components).fill(10 * Number.EPSILON)
  const means = new Float64Array(components * cols)
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < components; k++) {
      const share = shares[row * components + k]! * (weights ? weights[row]! : 1)
      sizes[k]! += share
      for (let j = 0; j < cols; j++) means[k * cols + j]! += share * values[row * cols + j]!
    }
  }
  means.forEach((sum, at) => (means[at] = sum / sizes[Math.floor(at / cols)]!))
  const covariances = covariancesOf(matrix, shares, means, sizes, weights)
  if (type === 'tied') pool(covariances, sizes, cols)
  if (type === 'diag' || type === 'spherical') keepDiagonals(covariances, cols, type === 'spherical')
  for (let k = 0; k < components; k++) {
    const own = covariances.subarray(k * cols * cols, (k + 1) * cols * cols)
    for (let j = 0; j < cols; j++) own[j * cols + j]! += added
    factorise(own, cols)
  }
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return { weights: sizes.map((size) => size / total), means, factors: covariances }
}

function covariancesOf(
  { rows, cols, values }: DenseMatrix,
  shares: Float64Array,
  means: Float64Array,
  sizes: Float64Array,
  weights?: Float64Array,
): Float64Array {
  const components = sizes.length
  const out = new Float64Array(components * cols * cols)
  const apart = new Float64Array(cols)
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < components; k++) {
      const share = ((weights ? weights[row]! : 1) * shares[row * components + k]!) / sizes[k]!
      if (share === 0) continue
      for (let j = 0; j < cols; j++) apart[j] = values[row * cols + j]! - means[k * cols + j]!
      for (let i = 0, at = k * cols * cols; i < cols; i++, at += cols)
        for (let j = 0; j <= i; j++) out[at + j]! += share * apart[i]! * apart[j]!
    }
  }
  return out
}

/** One covariance for all, of the components by their sizes. */
function pool(covariances: Float64Array, sizes: Float64Array, cols: number): void {
  const square = cols * cols
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const mean = new Float64Array(square)
  covariances.forEach(
    (value, at) => (mean[at % square]! += (value * sizes[Math.floor(at / square)]!) / total),
  )
  for (let k = 0; k < sizes.length; k++) covariances.set(mean, k * square)
}

function keepDiagonals(covariances: Float64Array, cols: number, alike: boolean): void {
  for (let from = 0; from < covariances.length; from += cols * cols) {
    const diagonal = Float64Array.from({ length: cols }, (_, j) => covariances[from + j * cols + j]!)
    const mean = diagonal.reduce((sum, value) => sum + value, 0) / cols
    covariances.fill(0, from, from + cols * cols)
    diagonal.forEach((value, j) => (covariances[from + j * cols + j] = alike ? mean : value))
  }
}

/** Cholesky in place, of the lower triangle. @throws RangeError when it has no variance left */
function factorise(values: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let left = values[i * size + j]!
      for (let k = 0; k < j; k++) left -= values[i * size + k]! * values[j * size + k]!
      if (i !== j) values[i * size + j] = left / values[j * size + j]!
      else if (left > 0) values[i * size + i] = Math.sqrt(left)
      else throw new RangeError('A component has no variance left')
    }
    values.fill(0, i * size + i + 1, (i + 1) * size)
  }
}
