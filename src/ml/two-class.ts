import { type Random } from '../core/random'

/** How a linear machine of two classes is fitted. */
export interface TwoClassOptions {
  /** The value of the column whose coefficient is the intercept; 0 for none. */
  readonly scaling: number
  readonly maxIterations: number
  readonly tol: number
  readonly random: Random
  readonly onIteration: (iteration: number) => void
}

export interface TwoClassModel {
  readonly coef: Float64Array
  readonly intercept: number
  readonly converged: boolean
}
