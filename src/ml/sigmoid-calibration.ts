/** The chance of the positive class is 1 / (1 + exp(a * score + b)); a is below 0 where scores rise with it. */
export interface Sigmoid {
  readonly a: number
  readonly b: number
}

/**
 * Platt's sigmoid by Newton's method with backtracking (Platt 1999; Lin, Lin and Weng 2007), as scikit-learn's: the
 * targets are drawn in by one made-up row of each class, so that it never is too sure.
 * @param isPositive 1 or 0 per row @throws RangeError without any row
 */
export function fitSigmoid(scores: Float64Array, isPositive: Uint8Array): Sigmoid {
  if (scores.length === 0) throw new RangeError('A sigmoid needs at least one row')
  const positives = isPositive.reduce((sum, one) => sum + one, 0)
  const negatives = scores.length - positives
  const targets = Float64Array.from(isPositive, (one) =>
    one === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  )
  let at: Sigmoid = { a: 0, b: Math.log((negatives + 1) / (positives + 1)) }
  let loss = lossOf(scores, targets, at)
  for (let iteration = 0; iteration < 200; iteration++) {
    const { ga, gb, aa, ab, bb } = derivatives(scores, targets, at)
    if (Math.abs(ga) < 1e-11 && Math.abs(gb) < 1e-11) break
    const determinant = aa * bb - ab * ab
    const stepA = -(bb * ga - ab * gb) / determinant
    const stepB = -(aa * gb - ab * ga) / determinant
    const slope = ga * stepA + gb * stepB
    let size = 1
    for (; size >= 1e-12; size /= 2) {
      const next = { a: at.a + size * stepA, b: at.b + size * stepB }
      const lower = lossOf(scores, targets, next)
      if (lower > loss + 1e-4 * size * slope) continue
      at = next
      loss = lower
      break
    }
    if (size < 1e-12) break
  }
  return at
}

export const sigmoidOf = ({ a, b }: Sigmoid, score: number): number => 1 / (1 + Math.exp(a * score + b))

/** -log-likelihood, written so that nothing overflows. */
function lossOf(scores: Float64Array, targets: Float64Array, { a, b }: Sigmoid): number {
  let loss = 0
  scores.forEach((score, i) => {
    const f = a * score + b
    const target = targets[i]!
    loss += f >= 0 ? target * f + Math.log1p(Math.exp(-f)) : (target - 1) * f + Math.log1p(Math.exp(f))
  })
  return loss
}

/** Gradient and Hessian; the diagonal is lifted by 1e-12 so that it can be divided by. */
function derivatives(scores: Float64Array, targets: Float64Array, at: Sigmoid) {
  let [ga, gb, aa, ab, bb] = [0, 0, 1e-12, 0, 1e-12]
  scores.forEach((score, i) => {
    const p = sigmoidOf(at, score)
    const residual = targets[i]! - p
    const weight = p * (1 - p)
    ga += score * residual
    gb += residual
    aa += score * score * weight
    ab += score * weight
    bb += weight
  })
  return { ga, gb, aa, ab, bb }
}
