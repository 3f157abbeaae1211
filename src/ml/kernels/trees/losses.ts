import { LOGISTIC, POISSON, QUANTILE, SOFTMAX } from './gradients'

/**
 * The sum of weight x loss of some rows.
 * @param scores float32 per row (SOFTMAX: classes x `padded` of them), as are `truth` and `weights` (0 for none)
 * @param list the numbers of the rows
 * @param option the quantile of QUANTILE
 */
export function sumLoss(
  loss: i32, scores: usize, classes: i32, padded: i32, truth: usize, weights: usize,
  list: usize, count: i32, option: f64,
): f64 {
  let total: f64 = 0
  for (let i = 0; i < count; i++) {
    const at = <usize>load<u32>(list + (<usize>i << 2)) << 2
    const score = <f64>load<f32>(scores + at)
    const right = <f64>load<f32>(truth + at)
    const weight = weights ? <f64>load<f32>(weights + at) : 1
    if (loss == SOFTMAX) total += weight * surprise(scores + at, classes, padded, <i32>right)
    else total += weight * lossOf(loss, score, right, option)
  }
  return total
}

@inline function lossOf(loss: i32, score: f64, right: f64, option: f64): f64 {
  if (loss == LOGISTIC) return max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - right * score
  if (loss == POISSON) return Math.exp(score) - right * score
  const rest = right - score
  if (loss == QUANTILE) return rest >= 0 ? option * rest : (option - 1) * rest
  return (rest * rest) / 2
}

/** Minus the logarithm of the probability of the right class. */
function surprise(scores: usize, classes: i32, padded: i32, right: i32): f64 {
  const step = <usize>padded << 2
  let top = <f64>load<f32>(scores)
  for (let k = 1; k < classes; k++) top = max(top, <f64>load<f32>(scores + <usize>k * step))
  let total: f64 = 0
  for (let k = 0; k < classes; k++) total += Math.exp(<f64>load<f32>(scores + <usize>k * step) - top)
  return top + Math.log(total) - <f64>load<f32>(scores + <usize>right * step)
}

/** The natural logarithm, the same to the bit on every engine. */
export function logarithm(x: f64): f64 {
  return Math.log(x)
}
