import type { RowRoles, Target } from './dataset'
import { takeRows, type Matrix } from './matrix'

/**
 * What a model says of rows, as plain data. All metrics, charts and thresholds read it.
 * `scores` is rows x classes, row-major, for classification (rows x 1, the value, for regression);
 * `truth` is as `truthOf` gives it; `roles` holds a code of ROW_ROLES per row.
 */
export interface Predictions {
  readonly target: Target
  readonly ids: Uint32Array
  readonly truth: Float64Array
  readonly scores: Float64Array
  readonly roles: RowRoles
  /** The class decided on for every row, where those stem from models with thresholds of their own. */
  readonly decided?: Int32Array
  /** Of a clustering: the features of every row, since clusters are judged by how rows lie. */
  readonly space?: Space
}

export interface Space {
  readonly names: readonly string[]
  readonly matrix: Matrix
}

export const scoreWidth = (target: Target): number =>
  target.task === 'regression' ? 1 : target.classes.length

/** The index of the largest score of a row; ties go to the lower index, as in scikit-learn. */
export function argmax(scores: Float64Array, row: number, width: number): number {
  let best = 0
  for (let k = 1; k < width; k++) if (scores[row * width + k]! > scores[row * width + best]!) best = k
  return best
}

/**
 * The class that a row is taken for: the one with the largest score, or, where the target has a threshold, the positive
 * class from that score on and the other one below.
 */
export function decide(scores: Float64Array, row: number, { classes, positive, threshold }: Target): number {
  if (threshold === undefined) return argmax(scores, row, classes.length)
  return scores[row * classes.length + positive]! >= threshold ? positive : 1 - positive
}

/** Decisions that are not simply the largest scores, or undefined. */
export function decisionsOf({ decided, target, scores, ids }: Predictions): Int32Array | undefined {
  if (decided || target.threshold === undefined) return decided
  return Int32Array.from(ids, (_, row) => decide(scores, row, target))
}

/** The rows with one of `roles`, in order. */
export function withRoles(from: Predictions, roles: readonly number[]): Predictions {
  const rows: number[] = []
  from.roles.forEach((role, i) => {
    if (roles.includes(role)) rows.push(i)
  })
  return takePredictions(from, rows)
}

/** The chosen rows, in the order of `rows`. */
export function takePredictions(from: Predictions, rows: readonly number[]): Predictions {
  const width = scoreWidth(from.target)
  const scores = new Float64Array(rows.length * width)
  rows.forEach((row, i) => scores.set(from.scores.subarray(row * width, (row + 1) * width), i * width))
  return {
    target: from.target,
    ids: Uint32Array.from(rows, (row) => from.ids[row]!),
    truth: Float64Array.from(rows, (row) => from.truth[row]!),
    roles: Uint8Array.from(rows, (row) => from.roles[row]!),
    scores,
    ...(from.decided && { decided: Int32Array.from(rows, (row) => from.decided![row]!) }),
    ...(from.space && {
      space: { names: from.space.names, matrix: takeRows(from.space.matrix, Uint32Array.from(rows)) },
    }),
  }
}
