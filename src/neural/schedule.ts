/** How the learning rate goes on from `learning_rate_init`, as scikit-learn's `learning_rate`. */
export type Schedule = 'constant' | 'invscaling' | 'adaptive'

/** Below this an adaptive rate is not divided any more: training ends. */
const SMALLEST_RATE = 1e-6

/** @returns the rate of an epoch before which `seen` rows were trained on, and `cuts` times nothing got better */
export function rateOf(
  schedule: Schedule,
  initial: number,
  powerT: number,
  seen: number,
  cuts: number,
): number {
  if (schedule === 'invscaling') return initial / (seen + 1) ** powerT
  return schedule === 'adaptive' ? initial / 5 ** cuts : initial
}

/** Whether an adaptive rate can be divided once more. */
export const canCut = (schedule: Schedule, rate: number): boolean =>
  schedule === 'adaptive' && rate > SMALLEST_RATE
