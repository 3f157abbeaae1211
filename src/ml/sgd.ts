import { UserError } from '../core/errors'
import { type Matrix } from '../core/matrix'
import { permutation, type Random } from '../core/random'
import { addRow, rowTimes } from './matrix-rows'
import { sgdLosses, type SgdLossName } from './sgd-losses'

export interface SgdOptions {
  readonly loss: SgdLossName
  readonly penalty: 'l2' | 'l1' | 'elasticnet'
  readonly alpha: number
  /** The share of L1 in `elasticnet`. */
  readonly l1Ratio: number
  /** Of the losses for numbers that have one. */
  readonly epsilon: number
  readonly fitIntercept: boolean
  readonly schedule: 'optimal' | 'invscaling' | 'constant' | 'adaptive'
  readonly eta0: number
  readonly powerT: number
  /** From how many rows on steps are averaged; 0 for not at all. */
  readonly average: number
  readonly maxIterations: number
  /** Ends after `patience` epochs that lower the mean loss by less; null: never. */
  readonly tol: number | null
  readonly patience: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array
  /** Draws the order of rows of every epoch; without it they are taken as they are. */
  readonly random?: Random
  /** Called before every epoch; what it throws ends the work. */
  readonly onEpoch?: (epoch: number) => void
}

export interface SgdModel {
  readonly coef: Float64Array
  readonly intercept: number
  readonly epochs: number
  /** False when the epochs ran out. */
  readonly converged: boolean
}

/** Where the loss is steeper, it is taken to be so steep. */
const STEEPEST = 1e12

/**
 * Stochastic gradient descent, step by step as scikit-learn's SGDClassifier and SGDRegressor: one row after the other
 * moves the coefficients by its own gradient (Bottou 2010), L1 by cumulative penalties (Tsuruoka and others 2009).
 * @param y 1 and -1, or numbers
 * @throws UserError when the coefficients grow past all bounds
 */
export function fitSgd(matrix: Matrix, y: Float64Array, options: SgdOptions): SgdModel {
  const { alpha, average, eta0, fitIntercept, powerT, schedule, tol, weights } = options
  const loss = sgdLosses[options.loss](options.epsilon)
  const l1 = { l2: 0, l1: 1, elasticnet: options.l1Ratio }[options.penalty]
  const at = new Unknowns(matrix, average > 0)
  const decay = matrix.kind === 'sparse' ? 0.01 : 1
  const first = firstStep(loss.slope, alpha)
  let rate = eta0
  let step = 1
  let best = Infinity
  let idle = 0
  for (let epoch = 1; epoch <= options.maxIterations; epoch++) {
    options.onEpoch?.(epoch)
    const order = options.random && permutation(matrix.rows, options.random)
    let total = 0
    for (let n = 0; n < matrix.rows; n++, step++) {
      const row = order ? order[n]! : n
      const score = at.score(row)
      if (schedule === 'optimal') rate = 1 / (alpha * (first + step - 1))
      if (schedule === 'invscaling') rate = eta0 / step ** powerT
      total += loss.value(score, y[row]!)
      const slope = Math.max(-STEEPEST, Math.min(STEEPEST, loss.slope(score, y[row]!)))
      const by = -rate * slope * (weights ? weights[row]! : 1)
      at.shrink(Math.max(0, 1 - (1 - l1) * rate * alpha))
      if (by !== 0) at.add(row, by, fitIntercept ? by * decay : 0)
      if (average > 0 && average <= step) at.average(row, by, step - average + 1)
      if (l1 > 0) at.clip(row, l1 * rate * alpha)
    }
    if (!at.isFinite()) {
      throw new UserError(
        'The coefficients grew past all bounds.',
        'Scale the numbers, or take a smaller rate.',
      )
    }
    idle = tol !== null && total > best - tol * matrix.rows ? idle + 1 : 0
    best = Math.min(best, total)
    if (idle < options.patience) continue
    if (schedule !== 'adaptive' || rate <= 1e-6)
      return { ...at.result(step, average), epochs: epoch, converged: true }
    rate /= 5
    idle = 0
  }
  return { ...at.result(step, average), epochs: options.maxIterations, converged: tol === null }
}

