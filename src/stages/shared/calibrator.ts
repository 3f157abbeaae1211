import type { Target } from '../../core/dataset'
import { fitIsotonic, isotonicAt, type Isotonic } from '../../ml/isotonic'
import { fitSigmoid, sigmoidOf, type Sigmoid } from '../../ml/sigmoid-calibration'

/** How a probability is corrected, by its log-odds; plain data. */
export type Calibrator =
  | ({ readonly method: 'sigmoid' } & Sigmoid)
  | ({ readonly method: 'isotonic' } & Isotonic)

/** Probabilities closer to 0 or 1 than this count as this far away, since their log-odds would be infinite. */
const LEAST = 1e-12

/** Calibrators are fitted on log-odds, which is what a logistic model's own decision function is. */
const logOdds = (probability: number): number => {
  const inside = Math.min(1 - LEAST, Math.max(LEAST, probability))
  return Math.log(inside / (1 - inside))
}

export function fitCalibrator(
  method: Calibrator['method'],
  probabilities: Float64Array,
  isPositive: Uint8Array,
): Calibrator {
  const odds = probabilities.map(logOdds)
  return method === 'sigmoid'
    ? { method, ...fitSigmoid(odds, isPositive) }
    : { method, ...fitIsotonic(odds, isPositive) }
}

export const calibrate = (calibrator: Calibrator, probability: number): number =>
  calibrator.method === 'sigmoid'
    ? sigmoidOf(calibrator, logOdds(probability))
    : isotonicAt(calibrator, logOdds(probability))

/**
 * Of two classes the other one gets the rest; several are brought back to a sum of one, as scikit-learn does, and are
 * equally probable where all are 0. Rows without scores stay so.
 * @param scores rows x classes, row-major
 */
export function calibratedScores(
  calibrators: readonly Calibrator[],
  scores: Float64Array,
  target: Pick<Target, 'task' | 'classes' | 'positive'>,
): Float64Array {
  const width = target.classes.length
  const out = new Float64Array(scores.length).fill(Number.NaN)
  for (let at = 0; at < scores.length; at += width) {
    if (Number.isNaN(scores[at]!)) continue
    if (target.task === 'binary') {
      const p = calibrate(calibrators[0]!, scores[at + target.positive]!)
      out[at + target.positive] = p
      out[at + 1 - target.positive] = 1 - p
      continue
    }
    let sum = 0
    calibrators.forEach((one, k) => (sum += out[at + k] = calibrate(one, scores[at + k]!)))
    for (let k = 0; k < width; k++) out[at + k] = sum > 0 ? out[at + k]! / sum : 1 / width
  }
  return out
}
