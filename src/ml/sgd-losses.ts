import { softplus } from './link'

/** The loss of one row by its score, and its derivative. */
export interface RowLoss {
  value(score: number, y: number): number
  slope(score: number, y: number): number
}

/** scikit-learn's names. The first two are for classes, where y is 1 or -1; the others for numbers. */
export const sgdLosses = {
  log_loss: (): RowLoss => ({
    value: (score, y) => softplus(-y * score),
    slope(score, y) {
      // Past 18 as scikit-learn has it: first steps are so large that even the ninth digit is seen in the result.
      const margin = y * score
      if (margin > 18) return -y * Math.exp(-margin)
      return margin < -18 ? -y : -y / (Math.exp(margin) + 1)
    },
  }),
  hinge: (): RowLoss => ({
    value: (score, y) => Math.max(0, 1 - y * score),
    slope: (score, y) => (y * score <= 1 ? -y : 0),
  }),
  squared_error: (): RowLoss => ({
    value: (score, y) => (score - y) ** 2 / 2,
    slope: (score, y) => score - y,
  }),
  huber: (epsilon: number): RowLoss => ({
    value(score, y) {
      const size = Math.abs(score - y)
      return size <= epsilon ? size ** 2 / 2 : epsilon * size - epsilon ** 2 / 2
    },
    slope: (score, y) => Math.max(-epsilon, Math.min(epsilon, score - y)),
  }),
}

export type SgdLossName = keyof typeof sgdLosses
