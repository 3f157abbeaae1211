import type { Kernel } from './kernel'

export type Loss = 'squared' | 'absolute' | 'quantile' | 'poisson' | 'logistic' | 'softmax'

/** What is predicted, for training rows. */
export interface BoostingTarget {
  readonly loss: Loss
  /** Numbers, or codes of classes from 0. */
  readonly truth: Float64Array
  readonly weights?: Float64Array | undefined
  /** Of `softmax`. */
  readonly classes?: number
  /** Of the loss `quantile`, between 0 and 1. */
  readonly quantile?: number
}

/** A loss as the kernel knows it. */
export interface Objective {
  readonly code: number
  readonly option: number
  readonly outputs: number
  /** Where scores begin, per output. */
  readonly base: readonly number[]
  /** Whether (value - base) / scale is learned in place of the value; every row's hessian is then its weight. */
  readonly centred: boolean
  readonly scale: number
  /** Of the best value of a leaf as a quantile of what is left; null where its sums tell it. */
  readonly leafQuantile: number | null
}

const CODES: Readonly<Record<Loss, number>> = {
  squared: 0,
  logistic: 1,
  softmax: 2,
  quantile: 3,
  absolute: 3,
  poisson: 4,
}

/** @param rows those that are learned from: bases and scales look at no others */
export function objectiveFor(target: BoostingTarget, rows: Uint32Array, kernel: Kernel): Objective {
  const { loss, truth, classes = 2 } = target
  const weightOf = (row: number) => target.weights?.[row] ?? 1
  const quantile = loss === 'absolute' ? 0.5 : loss === 'quantile' ? (target.quantile ?? 0.5) : null
  let total = 0
  let sum = 0
  for (const row of rows) {
    total += weightOf(row)
    sum += weightOf(row) * truth[row]!
  }
  const mean = sum / total
  const kind = {
    code: CODES[loss],
    option: quantile ?? 0,
    outputs: loss === 'softmax' ? classes : 1,
    leafQuantile: quantile,
    centred: loss === 'squared' || quantile !== null,
    scale: 1,
  }
  if (loss === 'logistic') return { ...kind, base: [logit(mean, kernel)] }
  if (loss === 'poisson') return { ...kind, base: [kernel.logarithm(Math.max(mean, Number.MIN_VALUE))] }
  if (loss === 'softmax') return { ...kind, base: classBases(target, rows, classes, total, kernel) }
  let spread = 0
  for (const row of rows) spread += weightOf(row) * (truth[row]! - mean) ** 2
  const middle =
    quantile === null ? mean : weightedQuantile(pick(truth, rows), quantile, pick(target.weights, rows))
  return { ...kind, base: [middle], scale: Math.sqrt(spread / total) || 1 }
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array
function pick(values: Float64Array | undefined, rows: Uint32Array): Float64Array | undefined
function pick(values: Float64Array | undefined, rows: Uint32Array): Float64Array | undefined {
  return values && Float64Array.from(rows, (row) => values[row]!)
}

/** Shares of exactly 0 or 1 would have no logarithm. */
const LEAST_SHARE = 1e-12

function logit(share: number, kernel: Kernel): number {
  const held = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, share))
  return kernel.logarithm(held / (1 - held))
}

function classBases(
  { truth, weights }: BoostingTarget,
  rows: Uint32Array,
  classes: number,
  total: number,
  kernel: Kernel,
): number[] {
  const shares = new Float64Array(classes)
  for (const row of rows) shares[truth[row]!]! += weights?.[row] ?? 1
  const logarithms = Array.from(shares, (share) => kernel.logarithm(Math.max(LEAST_SHARE, share / total)))
  const mean = logarithms.reduce((sum, one) => sum + one, 0) / classes
  return logarithms.map((one) => one - mean)
}

/**
 * A quantile of `values`, which may be sorted in place: between neighbours as NumPy's without weights, otherwise the
 * first value below which the wanted share of the weight lies.
 */
export function weightedQuantile(
  values: Float64Array,
  quantile: number,
  weights: Float64Array | undefined,
): number {
  if (!weights) {
    values.sort()
    const place = quantile * (values.length - 1)
    const low = values[Math.floor(place)]!
    return low + (place - Math.floor(place)) * (values[Math.ceil(place)]! - low)
  }
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b)
  const wanted = quantile * weights.reduce((sum, one) => sum + one, 0)
  let sum = 0
  for (const i of order) {
    sum += weights[i]!
    if (sum >= wanted && weights[i]! > 0) return values[i]!
  }
  return values[order.at(-1)!]!
}
