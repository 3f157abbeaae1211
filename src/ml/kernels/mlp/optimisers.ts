import { block, FIRST, GRADIENTS, PARAMETERS, SECOND } from './network'
import { all, mulAdd, rounded } from './vectors'

/** Codes of optimisers. */
export const ADAM: i32 = 0
export const MOMENTUM: i32 = 1
export const NESTEROV: i32 = 2

/** Decay of the first and the second moment, and what keeps the quotient finite: scikit-learn's defaults. */
const BETA_1: f64 = 0.9
const BETA_2: f64 = 0.999
const EPSILON: f32 = 1e-8

/** The length of Adam's step number `step` (from 1), with the correction for moments that began at 0. */
export function adamRate(rate: f64, step: f64): f32 {
  return <f32>(rate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step)))
}

/**
 * One step of Adam (Kingma and Ba, 2015), as scikit-learn takes it, for the parameters from `start` on.
 * @param count of float32, a multiple of 4 like `start`
 * @param share what a sum of gradients over the batch is multiplied by: 1 / rows
 * @param penalty strength of L2, which adds penalty x share x value to the gradient
 */
export function adam(start: i32, count: i32, rate: f32, share: f32, penalty: f32): void {
  const values = at(PARAMETERS, start), gradients = at(GRADIENTS, start)
  const first = at(FIRST, start), second = at(SECOND, start)
  const decay = all(penalty * share)
  const shares = all(share)
  const rates = all(rate)
  const epsilon = all(EPSILON)
  const b1 = all(<f32>BETA_1), c1 = all(<f32>(1 - BETA_1))
  const b2 = all(<f32>BETA_2), c2 = all(<f32>(1 - BETA_2))
  for (let i: usize = 0, end = <usize>count * 4; i < end; i += 16) {
    const value = v128.load(values + i)
    const g = rounded(mulAdd(v128.load(gradients + i), shares, f32x4.mul(value, decay)), 1e-10)
    const m = rounded(mulAdd(v128.load(first + i), b1, f32x4.mul(g, c1)), 1e-20)
    const v = rounded(mulAdd(v128.load(second + i), b2, f32x4.mul(f32x4.mul(g, g), c2)), 1e-28)
    v128.store(first + i, m)
    v128.store(second + i, v)
    const step = f32x4.div(f32x4.mul(m, rates), f32x4.add(f32x4.sqrt(v), epsilon))
    v128.store(values + i, f32x4.sub(value, step))
  }
}

/** One step down the gradient with momentum, Nesterov's or the plain one, as scikit-learn takes it. */
export function descend(
  start: i32, count: i32, rate: f32, momentum: f32, nesterov: bool, share: f32, penalty: f32,
): void {
  const values = at(PARAMETERS, start), gradients = at(GRADIENTS, start), velocity = at(FIRST, start)
  const decay = all(penalty * share)
  const shares = all(share)
  const rates = all(rate)
  const kept = all(momentum)
  for (let i: usize = 0, end = <usize>count * 4; i < end; i += 16) {
    const value = v128.load(values + i)
    const g = rounded(mulAdd(v128.load(gradients + i), shares, f32x4.mul(value, decay)), 1e-10)
    const pull = f32x4.mul(g, rates)
    const v = rounded(f32x4.sub(f32x4.mul(v128.load(velocity + i), kept), pull), 1e-20)
    v128.store(velocity + i, v)
    const move = nesterov ? f32x4.sub(f32x4.mul(v, kept), pull) : v
    v128.store(values + i, f32x4.add(value, move))
  }
}

@inline function at(blockIndex: i32, start: i32): usize {
  return block(blockIndex) + <usize>start * 4
}
