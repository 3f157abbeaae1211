import type { Matrix } from '../../core/matrix'
import { argmax } from '../../core/predictions'

/** Class predictions beside the truth. */
export interface ClassificationScored {
  readonly task: 'binary' | 'multiclass'
  readonly classes: readonly string[]
  /** Index of the class that binary metrics ask about; -1 in multiclass tasks. */
  readonly positive: number
  /** Class codes; -1 is a class that the model never saw. */
  readonly truth: Float64Array
  /** Probabilities, rows × classes, row-major. */
  readonly scores: Float64Array
  /** The class decided on for every row, where that is not simply the one with the largest probability. */
  readonly decided?: Int32Array
  /** The probability of the positive class from which on a row was taken for it, where one decided for all rows. */
  readonly threshold?: number
}

export interface RegressionScored {
  readonly task: 'regression'
  readonly truth: Float64Array
  readonly values: Float64Array
}

/** The cluster of every row, and how the rows lie. */
export interface ClusteringScored {
  readonly task: 'clustering'
  /** Codes of clusters; -1 is noise. */
  readonly clusters: Int32Array
  readonly space: Matrix
  /** Codes of labels to compare with; NaN where there is none. */
  readonly truth: Float64Array
}

/** What has a truth to be compared with. */
export type PredictedScored = ClassificationScored | RegressionScored

/** What every metric reads: truth, and what a model said. */
export type Scored = PredictedScored | ClusteringScored

/** A metric's value; NaN where it is not defined, and then the reason in words. `note` is more to know of a value. */
export interface Result {
  readonly value: number
  readonly reason?: string
  readonly note?: string
}

export const undefinedBecause = (reason: string): Result => ({ value: Number.NaN, reason })

/**
 * The class that every row is taken for: by default the one with the largest probability; ties go to the lower code,
 * as in scikit-learn.
 */
export function decisions({ classes, truth, scores, decided }: ClassificationScored): Int32Array {
  if (decided) return decided
  const codes = new Int32Array(truth.length)
  for (let i = 0; i < codes.length; i++) codes[i] = argmax(scores, i, classes.length)
  return codes
}

/** The probabilities of one class. */
export function scoresOfClass({ classes, truth, scores }: ClassificationScored, code: number): Float64Array {
  const own = new Float64Array(truth.length)
  for (let i = 0; i < own.length; i++) own[i] = scores[i * classes.length + code]!
  return own
}

/** 1 where the truth is this class. A class that the model never saw is not this class. */
export function isClass({ truth }: ClassificationScored, code: number): Uint8Array {
  const flags = new Uint8Array(truth.length)
  for (let i = 0; i < flags.length; i++) if (truth[i] === code) flags[i] = 1
  return flags
}

/** Without the rows whose truth is missing (NaN). */
export function withKnownTruth(scored: PredictedScored): PredictedScored {
  if (!scored.truth.some(Number.isNaN)) return scored
  const known: number[] = []
  scored.truth.forEach((value, i) => {
    if (!Number.isNaN(value)) known.push(i)
  })
  return takeScored(scored, known)
}

/** The chosen rows, in the order of `rows`. */
export function takeScored(scored: PredictedScored, rows: ArrayLike<number>): PredictedScored {
  const truth = Float64Array.from(rows, (i) => scored.truth[i]!)
  if (scored.task === 'regression') {
    return { ...scored, truth, values: Float64Array.from(rows, (i) => scored.values[i]!) }
  }
  const width = scored.classes.length
  const scores = new Float64Array(rows.length * width)
  for (let i = 0; i < rows.length; i++) {
    scores.set(scored.scores.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width)
  }
  const { decided } = scored
  return { ...scored, truth, scores, ...(decided && { decided: Int32Array.from(rows, (i) => decided[i]!) }) }
}
