import type { Rows, Target } from '../../core/dataset'
import { UserError } from '../../core/errors'
import type { NumberColumn } from '../../core/column'
import { trainingTruth } from './learner'

/** The truth of training rows, and what each counts. */
export interface WeighedTruth {
  readonly target: Target
  readonly truth: Float64Array
  /** undefined when all rows count the same. */
  readonly weights: Float64Array | undefined
}

/**
 * @param balanced whether every class counts the same, as scikit-learn's `balanced`
 * @throws UserError for what cannot be learned: one class, weights below 0 or all of them 0
 */
export function weighedTruth(rows: Rows, learner: string, balanced: boolean): WeighedTruth {
  const { target, truth } = trainingTruth(rows, ['binary', 'multiclass', 'regression'], learner)
  if (target.task !== 'regression' && target.classes.length < 2) {
    throw new UserError(
      `The target "${target.column}" has one class only, "${target.classes[0]}".`,
      'Choose another target: there is nothing to tell apart.',
      { column: target.column },
    )
  }
  const given = rowWeights(rows)
  if (target.task === 'regression' || !balanced) return { target, truth, weights: given }
  return { target, truth, weights: balance(truth, target.classes.length, given) }
}

/** The column with the role `weight`, checked. */
export function rowWeights({ table }: Rows): Float64Array | undefined {
  const column = table.columns.find(({ role }) => role === 'weight') as NumberColumn | undefined
  if (!column) return undefined
  const wrong = column.values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) {
    const row = table.ids[wrong]! + 1
    throw new UserError(
      `The weight in row ${row} is not a number from 0 on.`,
      'Correct the cell, or leave out the row.',
      { column: column.name, row },
    )
  }
  if (!column.values.some((value) => value > 0)) {
    throw new UserError('All training rows weigh 0.', 'Give some of them weight.', { column: column.name })
  }
  return column.values
}

/** Weight of all rows / (classes x weight of the class), times what a row weighs. */
function balance(codes: Float64Array, classes: number, given: Float64Array | undefined): Float64Array {
  const sums = new Float64Array(classes)
  let total = 0
  codes.forEach((code, row) => {
    sums[code]! += given?.[row] ?? 1
    total += given?.[row] ?? 1
  })
  return codes.map((code, row) => ((given?.[row] ?? 1) * total) / (classes * sums[code]! || 1))
}
