import { logSumExp } from './link'
import { type ScoreLoss } from './score-loss'

/** Log loss of two classes by one score. `labels` are 0 or 1. */
export function binaryLoss(labels: Int32Array, weights?: Float64Array): ScoreLoss {
  const rows = labels.length
  const first = new Float64Array(rows)
  const second = new Float64Array(rows)
  return {
    outputs: 1,
    evaluate(scores) {
      let total = 0
      for (let i = 0; i < rows; i++) {
        // The score for being right; exp(-|z|) serves the loss and both derivatives, and none of them cancels.
        const z = labels[i] === 1 ? scores[i]! : -scores[i]!
        const e = Math.exp(-Math.abs(z))
        const wrong = z > 0 ? e / (1 + e) : 1 / (1 + e)
        const weight = weights ? weights[i]! : 1
        total += weight * (Math.log1p(e) - (z < 0 ? z : 0))
        first[i] = labels[i] === 1 ? -weight * wrong : weight * wrong
        second[i] = (weight * e) / (1 + e) ** 2
      }
      return total
    },
    gradient: () => first,
    curvature: () => second,
    curve: (v) => v.map((value, i) => value * second[i]!),
  }
}

/** Log loss of many classes by one score each. `labels` are 0 to classes - 1. */
export function softmaxLoss(labels: Int32Array, classes: number, weights?: Float64Array): ScoreLoss {
  const rows = labels.length
  const probabilities = new Float64Array(rows * classes)
  const weightOf = (i: number) => (weights ? weights[i]! : 1)
  return {
    outputs: classes,
    evaluate(scores) {
      let total = 0
      for (let i = 0; i < rows; i++) {
        const row = i * classes
        const norm = logSumExp(scores, row, classes)
        for (let k = row; k < row + classes; k++) probabilities[k] = Math.exp(scores[k]! - norm)
        total += weightOf(i) * (norm - scores[row + labels[i]!]!)
      }
      return total
    },
    gradient() {
      const out = new Float64Array(rows * classes)
      for (let i = 0; i < rows; i++) {
        const row = i * classes
        const own = row + labels[i]!
        let others = 0
        for (let k = row; k < row + classes; k++) {
          out[k] = weightOf(i) * probabilities[k]!
          if (k !== own) others += out[k]!
        }
        out[own] = -others
      }
      return out
    },
    curvature(k, l) {
      const out = new Float64Array(rows)
      for (let i = 0, row = 0; i < rows; i++, row += classes) {
        const p = probabilities[row + k]!
        out[i] = weightOf(i) * p * (k === l ? 1 - p : -probabilities[row + l]!)
      }
      return out
    },
    curve(v) {
      const out = new Float64Array(v.length)
      for (let i = 0; i < rows; i++) {
        const row = i * classes
        let mean = 0
        for (let k = row; k < row + classes; k++) mean += probabilities[k]! * v[k]!
        for (let k = row; k < row + classes; k++) out[k] = weightOf(i) * probabilities[k]! * (v[k]! - mean)
      }
      return out
    },
  }
}
