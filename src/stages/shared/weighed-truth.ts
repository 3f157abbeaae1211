import type { Context } from '../../core/context'
import type { Rows, Target, Task } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { trainingData, trainingTruth, type TrainingData } from './learner'

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
export function weighedTruth(
  rows: Rows,
  learner: string,
  balanced: boolean,
  tasks?: readonly Task[],
): WeighedTruth {
  return weighed(rows, trainingTruth(rows, tasks, learner), balanced)
}

/**
 * Features, truth and weights of training rows for a learner that takes numbers, checked.
 * @throws UserError as `trainingData` and `weighedTruth`, and for a class whose rows all weigh 0
 */
export function weighedData(
  rows: Rows,
  learner: string,
  tasks: readonly Task[] | undefined,
  balanced = false,
): TrainingData & WeighedTruth {
  const data = trainingData(rows, tasks, learner)
  const found = weighed(rows, data, balanced)
  requireWeighedClasses(found)
  return { ...data, ...found }
}

function weighed(
  rows: Rows,
  { target, truth }: Omit<WeighedTruth, 'weights'>,
  balanced: boolean,
): WeighedTruth {
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
export function rowWeights({ table }: Pick<Rows, 'table'>): Float64Array | undefined {
  const column = table.columns.find(({ role }) => role === 'weight')
  if (!column) return undefined
  if (column.kind !== 'number') {
    const message = `The weights in "${column.name}" are a ${column.kind} column.`
    throw new UserError(message, 'Read it as a number in the source.', { column: column.name })
  }
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

/** Says of a learner that it counts all rows the same, where they have weights. @throws UserError as `rowWeights` */
export function warnOfWeights(rows: Rows, learner: string, context: Pick<Context, 'warn'>): void {
  if (rowWeights(rows))
    context.warn(
      `${learner} counts every row the same, whatever it weighs.`,
      'Choose another learner where weights matter.',
    )
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

function requireWeighedClasses({ target, truth, weights }: WeighedTruth): void {
  if (!weights) return
  const weightless = target.classes.findIndex(
    (_, k) => !truth.some((code, i) => code === k && weights[i]! > 0),
  )
  if (weightless < 0) return
  throw new UserError(
    `All training rows of the class "${target.classes[weightless]}" weigh 0.`,
    'Give some of them weight, or leave the class out.',
    { column: target.column },
  )
}
