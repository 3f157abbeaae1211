import type { Rows } from '../../core/dataset'
import { matrixShape } from '../../core/features'
import { isCheap } from '../../ml/newton-direction'

/** What the memory of a fit hangs on. Sizes are bytes. */
export interface Needs {
  readonly rows: number
  readonly cols: number
  /** 0 for a regression and without a target. */
  readonly classes: number
  /** Of what a linear model learns: 1 for two classes and for numbers. */
  readonly outputs: number
  readonly weighted: boolean
  /** The features while they are brought together, and once they are. */
  readonly matrix: number
  readonly stored: number
  /** The same with zeros written out. */
  readonly dense: number
  /** A number for each row: what a learner has of them beside its matrix was measured, and `train/memory.test.ts` holds it to that. */
  readonly vector: number
  /** A number for each pair of features. */
  readonly square: number
  /** What Newton's method needs for the second derivatives of a linear model. */
  readonly newton: number
}

/** Of a sparse matrix, which is cut to its size once it is filled: an index and a number. */
const ENTRY = 12

/** The share of the rows that a fold is fitted on, for Platt's probabilities. */
const FOLD = 0.8

/** Bytes of a matrix, and of the part of it that Platt's probabilities copy. */
export const foldedBytes = (matrix: number, probability: 'platt' | 'margin'): number =>
  probability === 'platt' ? (1 + FOLD) * matrix : matrix

/** @param together whether a linear model learns all its outputs at once, or one after the other */
export function needsOf({ table, target }: Rows, together = true): Needs {
  const { cols, filled, rows, sparse } = matrixShape(table)
  const classes = target?.classes.length ?? 0
  const full = rows * cols * 8
  const outputs = classes > 2 ? classes : 1
  const square = cols * cols * 8
  const learned = together ? outputs : 1
  const direct = isCheap(rows, sparse ? filled : rows * cols, learned, learned * (cols + 1))
  return {
    rows,
    cols,
    classes,
    outputs,
    weighted: table.columns.some(({ role }) => role === 'weight'),
    matrix: sparse ? 2 * filled * ENTRY + rows * 4 : full,
    dense: sparse ? 2 * filled * ENTRY + full : full,
    stored: sparse ? filled * ENTRY + rows * 4 : full,
    vector: rows * 8,
    square,
    // As measured, a sparse fit takes as much again as its matrix.
    newton: direct ? (sparse ? 2 * learned * square + filled * ENTRY : 6 * learned * square) : 0,
  }
}
