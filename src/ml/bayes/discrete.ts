import type { Matrix } from '../../core/matrix'
import { classSums, classWeights, logPriors } from './class-sums'

/** The joint log likelihood of a class as a weighted sum of the features; `coef` is classes x features, row-major. */
export interface LinearBayes {
  readonly coef: Float64Array
  readonly intercept: Float64Array
}

export interface DiscreteOptions {
  /** Added to every count. */
  readonly alpha: number
  /** Whether frequent classes are likelier from the start. */
  readonly fitPrior: boolean
}

/**
 * scikit-learn's MultinomialNB.
 * @param matrix counts from 0 on
 */
export function fitMultinomialBayes(
  matrix: Matrix,
  codes: Float64Array,
  classes: number,
  { alpha, fitPrior }: DiscreteOptions,
  weights?: Float64Array,
): LinearBayes {
  const { cols } = matrix
  const coef = classSums(matrix, codes, classes, weights).map((count) => count + alpha)
  for (let code = 0; code < classes; code++) {
    const own = coef.subarray(code * cols, (code + 1) * cols)
    const total = Math.log(own.reduce((sum, count) => sum + count, 0))
    own.forEach((count, k) => (own[k] = Math.log(count) - total))
  }
  return { coef, intercept: logPriors(classWeights(codes, classes, weights), fitPrior) }
}

/**
 * scikit-learn's BernoulliNB.
 * @param matrix zeros and ones
 */
export function fitBernoulliBayes(
  matrix: Matrix,
  codes: Float64Array,
  classes: number,
  { alpha, fitPrior }: DiscreteOptions,
  weights?: Float64Array,
): LinearBayes {
  const { cols } = matrix
  const ofClass = classWeights(codes, classes, weights)
  const coef = classSums(matrix, codes, classes, weights)
  const intercept = logPriors(ofClass, fitPrior)
  for (let code = 0; code < classes; code++) {
    const total = Math.log(ofClass[code]! + 2 * alpha)
    for (let at = code * cols; at < (code + 1) * cols; at++) {
      const present = Math.log(coef[at]! + alpha) - total
      // 1 - exp(present) loses what is left when a feature is almost always there.
      const absent = Math.log(Math.max(0, ofClass[code]! - coef[at]!) + alpha) - total
      intercept[code]! += absent
      coef[at] = present - absent
    }
  }
  return { coef, intercept }
}

/** 1 where a cell is above the threshold, else 0. @param threshold from 0 on, so that zeros stay zeros */
export function binarized(matrix: Matrix, threshold: number): Matrix {
  return { ...matrix, values: matrix.values.map((value) => (value > threshold ? 1 : 0)) }
}
