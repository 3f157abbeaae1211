import type * as Tf from '@tensorflow/tfjs-core'
import type { Objective } from '../problem'
import type { Compute } from './compute'
import { adamStep, firstMoment, momentumStep, nesterovStep, secondMoment, velocity } from './formulas'

/** An array that is trained, with the optimiser's memory of it. */
export interface Trained {
  readonly value: Tf.Tensor
  readonly first: Tf.Tensor
  readonly second: Tf.Tensor
  readonly penalised: boolean
}

/**
 * One step, as scikit-learn takes it.
 * @param gradient of the mean loss of a batch
 * @param rows of the batch, which the penalty is divided by
 * @param step from 1
 */
export function advance(
  compute: Compute,
  { value, first, second, penalised }: Trained,
  gradient: Tf.Tensor,
  { solver, momentum, nesterov, alpha }: Objective,
  rate: number,
  rows: number,
  step: number,
): Trained {
  const decay = penalised ? alpha / rows : 0
  if (solver === 'adam') {
    const m = compute(firstMoment, [first, gradient, value], [decay])
    const v = compute(secondMoment, [second, gradient, value], [decay])
    const length = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step)
    return { value: compute(adamStep, [value, m, v], [length]), first: m, second: v, penalised }
  }
  const numbers = [decay, rate, momentum]
  const m = compute(velocity, [first, gradient, value], numbers)
  const moved = nesterov
    ? compute(nesterovStep, [value, m, gradient], numbers)
    : compute(momentumStep, [value, m])
  return { value: moved, first: m, second, penalised }
}
