import {
  accuracy,
  balancedAccuracy,
  f1,
  macro,
  matthews,
  precision,
  recall,
  weighted,
} from './classification'
import { classCounts, type Confusion } from './confusion'
import { decisions, isClass, scoresOfClass, type ClassificationScored, type PredictedScored } from './scored'

/** Times that each row counts; a resample of the rows, without the rows. */
export type Counts = Uint16Array

type Compute = (counts: Counts) => number

/**
 * The metrics of the registry that can be computed again and again for other counts of the same rows, by name: scores
 * are sorted and losses taken once. NaN where a metric is not defined for those counts. The truth must be known.
 */
export function resampledMetrics(
  scored: PredictedScored,
): (counts: Counts) => Readonly<Record<string, number>> {
  const parts = scored.task === 'regression' ? valueParts(scored.truth, scored.values) : classParts(scored)
  return (counts) => Object.assign({}, ...parts.map((part) => part(counts)))
}

type Part = (counts: Counts) => Record<string, number>

function classParts(scored: ClassificationScored): Part[] {
  const { classes, positive, task } = scored
  const logLoss = meanOf(logLosses(scored))
  const base: Part[] = [decided(scored), (counts) => ({ log_loss: logLoss(counts) })]
  if (task === 'binary') {
    const isPositive = isClass(scored, positive)
    const scores = scoresOfClass(scored, positive)
    const brier = meanOf(scores.map((score, i) => (score - isPositive[i]!) ** 2))
    const areas = areasOf(isPositive, scores)
    return [...base, (counts) => ({ brier_score_loss: brier(counts), ...areas(counts) })]
  }
  const each = classes.map((_, code) => areasOf(isClass(scored, code), scoresOfClass(scored, code)))
  return [
    ...base,
    (counts) => {
      const areas = each.map((one) => one(counts).roc_auc)
      return { roc_auc_ovr: areas.reduce((sum, area) => sum + area, 0) / areas.length }
    },
  ]
}

/** What hangs on decisions alone: one pass fills the confusion matrix. */
function decided(scored: ClassificationScored): Part {
  const { positive, task, truth } = scored
  const classes = scored.classes.length
  const said = decisions(scored)
  const places = Int32Array.from(truth, (code, i) => (code < 0 ? classes : code) * classes + said[i]!)
  return (counts) => {
    const cells = new Float64Array((classes + 1) * classes)
    for (let i = 0; i < places.length; i++) cells[places[i]!]! += counts[i]!
    const confusion: Confusion = {
      classes,
      counts: cells.subarray(0, classes * classes),
      unseen: cells.subarray(classes * classes),
    }
    const common = {
      accuracy: accuracy(confusion),
      balanced_accuracy: balancedAccuracy(confusion),
      precision_macro: macro(confusion, precision),
      recall_macro: macro(confusion, recall),
      f1_macro: macro(confusion, f1),
      precision_weighted: weighted(confusion, precision),
      recall_weighted: weighted(confusion, recall),
      f1_weighted: weighted(confusion, f1),
      matthews_corrcoef: matthews(confusion),
    }
    if (task !== 'binary') return common
    const mine = classCounts(confusion, positive)
    return { ...common, precision: precision(mine), recall: recall(mine), f1: f1(mine) }
  }
}

function logLosses({ classes, scores, truth }: ClassificationScored): Float64Array {
  const least = Number.EPSILON
  return truth.map((code, i) => {
    const probability = code < 0 ? 0 : scores[i * classes.length + code]!
    return -Math.log(Math.min(Math.max(probability, least), 1 - least))
  })
}

function meanOf(values: Float64Array): Compute {
  return (counts) => {
    let total = 0
    let rows = 0
    for (let i = 0; i < values.length; i++) {
      total += counts[i]! * values[i]!
      rows += counts[i]!
    }
    return total / rows
  }
}

/** ROC AUC and average precision, over rows that are sorted by score once. */
function areasOf(
  isPositive: Uint8Array,
  scores: Float64Array,
): (counts: Counts) => { roc_auc: number; average_precision: number } {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  const isLast = Uint8Array.from(order, (row, i) =>
    i + 1 === order.length || scores[row] !== scores[order[i + 1]!] ? 1 : 0,
  )
  const hit = Uint8Array.from(order, (row) => isPositive[row]!)
  return (counts) => {
    let hits = 0
    let misses = 0
    let hitsBefore = 0
    let missesBefore = 0
    let area = 0
    let gained = 0
    for (let i = 0; i < order.length; i++) {
      const count = counts[order[i]!]!
      if (hit[i] === 1) hits += count
      else misses += count
      if (isLast[i] === 0 || (hits === hitsBefore && misses === missesBefore)) continue
      area += ((misses - missesBefore) * (hits + hitsBefore)) / 2
      if (hits > hitsBefore) gained += ((hits - hitsBefore) * hits) / (hits + misses)
      hitsBefore = hits
      missesBefore = misses
    }
    return {
      roc_auc: hits > 0 && misses > 0 ? area / (hits * misses) : Number.NaN,
      average_precision: hits > 0 ? gained / hits : Number.NaN,
    }
  }
}

function valueParts(truth: Float64Array, values: Float64Array): Part[] {
  const errors = truth.map((value, i) => Math.abs(value - values[i]!))
  const squared = errors.map((error) => error * error)
  const centre = truth.reduce((sum, value) => sum + value, 0) / truth.length
  const off = truth.map((value) => value - centre)
  const spread = off.map((value) => value * value)
  const [absolute, square, first, second] = [errors, squared, off, spread].map(meanOf) as [
    Compute,
    Compute,
    Compute,
    Compute,
  ]
  const middle = medianOf(errors)
  return [
    (counts) => {
      const total = second(counts) - first(counts) ** 2
      const residual = square(counts)
      return {
        r2: total > 0 ? 1 - residual / total : Number.NaN,
        mean_absolute_error: absolute(counts),
        root_mean_squared_error: Math.sqrt(residual),
        median_absolute_error: middle(counts),
      }
    },
  ]
}

/** The median of values that count several times each, the mean of the middle two. */
function medianOf(values: Float64Array): Compute {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  return (counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    const [low, high] = [(total - 1) >> 1, total >> 1]
    let seen = 0
    let below = Number.NaN
    for (const row of order) {
      if (counts[row] === 0) continue
      seen += counts[row]!
      if (Number.isNaN(below) && seen > low) below = values[row]!
      if (seen > high) return (below + values[row]!) / 2
    }
    return Number.NaN
  }
}
