import type { Context } from '../../core/context'
import type { Rows } from '../../core/dataset'
import { choice } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { takeRows, type Matrix } from '../../core/matrix'
import { multiply } from '../../ml/matrix-ops'
import { BARE_MARGIN, heldOutSigmoids } from '../../ml/platt'
import { sigmoidOf, type Sigmoid } from '../../ml/sigmoid-calibration'
import { linearScores, type LinearLearned } from './linear-model'
import type { TrainingData } from './learner'
import type { WeighedTruth } from './weighed-truth'

/** A linear model of classes whose scores are margins, and a sigmoid for each that makes chances of them. */
export interface MarginLearned extends LinearLearned {
  readonly sigmoids: readonly Sigmoid[]
}

export type MarginModel = Pick<LinearLearned, 'coef' | 'intercept'>

export const probabilityParam = choice('Probabilities', ['platt', 'margin'], {
  titles: { platt: 'Platt, on rows held out', margin: 'Margins, not calibrated' },
  help: 'A machine gives margins and no chances. Platt fits it five times more, on parts of the training rows, and learns from the margins of the others; without it margins are only squeezed between 0 and 1.',
})

/** What a fit is handed: all training rows that weigh something, or some of them. */
export interface MarginRows {
  readonly matrix: Matrix
  readonly truth: Float64Array
  readonly weights: Float64Array | undefined
  /** 0 is the fit on all rows. */
  readonly turn: number
}

/** Fits on all rows, and, for Platt's probabilities, on folds of them. */
export function fitMargins<Model extends MarginModel>(
  { matrix, truth, weights, target }: TrainingData & WeighedTruth,
  probability: 'platt' | 'margin',
  context: Context,
  fitOn: (rows: MarginRows) => Model,
): { readonly model: Model; readonly sigmoids: readonly Sigmoid[] } {
  const model = fitOn({ matrix, truth, weights, turn: 0 })
  const bare = Array.from(model.intercept, () => BARE_MARGIN)
  if (probability === 'margin') return { model, sigmoids: bare }
  const counting = Uint32Array.from(truth.keys()).filter((row) => (weights?.[row] ?? 1) > 0)
  const pick = (values: Float64Array, rows: Uint32Array) => Float64Array.from(rows, (row) => values[row]!)
  const sigmoids = heldOutSigmoids(
    pick(truth, counting),
    target.classes.length,
    context.random('folds for probabilities'),
    (train, held, fold) => {
      const from = train.map((at) => counting[at]!)
      const { coef, intercept } = fitOn({
        matrix: takeRows(matrix, from),
        truth: pick(truth, from),
        weights: weights && pick(weights, from),
        turn: fold + 1,
      })
      const to = held.map((at) => counting[at]!)
      return multiply(takeRows(matrix, to), coef, intercept)
    },
  )
  if (!sigmoids) {
    context.warn(
      'A class has one row only, so probabilities are margins that are not calibrated.',
      'Give more rows of it.',
    )
  }
  return { model, sigmoids: sigmoids ?? bare }
}

export const marginScores = (learned: MarginLearned, data: Rows): Rows => ({
  ...data,
  table: withScores(data.table, data.target!, chances(linearScores(learned, data), learned.sigmoids)),
})

/**
 * One sigmoid gives the chance of the second class. More of them, each of a class against the others, are divided
 * by their sum; where all are 0 the classes are alike.
 * @param margins rows × sigmoids @returns rows × classes
 */
export function chances(margins: Float64Array, sigmoids: readonly Sigmoid[]): Float64Array {
  const outputs = sigmoids.length
  const each = margins.map((margin, at) => sigmoidOf(sigmoids[at % outputs]!, margin))
  if (outputs === 1) {
    const [sigmoid] = sigmoids
    return Float64Array.from({ length: margins.length * 2 }, (_, at) =>
      at % 2 === 1 ? each[at >> 1]! : sigmoidOf({ a: -sigmoid!.a, b: -sigmoid!.b }, margins[at >> 1]!),
    )
  }
  for (let row = 0; row < each.length; row += outputs) {
    const own = each.subarray(row, row + outputs)
    const total = own.reduce((sum, value) => sum + value, 0)
    own.forEach((value, k) => (own[k] = total > 0 ? value / total : 1 / outputs))
  }
  return each
}
