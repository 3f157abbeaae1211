import { takeRows, type Matrix } from '../core/matrix'
import { factorSemidefinite, type Factored } from './cholesky'
import { conjugateGradient } from './conjugate-gradient'
import { gram, gramDiagonal } from './gram'
import { multiply, multiplyTransposed, sum } from './matrix-ops'
import { oneHotGram, withoutMostFrequent } from './one-hot'
import { type ScoreLoss } from './score-loss'

/**
 * A penalised linear problem: loss of the scores plus `penalty / 2` times the squared coefficients. Its unknowns
 * are one vector: coefficients (outputs × cols, row-major), then one intercept per output when it has any.
 */
export interface LinearProblem {
  readonly matrix: Matrix
  readonly loss: ScoreLoss
  readonly penalty: number
  readonly intercept: boolean
  /** The same on intercepts, which have none of their own otherwise. */
  readonly interceptPenalty?: number
}

export interface Direction {
  readonly step: Float64Array
  /** About how far the step is from Newton's, relatively. */
  readonly inexact: number
}

/**
 * Solves the Newton system for a gradient.
 * @param tolerance the relative residual to reach where it is solved by iteration
 * @param moved the largest change of a score since the last call
 */
export type Solve = (gradient: Float64Array, tolerance: number, moved: number) => Direction

export const unknowns = ({ matrix, loss, intercept }: LinearProblem) =>
  loss.outputs * (matrix.cols + (intercept ? 1 : 0))

/**
 * Cholesky on the whole Hessian while that is cheap, otherwise conjugate gradients on its products. Cheap means:
 * at most 1,500 unknowns, and no dearer than about 100 products with the matrix.
 */
export function newtonSolver(problem: LinearProblem): Solve {
  const { matrix, loss } = problem
  const size = unknowns(problem)
  const filled = matrix.kind === 'sparse' ? matrix.values.length : matrix.rows * matrix.cols
  const blocks = (loss.outputs * (loss.outputs + 1)) / 2
  const direct = (blocks * filled ** 2) / Math.max(1, matrix.rows) / 2 + size ** 3 / 6
  const product = 2 * loss.outputs * filled
  const cheap = size <= 100 || (size <= 1500 && direct < 100 * product)
  return cheap ? solveDirectly(problem) : solveByProducts(problem)
}

/** The Hessian is not summed anew when no score has moved by more than 0.01 since: it has changed by as little. */
function solveDirectly(problem: LinearProblem): Solve {
  const sampled = sampleOf(problem)
  let use = sampled
  let blocks = blockSums(use?.matrix ?? problem.matrix)
  let factored: Factored | undefined
  let stale = 0
  let before = Infinity
  return (gradient, _, moved) => {
    stale += moved
    if (use && before < NEAR && moved > SAMPLED_SHRINKS * before) {
      use = undefined
      blocks = blockSums(problem.matrix)
      factored = undefined
    }
    before = moved || Infinity
    if (!factored || stale > (use ? 0.03 : 0.01) || problem.loss.kinked) {
      factored = factorSemidefinite(hessian(problem, blocks, use), gradient.length)
      stale = 0
    }
    return { step: factored.solve(gradient).map((value) => -value), inexact: use ? SAMPLED_SHRINKS : stale }
  }
}

/** Some rows that stand for all in the Hessian. */
interface Sample {
  readonly matrix: Matrix
  /** Every which row. */
  readonly stride: number
}

/** So many rows per unknown are enough: the Hessian is then known to about a tenth, and each step gains a digit. */
const ROWS_PER_UNKNOWN = 150
/** What steps by a sampled Hessian shrink to at least; where they do not, all rows are summed. */
const SAMPLED_SHRINKS = 0.5
/** From steps of this size on they are to shrink. */
const NEAR = 0.3

/** Undefined where all rows are to be summed: they are few, or mostly zeros, which a sample may miss. */
function sampleOf({ matrix, loss, intercept }: LinearProblem): Sample | undefined {
  if (matrix.kind === 'sparse' || loss.outputs > 1 || loss.kinked || loss.dent) return undefined
  const stride = Math.floor(matrix.rows / (ROWS_PER_UNKNOWN * (matrix.cols + (intercept ? 1 : 0))))
  if (stride < 3) return undefined
  const rows = Uint32Array.from({ length: Math.floor(matrix.rows / stride) }, (_, i) => i * stride)
  return { matrix: takeRows(matrix, rows), stride }
}

type BlockSums = (weights: Float64Array) => { readonly products: Float64Array; readonly sums: Float64Array }

function blockSums(matrix: Matrix): BlockSums {
  const oneHot = withoutMostFrequent(matrix)
  if (oneHot) return (weights) => oneHotGram(oneHot, weights)
  return (weights) => ({ products: gram(matrix, weights), sums: multiplyTransposed(matrix, weights) })
}

