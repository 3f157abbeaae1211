import { type DenseMatrix } from '../core/matrix'
import { blockRows, blocksOf } from './linear-kernel'
import { binaryLoss } from './logistic-loss'
import { type ScoreLoss } from './score-loss'

/**
 * Log loss of two classes as `binaryLoss`, that a kernel finds with its gradient in one pass over dense rows.
 * @returns undefined where there is no kernel to be had, or it is not worth it
 */
export function sweptLogLoss(
  matrix: DenseMatrix,
  labels: Int32Array,
  weights?: Float64Array,
): ScoreLoss | undefined {
  const { rows, cols } = matrix
  const blocks = blocksOf(matrix, {
    signs: rows + 3,
    weights: rows + 3,
    scores: rows + 3,
    second: rows + 3,
    first: blockRows(cols),
    coef: cols,
    sums: cols + 1,
  })
  if (!blocks) return undefined
  const { kernel, at, view, each } = blocks
  for (let i = 0; i < rows; i++) view.signs[i] = labels[i] === 1 ? 1 : -1
  // What stands behind the last row weighs nothing.
  if (weights) view.weights.set(weights)
  else view.weights.fill(1, 0, rows)
  const slope = at.sums + cols * 8
  return {
    ...binaryLoss(labels, weights),
    curvature: () => view.second.slice(0, rows),
    curve: (v) => v.map((value, i) => value * view.second[i]!),
    sweep(unknown, intercept) {
      const shift = intercept ? unknown[cols]! : 0
      view.coef.set(unknown.subarray(0, cols))
      view.sums.fill(0)
      let loss = 0
      each((first, count) => {
        const row = first * 8
        kernel.scores(at.block, count, cols, at.coef, shift, at.scores + row)
        loss += kernel.logLoss(
          at.scores + row,
          at.signs + row,
          at.weights + row,
          count,
          at.first,
          at.second + row,
          slope,
        )
        kernel.addRows(at.block, count, cols, at.first, at.sums)
      })
      return {
        scores: view.scores.slice(0, rows),
        loss,
        gradient: view.sums.slice(0, cols + (intercept ? 1 : 0)),
      }
    },
  }
}
