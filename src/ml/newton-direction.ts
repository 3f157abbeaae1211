import { type Matrix } from '../core/matrix'
import { factorSemidefinite, type Factored } from './cholesky'
import { conjugateGradient } from './conjugate-gradient'
import { blockSums, type BlockSums } from './block-sums'
import { gramDiagonal } from './gram'
import { multiply, multiplyTransposed, sum } from './matrix-ops'
import { type ScoreLoss } from './score-loss'
import { sampledRow, sampleSize } from './sampled-rows'
import { secants } from './secants'

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
 * Solves the Newton system for a gradient, the penalty's included.
 * @param unknown where it was taken
 * @param tolerance the relative residual to reach where it is solved by iteration
 * @param moved the largest change of a score since the last call
 */
export type Solve = (
  unknown: Float64Array,
  gradient: Float64Array,
  tolerance: number,
  moved: number,
) => Direction

export const unknowns = ({ matrix, loss, intercept }: LinearProblem) =>
  loss.outputs * (matrix.cols + (intercept ? 1 : 0))

/**
 * Cholesky on the whole Hessian while that is cheap, otherwise conjugate gradients on its products. Cheap means:
 * at most 1,500 unknowns, and no dearer than about 100 products with the matrix.
 */
export function newtonSolver(problem: LinearProblem): Solve {
  const { matrix, loss } = problem
  const filled = matrix.kind === 'sparse' ? matrix.values.length : matrix.rows * matrix.cols
  if (!isCheap(matrix.rows, filled, loss.outputs, unknowns(problem))) return solveByProducts(problem)
  const stride = strideOf(problem)
  return stride > 1 ? solveBySample(problem, stride) : solveDirectly(problem)
}

/** @param size unknowns */
export function isCheap(rows: number, filled: number, outputs: number, size: number): boolean {
  const blocks = (outputs * (outputs + 1)) / 2
  const direct = (blocks * filled ** 2) / Math.max(1, rows) / 2 + size ** 3 / 6
  const product = 2 * outputs * filled
  return size <= 100 || (size <= 1500 && direct < 100 * product)
}

/** The Hessian is not summed anew when no score has moved by more than 0.01 since: it has changed by as little. */
function solveDirectly(problem: LinearProblem): Solve {
  const blocks = blockSums(problem.matrix)
  let factored: Factored | undefined
  let stale = 0
  return (_, gradient, __, moved) => {
    stale += moved
    if (!factored || stale > 0.01 || problem.loss.kinked) {
      factored = factorSemidefinite(hessian(problem, blocks), gradient.length)
      stale = 0
    }
    return { step: factored.solve(gradient).map((value) => -value), inexact: stale }
  }
}

/**
 * As `solveDirectly`, with the Hessian of some rows, put right by what the steps have shown. Where they do not shrink
 * all the same, all rows are summed from then on.
 */
function solveBySample(problem: LinearProblem, stride: number): Solve {
  const blocks = blockSums(problem.matrix, stride)
  const known = secants()
  let factored: Factored | undefined
  let all: Solve | undefined
  let before = Infinity
  let stale = 0
  return (unknown, gradient, tolerance, moved) => {
    if (before < NEAR && moved > before / 2) all ??= solveDirectly(problem)
    if (all) return all(unknown, gradient, tolerance, moved)
    const inexact = before < NEAR ? moved / before : 0.5
    before = moved || Infinity
    stale += moved
    known.learn(unknown, gradient)
    if (!factored || stale > FAR) {
      factored = factorSemidefinite(hessian(problem, blocks, stride), gradient.length)
      stale = 0
    }
    return { step: known.apply(gradient, factored.solve).map((value) => -value), inexact }
  }
}

/** Where scores have moved by more, steps before say little of the Hessian as it is now. */
const FAR = 2
/** From steps of this size on they are to shrink to half. */
const NEAR = 0.3

/** So many rows per unknown tell the Hessian to about a twentieth: each step gains more than a digit. */
const ROWS_PER_UNKNOWN = 600

/** Of how many rows one stands for all in the Hessian; 1 where they are few, or mostly zeros, which a sample may miss. */
function strideOf({ matrix, loss, intercept }: LinearProblem): number {
  if (matrix.kind === 'sparse' || loss.outputs > 1 || loss.kinked || loss.dent) return 1
  const stride = Math.floor(matrix.rows / (ROWS_PER_UNKNOWN * (matrix.cols + (intercept ? 1 : 0))))
  return stride < 3 ? 1 : stride
}

/** unknowns × unknowns, row-major. */
function hessian(problem: LinearProblem, blocks: BlockSums, stride = 1): Float64Array {
  const { matrix, loss, penalty, intercept, interceptPenalty = 0 } = problem
  const { cols } = matrix
  const size = unknowns(problem)
  const bias = loss.outputs * cols
  const out = new Float64Array(size * size)
  for (let k = 0; k < loss.outputs; k++) {
    for (let l = 0; l <= k; l++) {
      const weights = sampled(loss.curvature(k, l), stride)
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

/** Those of a sample of one row in `stride`, times as much, so that some stand for all. */
function sampled(values: Float64Array, stride: number): Float64Array {
  if (stride === 1) return values
  const out = new Float64Array(sampleSize(values.length, stride))
  for (let i = 0; i < out.length; i++) out[i] = stride * values[sampledRow(i, stride)]!
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
  return (_, gradient, tolerance) => {
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