/** unknowns × unknowns, row-major. */
function hessian(problem: LinearProblem, blocks: BlockSums, sample: Sample | undefined): Float64Array {
  const { matrix, loss, penalty, intercept, interceptPenalty = 0 } = problem
  const { cols } = matrix
  const size = unknowns(problem)
  const bias = loss.outputs * cols
  const out = new Float64Array(size * size)
  for (let k = 0; k < loss.outputs; k++) {
    for (let l = 0; l <= k; l++) {
      const all = loss.curvature(k, l)
      const weights = sample
        ? Float64Array.from({ length: sample.matrix.rows }, (_, i) => sample.stride * all[i * sample.stride]!)
        : all
      const { products, sums } = blocks(weights)
      for (let i = 0; i < cols; i++) {
        const from = products.subarray(i * cols, (i + 1) * cols)
        out.set(from, (k * cols + i) * size + l * cols)
        if (k !== l) out.set(from, (l * cols + i) * size + k * cols)
      }
      if (!intercept) continue
      setBoth(out, size, bias + k, bias + l, sum(weights))
      for (let j = 0; j < cols; j++) {
        setBoth(out, size, bias + k, l * cols + j, sums[j]!)
        setBoth(out, size, bias + l, k * cols + j, sums[j]!)
      }
    }
  }
  if (loss.dent) takeOuter(out, pullBack(problem, loss.dent()))
  for (let j = 0; j < size; j++) out[j * size + j]! += j < bias ? penalty : interceptPenalty
  if (intercept && loss.outputs > 1) fixGauge(out, size, loss.outputs)
  return out
}

function takeOuter(out: Float64Array, u: Float64Array): void {
  for (let i = 0, at = 0; i < u.length; i++) for (let j = 0; j < u.length; j++) out[at++]! -= u[i]! * u[j]!
}

/**
 * The same number on every intercept changes no probability. Curving the Hessian along that line makes it
 * regular, and moves nothing, since the gradient has no part there: intercepts that begin at 0 keep their sum 0.
 */
function fixGauge(out: Float64Array, size: number, outputs: number): void {
  const last = size - 1
  const bend = out[last * size + last]! || 1
  for (let k = size - outputs; k < size; k++) {
    for (let l = size - outputs; l < size; l++) out[k * size + l]! += bend
  }
}

function setBoth(out: Float64Array, size: number, i: number, j: number, value: number): void {
  out[i * size + j] = value
  out[j * size + i] = value
}

function solveByProducts(problem: LinearProblem): Solve {
  const { matrix, loss, penalty, intercept, interceptPenalty = 0 } = problem
  const { outputs } = loss
  const bias = outputs * matrix.cols
  const product = (v: Float64Array) => {
    const out = pullBack(problem, loss.curve(scoresOf(problem, v)))
    for (let j = 0; j < out.length; j++) out[j]! += (j < bias ? penalty : interceptPenalty) * v[j]!
    return out
  }
  return (gradient, tolerance) => {
    const curvatures = new Float64Array(matrix.rows * outputs)
    for (let k = 0; k < outputs; k++) {
      loss.curvature(k, k).forEach((value, i) => (curvatures[i * outputs + k] = value))
    }
    const diagonal = new Float64Array(gradient.length)
    diagonal.set(gramDiagonal(matrix, curvatures, outputs).map((value) => value + penalty))
    if (intercept) addByOutput(diagonal.fill(interceptPenalty, bias), bias, curvatures, outputs)
    const limit = Math.max(200, Math.min(2 * gradient.length, 2000))
    const step = conjugateGradient(product, gradient, diagonal, tolerance, limit).map((value) => -value)
    return { step, inexact: tolerance }
  }
}

/** Linear scores of a vector of unknowns: rows × outputs. */
export function scoresOf({ matrix, loss, intercept }: LinearProblem, unknown: Float64Array): Float64Array {
  const bias = loss.outputs * matrix.cols
  const shift = intercept ? unknown.subarray(bias) : new Float64Array(loss.outputs)
  return multiply(matrix, unknown.subarray(0, bias), shift)
}

/** The derivative by the unknowns of something whose derivative by the scores is `byScores`. */
export function pullBack(problem: LinearProblem, byScores: Float64Array): Float64Array {
  const { matrix, loss, intercept } = problem
  const { outputs } = loss
  const out = new Float64Array(unknowns(problem))
  out.set(multiplyTransposed(matrix, byScores, outputs))
  const bias = outputs * matrix.cols
  if (intercept) addByOutput(out, bias, byScores, outputs)
  return out
}

/** Adds the sums over rows of `values` (rows × outputs), one per output, from place `bias` on. */
function addByOutput(out: Float64Array, bias: number, values: Float64Array, outputs: number): void {
  for (let k = 0; k < outputs; k++) {
    let total = 0
    for (let at = k; at < values.length; at += outputs) total += values[at]!
    out[bias + k]! += total
  }
}
