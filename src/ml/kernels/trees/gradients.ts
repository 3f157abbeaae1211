import { all, exp, logistic } from '../mlp/vectors'

/** Codes of losses. The absolute loss is the quantile 0.5. */
export const SQUARED: i32 = 0
export const LOGISTIC: i32 = 1
export const SOFTMAX: i32 = 2
export const QUANTILE: i32 = 3
export const POISSON: i32 = 4

/** Rows whose gradients are summed in single precision, one block after the other. */
const BLOCK = 4096

/**
 * Writes the gradient and the hessian of each row's loss by its score, as pairs of float32 (hessian first), and
 * for each block of 4096 rows the sums of |gradient| and of hessian.
 * @param scores float32 per row, as are `truth` and `weights` (0 for none); all have room up to a multiple of 4
 * @param normalisers of SOFTMAX: the logarithm of the sum of exp over the scores of all classes
 * @param option the class that `scores` are of (SOFTMAX), the quantile (QUANTILE)
 */
export function writeGradients(
  loss: i32, scores: usize, truth: usize, weights: usize, normalisers: usize,
  rows: i32, option: f32, pairs: usize, sums: usize,
): void {
  for (let start = 0; start < rows; start += BLOCK) {
    const end = min(start + BLOCK, rows)
    if (loss == SQUARED) block(SQUARED, scores, truth, weights, normalisers, start, end, option, pairs, sums)
    else if (loss == LOGISTIC) block(LOGISTIC, scores, truth, weights, normalisers, start, end, option, pairs, sums)
    else if (loss == SOFTMAX) block(SOFTMAX, scores, truth, weights, normalisers, start, end, option, pairs, sums)
    else if (loss == QUANTILE) block(QUANTILE, scores, truth, weights, normalisers, start, end, option, pairs, sums)
    else block(POISSON, scores, truth, weights, normalisers, start, end, option, pairs, sums)
    sums += 16
  }
}

@inline function block(
  loss: i32, scores: usize, truth: usize, weights: usize, normalisers: usize,
  start: i32, end: i32, option: f32, pairs: usize, sums: usize,
): void {
  let sizes = all(0)
  let hessians = all(0)
  for (let i = start; i < end; i += 4) {
    const at = <usize>i << 2
    const score = v128.load(scores + at)
    const right = v128.load(truth + at)
    const mean = meanOf(loss, score, loss == SOFTMAX ? v128.load(normalisers + at) : score)
    let gradient = slope(loss, mean, right, option)
    let hessian = curvature(loss, mean)
    if (weights) {
      const weight = v128.load(weights + at)
      gradient = f32x4.mul(gradient, weight)
      hessian = f32x4.mul(hessian, weight)
    }
    sizes = f32x4.add(sizes, f32x4.abs(gradient))
    hessians = f32x4.add(hessians, hessian)
    v128.store(pairs + (at << 1), v128.shuffle<i32>(hessian, gradient, 0, 4, 1, 5))
    v128.store(pairs + (at << 1), v128.shuffle<i32>(hessian, gradient, 2, 6, 3, 7), 16)
  }
  store<f64>(sums, sumOf(sizes))
  store<f64>(sums, sumOf(hessians), 8)
}

/** What a score says the truth is. */
@inline function meanOf(loss: i32, score: v128, normaliser: v128): v128 {
  if (loss == LOGISTIC) return logistic(score)
  if (loss == SOFTMAX) return exp(f32x4.sub(score, normaliser))
  if (loss == POISSON) return exp(score)
  return score
}

@inline function slope(loss: i32, mean: v128, right: v128, option: f32): v128 {
  if (loss == SOFTMAX) return f32x4.sub(mean, v128.and(all(1), f32x4.eq(right, all(option))))
  if (loss == QUANTILE) return v128.bitselect(all(1 - option), all(-option), f32x4.ge(mean, right))
  return f32x4.sub(mean, right)
}

@inline function curvature(loss: i32, mean: v128): v128 {
  if (loss == LOGISTIC || loss == SOFTMAX) return f32x4.mul(mean, f32x4.sub(all(1), mean))
  return loss == POISSON ? mean : all(1)
}

@inline function sumOf(x: v128): f64 {
  return (
    <f64>f32x4.extract_lane(x, 0) + <f64>f32x4.extract_lane(x, 1) +
    <f64>f32x4.extract_lane(x, 2) + <f64>f32x4.extract_lane(x, 3)
  )
}

/**
 * For each row the logarithm of the sum of exp over its scores.
 * @param scores classes x `padded` float32
 */
export function writeNormalisers(scores: usize, classes: i32, padded: i32, rows: i32, to: usize): void {
  for (let i = 0; i < rows; i += 4) {
    const at = <usize>i << 2
    let top = v128.load(scores + at)
    for (let k = 1; k < classes; k++) top = f32x4.pmax(top, v128.load(scores + (<usize>(k * padded) << 2) + at))
    let total = all(0)
    for (let k = 0; k < classes; k++) {
      total = f32x4.add(total, exp(f32x4.sub(v128.load(scores + (<usize>(k * padded) << 2) + at), top)))
    }
    const logarithms = f32x4(
      <f32>Math.log(f32x4.extract_lane(total, 0)), <f32>Math.log(f32x4.extract_lane(total, 1)),
      <f32>Math.log(f32x4.extract_lane(total, 2)), <f32>Math.log(f32x4.extract_lane(total, 3)),
    )
    v128.store(to + at, f32x4.add(top, logarithms))
  }
}

/**
 * Turns pairs into integers in place: hessian x `hessianScale` below gradient x `gradientScale`, each rounded to
 * the nearest.
 */
export function quantise(pairs: usize, rows: i32, gradientScale: f32, hessianScale: f32): void {
  const scales = f32x4(hessianScale, gradientScale, hessianScale, gradientScale)
  for (let end = pairs + (<usize>rows << 3); pairs < end; pairs += 16) {
    v128.store(pairs, i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(pairs), scales))))
  }
}
