import { type Random } from '../core/random'
import { fitSigmoid, type Sigmoid } from './sigmoid-calibration'
import { foldsOf } from './splits/folds'
import { stratifiedKFold } from './splits/stratified-k-fold'

/** Margins taken as they are: 1 / (1 + exp(-margin)), which is no calibrated chance. */
export const BARE_MARGIN: Sigmoid = { a: -1, b: 0 }

const FOLDS = 5

/**
 * Platt's sigmoid for every output, of decision values of rows that were held out in turn, so that it is not fooled
 * by rows that were learned by heart; scikit-learn's SVC does it so. Undefined where a class has a single row.
 * @param codes classes of the rows that count
 * @param decide fits on the places `train` of these rows and gives held × outputs decision values; one output is for class 1
 */
export function heldOutSigmoids(
  codes: Float64Array,
  classes: number,
  random: Random,
  decide: (train: Uint32Array, held: Uint32Array, fold: number) => Float64Array,
): Sigmoid[] | undefined {
  const counts = new Float64Array(classes)
  for (const code of codes) counts[code]!++
  const folds = Math.min(FOLDS, ...counts)
  if (folds < 2) return undefined
  const outputs = classes === 2 ? 1 : classes
  const decisions = new Float64Array(codes.length * outputs)
  foldsOf(stratifiedKFold(codes, folds, random), folds).forEach(({ train, held }, fold) => {
    const own = decide(train, held, fold)
    held.forEach((row, i) => decisions.set(own.subarray(i * outputs, (i + 1) * outputs), row * outputs))
  })
  return Array.from({ length: outputs }, (_, output) => {
    const positive = outputs === 1 ? 1 : output
    return fitSigmoid(
      Float64Array.from(codes, (_code, row) => decisions[row * outputs + output]!),
      Uint8Array.from(codes, (code) => (code === positive ? 1 : 0)),
    )
  })
}
