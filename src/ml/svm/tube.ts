import { type Matrix } from '../../core/matrix'
import { permutation } from '../../core/random'
import { addRow, rowSquares, rowTimes } from '../matrix-rows'
import { type TwoClassModel, type TwoClassOptions } from '../two-class'

/**
 * Minimises `0.5 |w|² + Σ cost * max(0, |error| - epsilon)` by coordinate descent in its dual (Ho and Lin 2012), as
 * LIBLINEAR does it, without shrinking.
 */
export function fitTube(
  matrix: Matrix,
  y: Float64Array,
  costs: Float64Array,
  epsilon: number,
  { scaling, maxIterations, tol, random, onIteration }: TwoClassOptions,
): TwoClassModel {
  const squares = rowSquares(matrix).map((value) => value + scaling * scaling)
  const dual = new Float64Array(matrix.rows)
  const w = new Float64Array(matrix.cols)
  let bias = 0
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    onIteration(iteration)
    let moved = 0
    for (const i of permutation(matrix.rows, random)) {
      const cost = costs[i]!
      const square = squares[i]!
      if (cost === 0 || square === 0) continue
      const before = dual[i]!
      const aim = before - (rowTimes(matrix, i, w) + scaling * bias - y[i]!) / square
      const free = Math.sign(aim) * Math.max(0, Math.abs(aim) - epsilon / square)
      const step = Math.min(cost, Math.max(-cost, free)) - before
      if (step === 0) continue
      dual[i] = before + step
      addRow(matrix, i, step, w)
      bias += step * scaling
      moved = Math.max(moved, Math.abs(step) * square)
    }
    if (moved <= tol) return { coef: w, intercept: bias * scaling, converged: true }
  }
  return { coef: w, intercept: bias * scaling, converged: false }
}
