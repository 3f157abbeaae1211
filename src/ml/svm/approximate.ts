import { takeRows, type Matrix } from '../../core/matrix'
import { type Random } from '../../core/random'
import { fitLinearSvm } from '../linear-svm'
import { multiply } from '../matrix-ops'
import { BARE_MARGIN, heldOutSigmoids } from '../platt'
import { type KernelMachine } from './machine'
import { nystroem } from './nystroem'
import { fitTube } from './tube'
import { type SvmClasses } from './classes'

export interface ApproximateOptions {
  readonly C: number
  readonly gamma: number
  /** One number of at least 0 per row. */
  readonly weights?: Float64Array | undefined
  /** How many rows all others are told by. */
  readonly components: number
  /** A stream per name. */
  readonly random: (name: string) => Random
  /** Called now and then with the share that is done; what it throws ends the work. */
  readonly onProgress: (share: number) => void
}

/** An approximate answer hangs on the rows that were drawn more than on this. */
const TOL = 0.01
const SWEEPS = 300

/**
 * About the support vector machine of each class against all others, on features by Nyström's method; the intercept
 * is penalised a little. @param calibrate whether sigmoids are fitted on margins of rows held out
 */
export function approximateClasses(
  matrix: Matrix,
  codes: Float64Array,
  classes: number,
  options: ApproximateOptions,
  calibrate: boolean,
): SvmClasses {
  const { C, gamma, weights, components, random, onProgress } = options
  const map = nystroem(matrix, gamma, components, random('supports'))
  const turns = calibrate ? 6 : 1
  const fitOn = (rows: Uint32Array | undefined, turn: number) => {
    const given = weights && (rows ? Float64Array.from(rows, (row) => weights[row]!) : weights)
    return fitLinearSvm(
      rows ? takeRows(map.features, rows) : map.features,
      rows ? Float64Array.from(rows, (row) => codes[row]!) : codes,
      classes,
      {
        C,
        loss: 'hinge',
        fitIntercept: true,
        interceptScaling: 1,
        tol: TOL,
        maxIterations: SWEEPS,
        random: random(`rows ${turn}`),
        ...(given && { weights: given }),
        onIteration: (sweep, output) =>
          onProgress((turn + (output + sweep / (sweep + 10)) / classes) / turns),
      },
    )
  }
  const { coef, intercept } = fitOn(undefined, 0)
  const counting = Uint32Array.from(codes.keys()).filter((row) => (weights?.[row] ?? 1) > 0)
  const own = Float64Array.from(counting, (row) => codes[row]!)
  const found = calibrate
    ? heldOutSigmoids(own, classes, random('folds for probabilities'), (train, held, fold) => {
        const part = fitOn(
          train.map((at) => counting[at]!),
          fold + 1,
        )
        const to = held.map((at) => counting[at]!)
        return multiply(takeRows(map.features, to), part.coef, part.intercept)
      })
    : undefined
  return {
    machine: map.machine(coef, intercept),
    sigmoids: found ?? Array.from(intercept, () => BARE_MARGIN),
    calibrated: found !== undefined,
  }
}

/** The same for numbers, which are centred first. */
export function approximateValues(
  matrix: Matrix,
  y: Float64Array,
  epsilon: number,
  { C, gamma, weights, components, random, onProgress }: ApproximateOptions,
): KernelMachine {
  const map = nystroem(matrix, gamma, components, random('supports'))
  const middle = y.reduce((sum, value) => sum + value, 0) / y.length
  const costs = y.map((_, i) => C * (weights?.[i] ?? 1))
  const centred = y.map((value) => value - middle)
  const { coef, intercept } = fitTube(map.features, centred, costs, epsilon, {
    scaling: 1,
    maxIterations: SWEEPS,
    tol: TOL * Math.max(epsilon, 1e-6),
    random: random('rows'),
    onIteration: (sweep) => onProgress(sweep / (sweep + 10)),
  })
  return map.machine(coef, Float64Array.of(intercept + middle))
}
