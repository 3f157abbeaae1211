import { sigmoidOf, type Sigmoid } from '../sigmoid-calibration'
import { pairsOf } from './classes'

const LEAST = 1e-7

/**
 * Chances of classes from those of pairs: the ones that agree best with all pairs at once (Wu, Lin and Weng 2004, the
 * second method), as LIBSVM has it.
 * @param decisions rows × pairs, each positive for the second class @returns rows × classes
 */
export function coupled(
  decisions: Float64Array,
  classes: number,
  sigmoids: readonly Sigmoid[],
): Float64Array {
  const pairs = pairsOf(classes)
  const rows = decisions.length / pairs.length
  const out = new Float64Array(rows * classes)
  const r = new Float64Array(classes * classes)
  for (let row = 0; row < rows; row++) {
    pairs.forEach(([first, second], pair) => {
      const chance = sigmoidOf(sigmoids[pair]!, decisions[row * pairs.length + pair]!)
      const held = Math.min(Math.max(chance, LEAST), 1 - LEAST)
      r[second * classes + first] = held
      r[first * classes + second] = 1 - held
    })
    out.set(classes === 2 ? [r[1]!, r[2]!] : agreeing(r, classes), row * classes)
  }
  return out
}

/** Minimises `Σ (r_ji p_i - r_ij p_j)²` over chances p. */
function agreeing(r: Float64Array, classes: number): Float64Array {
  const q = new Float64Array(classes * classes)
  for (let t = 0; t < classes; t++) {
    for (let j = 0; j < classes; j++) {
      if (j === t) continue
      q[t * classes + t]! += r[j * classes + t]! ** 2
      q[t * classes + j] = -r[j * classes + t]! * r[t * classes + j]!
    }
  }
  const p = new Float64Array(classes).fill(1 / classes)
  const qp = new Float64Array(classes)
  for (let round = 0; round < Math.max(100, classes); round++) {
    let pqp = 0
    for (let t = 0; t < classes; t++) {
      qp[t] = 0
      for (let j = 0; j < classes; j++) qp[t]! += q[t * classes + j]! * p[j]!
      pqp += p[t]! * qp[t]!
    }
    if (Math.max(...qp.map((value) => Math.abs(value - pqp))) < 0.005 / classes) break
    for (let t = 0; t < classes; t++) {
      const diff = (pqp - qp[t]!) / q[t * classes + t]!
      p[t]! += diff
      pqp = (pqp + diff * (diff * q[t * classes + t]! + 2 * qp[t]!)) / (1 + diff) / (1 + diff)
      for (let j = 0; j < classes; j++) {
        qp[j] = (qp[j]! + diff * q[t * classes + j]!) / (1 + diff)
        p[j]! /= 1 + diff
      }
    }
  }
  return p
}
