import type { NodeSums, Split, SplitRules } from './search'

/** What the rows of a node sum up to. */
type Sums = Pick<NodeSums, 'gradient' | 'hessian'>

export function sumsOfChildren(node: Sums, { leftGradient, leftHessian }: Split): [Sums, Sums] {
  return [
    { gradient: leftGradient, hessian: leftHessian },
    { gradient: node.gradient - leftGradient, hessian: node.hessian - leftHessian },
  ]
}

type Bounds = Pick<NodeSums, 'lower' | 'upper'>

/** Where a direction is given, the values of either side stay on their side of the middle. */
export function boundsOfChildren(
  { lower, upper }: Bounds,
  [left, right]: [Sums, Sums],
  direction: number,
  rules: SplitRules,
): [Bounds, Bounds] {
  if (direction === 0)
    return [
      { lower, upper },
      { lower, upper },
    ]
  const middle =
    (valueOf({ ...left, lower, upper }, rules.lambda) + valueOf({ ...right, lower, upper }, rules.lambda)) / 2
  const below = { lower, upper: middle }
  const above = { lower: middle, upper }
  return direction > 0 ? [below, above] : [above, below]
}

/** The best value of a node in quantised units. */
export function valueOf({ gradient, hessian, lower, upper }: Omit<NodeSums, 'rows'>, lambda: number): number {
  const weight = hessian + lambda
  return Math.max(lower, Math.min(upper, weight > 0 ? -gradient / weight : 0))
}
