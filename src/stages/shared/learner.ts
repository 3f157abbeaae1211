import { truthOf, WITH_TARGET, type Rows, type Target, type Task } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { featureMatrix, requireFinite, type Features } from '../../core/features'
import type { Matrix } from '../../core/matrix'
import { rowCount, type Table } from '../../core/table'
import { columnOf } from './columns'

/** The feature columns that a learner was fitted on, in order, and the names of its slots. */
export interface FittedOn {
  readonly columns: readonly string[]
  readonly features: readonly string[]
}

export interface TrainingData extends Features {
  readonly target: Target
  /** Class codes, or numbers. */
  readonly truth: Float64Array
  readonly on: FittedOn
}

/**
 * Features and truth of training rows, checked.
 * @throws UserError when `tasks` lacks the task, or when features or truth are not ready to learn from.
 */
export function trainingData(rows: Rows, tasks: readonly Task[] | undefined, learner: string): TrainingData {
  const { table } = rows
  const { target, truth } = trainingTruth(rows, tasks, learner)
  const features = checkedFeatures(table)
  const columns = table.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
  return { ...features, target, truth, on: { columns, features: features.names } }
}

/** More cells than this are not kept. */
const MOST_KEPT = 2_000_000
/** Tables that were learned from before; from the second time on with their features, since a third is likely. */
const learnedFrom = new WeakMap<Table, Features | null>()

function checkedFeatures(table: Table): Features {
  const known = learnedFrom.get(table)
  if (known) return known
  const features = featureMatrix(table)
  if (features.names.length === 0) throw noFeatures()
  requireFinite(features, table.ids)
  requireModerate(features)
  const isKept = known === null && features.matrix.values.length <= MOST_KEPT
  learnedFrom.set(table, isKept ? features : null)
  return features
}

export const noFeatures = (): UserError =>
  new UserError('No feature columns are left.', 'Ignore fewer columns, or select more of them.')

/** The truth alone, checked, for learners that read features in ways of their own. */
export function trainingTruth(
  { table, target }: Rows,
  tasks: readonly Task[] | undefined,
  learner: string,
): Pick<TrainingData, 'target' | 'truth'> {
  if (!target) throw new UserError('No target is chosen.', 'Choose one in Target and split.')
  if (!(tasks ?? WITH_TARGET).includes(target.task)) throw wrongTask(target, learner)
  if (rowCount(table) === 0) {
    throw new UserError(
      'There are no training rows.',
      'Look at the split and at the filters before this stage.',
    )
  }
  const truth = truthOf(table, target)
  requireTruth(truth, target, table.ids)
  return { target, truth }
}

function wrongTask({ column, task }: Target, learner: string): UserError {
  if (task === 'clustering') {
    return new UserError(
      `${learner} predicts a target, and "No target" is chosen.`,
      'Choose a target in Target and split, or a learner that looks for clusters.',
    )
  }
  return task === 'regression'
    ? new UserError(
        `${learner} needs classes, and the target "${column}" is a number.`,
        'Choose a regression learner, or a classification task in Target and split.',
        { column },
      )
    : new UserError(
        `${learner} needs a number, and the target "${column}" has classes.`,
        'Choose a learner for classes, or the task regression in Target and split.',
        { column },
      )
}

/** Past it, squares and their sums are no numbers any more. */
const LARGEST = 1e100

/** @throws UserError that names the first column with a value past 1e100 */
export function requireModerate({ names, matrix }: Features): void {
  const at = matrix.values.findIndex((value) => Math.abs(value) > LARGEST)
  if (at < 0) return
  const column = names[matrix.kind === 'dense' ? at % matrix.cols : matrix.indices[at]!]!
  throw new UserError(
    `Column "${column}" has values past 1e100, which cannot be calculated with.`,
    'Put Scale before this stage, or give the column in larger units.',
    { column },
  )
}

/** @throws UserError for the first value that is missing, infinite or past all bounds */
export function requireFiniteTruth(truth: Float64Array, { column }: Target, ids: Uint32Array): void {
  const at = truth.findIndex((value) => !(Math.abs(value) <= LARGEST))
  if (at < 0) return
  const value = truth[at]!
  const row = ids[at]! + 1
  const fault = Number.isNaN(value) ? 'is missing' : Number.isFinite(value) ? 'is past 1e100' : 'is infinite'
  throw new UserError(
    `The target "${column}" ${fault} in training row ${row}.`,
    'Correct the cell or leave out the row.',
    { column, row },
  )
}

function requireTruth(truth: Float64Array, target: Target, ids: Uint32Array): void {
  requireFiniteTruth(truth, target, ids)
  const { column, task, classes } = target
  if (task === 'regression') return
  const counts = classes.map(() => 0)
  for (const code of truth) if (code >= 0) counts[code]!++
  const empty = counts.indexOf(0)
  if (empty >= 0) {
    throw new UserError(
      `The class "${classes[empty]}" of "${column}" has no training row left.`,
      'Look at the stages that drop training rows.',
      { column },
    )
  }
}

/** The same features of any rows, for `apply`; columns that came later are not looked at. */
export function featuresOf(rows: Table, { columns, features }: FittedOn): Matrix {
  const byName = new Map(rows.columns.map((one) => [one.name, one]))
  const taken = columns.map((name) => byName.get(name) ?? columnOf(rows, name, 'number'))
  const { matrix } = featureMatrix({
    columns: taken.map((one) => ({ ...one, role: 'feature' })),
    ids: rows.ids,
  })
  if (matrix.cols !== features.length) {
    throw new Error(`${matrix.cols} features come in, and the model was trained on ${features.length}`)
  }
  return matrix
}
