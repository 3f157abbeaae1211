import type { Rows } from '../../core/dataset'
import type { View } from '../../core/view'
import { multiply } from '../../ml/matrix-ops'
import { featuresOf, type FittedOn } from './learner'

/** A learned linear model; `coef` is outputs x features, row-major. */
export interface LinearLearned extends FittedOn {
  readonly coef: Float64Array
  readonly intercept: Float64Array
  /** What each row of `coef` speaks for: the target of a regression, or a class. */
  readonly outputs: readonly string[]
}

/** rows x outputs, row-major. */
export const linearScores = (learned: LinearLearned, { table }: Rows): Float64Array =>
  multiply(featuresOf(table, learned), learned.coef, learned.intercept)

const MOST = 1000
const BARS = 30

/** All coefficients as a table, the largest first, and as bars where there is one for each feature. */
export function explainLinear({ features, coef, intercept, outputs }: LinearLearned): Record<string, View> {
  const size = (feature: number) =>
    Math.max(...outputs.map((_, k) => Math.abs(coef[k * features.length + feature]!)))
  const sizes = features.map((_, feature) => size(feature))
  const order = features.map((_, feature) => feature).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const limit = features.length > MOST ? ` (the ${MOST} largest of ${features.length})` : ''
  const table: View = {
    kind: 'table',
    title: `Coefficients${limit}`,
    columns: ['Feature', ...outputs],
    rows: [
      ['(intercept)', ...intercept],
      ...order
        .slice(0, MOST)
        .map((feature) => [
          features[feature]!,
          ...outputs.map((_, k) => coef[k * features.length + feature]!),
        ]),
    ],
  }
  if (outputs.length > 1) return { coefficients: table }
  const bars: View = {
    kind: 'bars',
    title: `Largest coefficients for ${outputs[0]}`,
    x: 'Coefficient',
    bars: order.slice(0, BARS).map((feature) => ({ label: features[feature]!, value: coef[feature]! })),
    note: 'Coefficients compare with each other only when the features were scaled.',
  }
  return { largest: bars, coefficients: table }
}
