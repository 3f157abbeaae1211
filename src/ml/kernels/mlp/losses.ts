import { ROW, STRIDE } from './layout'
import { rowOf, targetOf, weightOf } from './rows'
import { all, exp, flushed, largest, lanesBelow, sum } from './vectors'

/** Codes of losses. */
export const SQUARED: i32 = 0
export const BINARY: i32 = 1

/**
 * The loss of one chunk and its derivative by the outputs of the network.
 * @param outputs the raw outputs z, rows x columns
 * @param delta where weight x d loss / d z goes; rows that only pad the chunk become 0
 * @param order addresses the numbers of the rows
 * @returns the sum over the rows of weight x loss: half the squared error, or minus the log of the true
 * class's
 *   probability (logistic of z for one column, softmax for more)
 */
export function lossOf(
  loss: i32, outputs: usize, delta: usize, order: usize, rows: i32, padded: i32, columns: i32,
): f64 {
  let total: f64 = 0
  for (let i = 0; i < rows; i++) {
    const row = rowOf(order, i)
    const at = <usize>i * ROW
    const weight = weightOf(row)
    const one = columns > 1
      ? softmax(outputs + at, delta + at, columns, <i32>targetOf(row), weight)
      : single(loss, outputs + at, delta + at, targetOf(row), weight)
    total += <f64>weight * one
  }
  for (let i = rows; i < padded; i++) {
    for (let j = 0; j < columns; j += 4) v128.store(place(delta, j) + <usize>i * ROW, all(0))
  }
  return total
}

/** One output: its value, or the log odds of the second class. */
function single(loss: i32, output: usize, delta: usize, target: f32, weight: f32): f64 {
  const z = load<f32>(output)
  if (loss == SQUARED) {
    const error = z - target
    store<f32>(delta, weight * error)
    return 0.5 * <f64>error * <f64>error
  }
  const small = f32x4.extract_lane(exp(all(-abs<f32>(z))), 0)
  const upper: f32 = z > 0 ? 1 : small > 1e-15 ? small : 0
  const p = upper / (1 + small)
  store<f32>(delta, weight * (p - target))
  return Math.log(<f64>1 + small) + <f64>max<f32>(z, 0) - <f64>(z * target)
}

/** Many outputs: the classes' probabilities, less 1 at the true one. */
function softmax(outputs: usize, delta: usize, columns: i32, truth: i32, weight: f32): f64 {
  let top = all(-3e38)
  for (let j = 0; j < columns; j += 4) {
    const z = v128.bitselect(v128.load(place(outputs, j)), all(-3e38), lanesBelow(j, columns))
    top = f32x4.pmax(top, z)
  }
  const highest = largest(top)
  let sums = all(0)
  for (let j = 0; j < columns; j += 4) {
    const e = exp(f32x4.sub(v128.load(place(outputs, j)), all(highest)))
    const kept = v128.and(e, lanesBelow(j, columns))
    v128.store(place(delta, j), kept)
    sums = f32x4.add(sums, kept)
  }
  const total = sum(sums)
  const factor = all(weight / total)
  for (let j = 0; j < columns; j += 4) {
    const at = place(delta, j)
    v128.store(at, flushed(f32x4.mul(v128.load(at), factor)))
  }
  const at = entryOf(truth)
  store<f32>(delta + at, load<f32>(delta + at) - weight)
  return Math.log(<f64>total) - <f64>(load<f32>(outputs + at) - highest)
}

@inline function place(chunk: usize, column: i32): usize {
  return chunk + entryOf(column)
}

@inline function entryOf(column: i32): usize {
  return <usize>(column >> 3) * STRIDE + <usize>(column & 7) * 4
}
