import { UserError } from '../../core/errors'
import { featureMatrix, requireFinite } from '../../core/features'
import { dense, type DenseMatrix, type Matrix } from '../../core/matrix'
import { scoreWidth } from '../../core/predictions'
import type { Table } from '../../core/table'
import type { View } from '../../core/view'
import { binaryProbabilities, softmax } from '../../ml/link'
import { fitLogistic } from '../../ml/logistic'
import { multiply } from '../../ml/matrix-ops'
import { fitRidge } from '../../ml/ridge'
import type { EnsembleTarget } from './ensemble-rows'
import { featuresOf, requireModerate, type FittedOn } from './learner'
import type { WeighedTruth } from './weighed-truth'

/** A linear model of what other models say, and, if asked for, of features beside that. */
export interface Blend {
  readonly target: EnsembleTarget
  /** outputs x columns, row-major. */
  readonly coef: Float64Array
  readonly intercept: Float64Array
  /** What each row of `coef` speaks for: the target of a regression, or a class. */
  readonly outputs: readonly string[]
  /** What the columns are: what each model says, in order, then features. */
  readonly columns: readonly string[]
  /** The features of the first model, or null. */
  readonly passed: FittedOn | null
}

/** What a model says as columns: of two classes the second, of several each, or a number. As scikit-learn's. */
const widthOf = (target: EnsembleTarget): number => (target.task === 'binary' ? 1 : scoreWidth(target))

const namesOf = (name: string, { task, classes }: EnsembleTarget): string[] =>
  task === 'multiclass' ? classes.map((label) => `${name}: ${label}`) : [name]

/**
 * What models say of the same rows, side by side, and features beside that.
 * @param scores of every model, rows x classes or rows x 1
 */
export function blendMatrix(
  scores: readonly Float64Array[],
  target: EnsembleTarget,
  features?: Matrix,
): DenseMatrix {
  const given = scoreWidth(target)
  const width = widthOf(target)
  const rows = scores[0]!.length / given
  const said = scores.length * width
  const cols = said + (features?.cols ?? 0)
  const values = new Float64Array(rows * cols)
  scores.forEach((own, m) => {
    for (let row = 0; row < rows; row++)
      for (let k = 0; k < width; k++)
        values[row * cols + m * width + k] = own[row * given + (given - width) + k]!
  })
  if (features) addFeatures(values, features, cols, said)
  return dense(rows, cols, values)
}

function addFeatures(values: Float64Array, features: Matrix, cols: number, from: number): void {
  for (let row = 0; row < features.rows; row++) {
    if (features.kind === 'dense') {
      const own = features.values.subarray(row * features.cols, (row + 1) * features.cols)
      values.set(own, row * cols + from)
    } else {
      for (let k = features.indptr[row]!; k < features.indptr[row + 1]!; k++)
        values[row * cols + from + features.indices[k]!] = features.values[k]!
    }
  }
}

/** The features that a blend passes on. @throws UserError for a cell that is missing, infinite or past all bounds */
export function passedFrom(table: Table): { readonly on: FittedOn; readonly matrix: Matrix } {
  const features = featureMatrix(table)
  requireFinite(features, table.ids)
  requireModerate(features)
  const columns = table.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
  return { on: { columns, features: features.names }, matrix: features.matrix }
}

/** @param names of the models @param learned class codes, or numbers, and what each row counts @throws UserError for a class without weight */
export function fitBlend(
  matrix: DenseMatrix,
  { truth, weights }: Pick<WeighedTruth, 'truth' | 'weights'>,
  target: EnsembleTarget,
  names: readonly string[],
  { C, alpha }: { readonly C: number; readonly alpha: number },
  passed: FittedOn | null,
): Blend {
  const columns = [...names.flatMap((name) => namesOf(name, target)), ...(passed?.features ?? [])]
  if (target.task === 'regression') {
    const { coef, intercept } = fitRidge(matrix, truth, alpha, { weights })
    return { target, coef, intercept: Float64Array.of(intercept), outputs: [target.column], columns, passed }
  }
  const { classes } = target
  const missing = classes.findIndex(
    (_, code) => !truth.some((own, row) => own === code && weights?.[row] !== 0),
  )
  if (missing >= 0) throw withoutClass(target, missing)
  const { coef, intercept } = fitLogistic(matrix, truth, classes.length, { C, weights })
  return {
    target,
    coef,
    intercept,
    outputs: classes.length === 2 ? classes.slice(1) : classes,
    columns,
    passed,
  }
}

/** @param first the rows of the first model, whose features are passed on. @returns scores, rows x classes or rows x 1 */
export function blended(blend: Blend, scores: readonly Float64Array[], first: Table): Float64Array {
  const { coef, intercept, passed, target } = blend
  const matrix = blendMatrix(scores, target, passed ? featuresOf(first, passed) : undefined)
  const found = multiply(matrix, coef, intercept)
  if (target.task === 'regression') return found
  return intercept.length === 1 ? binaryProbabilities(found) : softmax(found, intercept.length)
}

const MOST = 200

/** What each model contributes: its coefficient, by name. */
export function blendViews({ coef, columns, intercept, outputs }: Blend): Record<string, View> {
  const title = 'What the final learner makes of every model'
  const at = (column: number) => outputs.map((_, k) => coef[k * columns.length + column]!)
  const table: View = {
    kind: 'table',
    title: columns.length > MOST ? `${title} (the first ${MOST} coefficients of ${columns.length})` : title,
    columns: ['Model', ...outputs],
    rows: [
      ...columns.slice(0, MOST).map((name, column) => [name, ...at(column)]),
      ['(intercept)', ...intercept],
    ],
  }
  if (outputs.length > 1) return { coefficients: table }
  const bars = columns.slice(0, 30).map((label, column) => ({ label, value: coef[column]! }))
  return {
    contributions: {
      kind: 'bars',
      title: `Coefficients for ${outputs[0]}`,
      x: 'Coefficient',
      bars,
      note: 'A model near 0 adds little to what the others say.',
    },
    coefficients: table,
  }
}

const withoutClass = ({ column, classes }: EnsembleTarget, code: number) =>
  new UserError(
    `No row of the class "${classes[code]}" of "${column}" that weighs anything was held out by a fold, so the final learner cannot learn it.`,
    'Choose folds at random with classes alike.',
    { column },
  )