/** How many steps the optimal schedule is ahead, so that the first is of a size that suits the penalty. */
function firstStep(slope: (score: number, y: number) => number, alpha: number): number {
  const typical = Math.sqrt(1 / Math.sqrt(alpha))
  return 1 / ((typical / Math.max(1, slope(-typical, 1))) * alpha)
}

/**
 * Coefficients as a vector times a scale, so that shrinking all of them is one product, and their average as a sum
 * of two vectors for the same reason.
 */
class Unknowns {
  readonly #matrix: Matrix
  readonly #w: Float64Array
  readonly #mean: Float64Array | undefined
  readonly #penalties: Float64Array
  #penalty = 0
  #scale = 1
  #meanOfW = 0
  #meanScale = 1
  #intercept = 0
  #meanIntercept = 0

  constructor(matrix: Matrix, averages: boolean) {
    this.#matrix = matrix
    this.#w = new Float64Array(matrix.cols)
    this.#mean = averages ? new Float64Array(matrix.cols) : undefined
    this.#penalties = new Float64Array(matrix.cols)
  }

  score(row: number): number {
    return rowTimes(this.#matrix, row, this.#w) * this.#scale + this.#intercept
  }

  shrink(by: number): void {
    this.#scale *= by
    if (this.#scale < 1e-9) this.#settle()
  }

  add(row: number, by: number, interceptBy: number): void {
    addRow(this.#matrix, row, by / this.#scale, this.#w)
    this.#intercept += interceptBy
  }

  average(row: number, by: number, count: number): void {
    const share = 1 / count
    this.#meanIntercept += (this.#intercept - this.#meanIntercept) * share
    addRow(this.#matrix, row, (this.#meanOfW * -by) / this.#scale, this.#mean!)
    if (count > 1) this.#meanScale /= 1 - share
    this.#meanOfW += share * this.#meanScale * this.#scale
  }

  /** Draws the coefficients of a row towards 0 by all of the L1 penalty that they have not had yet. */
  clip(row: number, more: number): void {
    this.#penalty += more
    const { matrix, start, end } = rangeOf(this.#matrix, row)
    const w = this.#w
    const had = this.#penalties
    for (let at = start; at < end; at++) {
      const j = matrix.kind === 'sparse' ? matrix.indices[at]! : at - start
      const before = w[j]!
      if (before > 0) w[j] = Math.max(0, before - (this.#penalty + had[j]!) / this.#scale)
      else if (before < 0) w[j] = Math.min(0, before + (this.#penalty - had[j]!) / this.#scale)
      had[j]! += this.#scale * (w[j]! - before)
    }
  }

  isFinite(): boolean {
    return Number.isFinite(this.#intercept) && this.#w.every(Number.isFinite)
  }

  result(step: number, average: number): Pick<SgdModel, 'coef' | 'intercept'> {
    this.#settle()
    const averaged = this.#mean && average <= step - 1
    return averaged
      ? { coef: this.#mean, intercept: this.#meanIntercept }
      : { coef: this.#w, intercept: this.#intercept }
  }

  #settle(): void {
    this.#mean?.forEach((value, j) => {
      this.#mean![j] = (value + this.#meanOfW * this.#w[j]!) / this.#meanScale
    })
    this.#meanOfW = 0
    this.#meanScale = 1
    if (this.#scale === 1) return
    for (let j = 0; j < this.#w.length; j++) this.#w[j]! *= this.#scale
    this.#scale = 1
  }
}

function rangeOf(matrix: Matrix, row: number) {
  return matrix.kind === 'sparse'
    ? { matrix, start: matrix.indptr[row]!, end: matrix.indptr[row + 1]! }
    : { matrix, start: 0, end: matrix.cols }
}
