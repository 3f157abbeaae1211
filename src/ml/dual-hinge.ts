import { type Matrix } from '../core/matrix'
import { permutation } from '../core/random'
import { type TwoClassModel, type TwoClassOptions } from './two-class'
import { addRow, rowSquares, rowTimes } from './matrix-rows'

/**
 * Minimises `0.5 |w|² + Σ cost * max(0, 1 - sign * score)` by coordinate descent in its dual, with shrinking:
 * Hsieh and others, A dual coordinate descent method for large-scale linear SVM (2008), algorithm 3, as LIBLINEAR does.
 * @param signs 1 or -1 per row
 * @throws RangeError for numbers that are not finite
 */
export function fitHinge(
  matrix: Matrix,
  signs: Float64Array,
  costs: Float64Array,
  { scaling, maxIterations, tol, random, onIteration }: TwoClassOptions,
): TwoClassModel {
  const { rows, cols } = matrix
  const squares = rowSquares(matrix).map((value) => value + scaling * scaling)
  if (!squares.every(Number.isFinite)) {
    throw new RangeError('A linear model needs finite numbers: some of these are missing or infinite')
  }
  const dual = new Float64Array(rows)
  const w = new Float64Array(cols)
  let bias = 0
  const counting = Uint32Array.from({ length: rows }, (_, i) => i).filter((i) => costs[i]! > 0)
  let active = counting
  let [topBefore, bottomBefore] = [Infinity, -Infinity]
  let iteration = 1
  for (; iteration <= maxIterations; iteration++) {
    onIteration(iteration)
    let [top, bottom] = [-Infinity, Infinity]
    const kept: number[] = []
    const order = permutation(active.length, random)
    for (const at of order) {
      const i = active[at]!
      const cost = costs[i]!
      const gradient = signs[i]! * (rowTimes(matrix, i, w) + scaling * bias) - 1
      if (dual[i] === 0 && gradient > topBefore) continue
      if (dual[i] === cost && gradient < bottomBefore) continue
      kept.push(i)
      const free = dual[i] === 0 ? Math.min(gradient, 0) : dual[i] === cost ? Math.max(gradient, 0) : gradient
      top = Math.max(top, free)
      bottom = Math.min(bottom, free)
      if (Math.abs(free) < 1e-12) continue
      const after = Math.min(Math.max(dual[i]! - gradient / squares[i]!, 0), cost)
      const step = (after - dual[i]!) * signs[i]!
      dual[i] = after
      addRow(matrix, i, step, w)
      bias += step * scaling
    }
    if (top - bottom <= tol || kept.length === 0) {
      if (active.length === counting.length) break
      active = counting
      ;[topBefore, bottomBefore] = [Infinity, -Infinity]
      continue
    }
    active = Uint32Array.from(kept)
    topBefore = top > 0 ? top : Infinity
    bottomBefore = bottom < 0 ? bottom : -Infinity
  }
  return { coef: w, intercept: bias * scaling, converged: iteration <= maxIterations }
}
