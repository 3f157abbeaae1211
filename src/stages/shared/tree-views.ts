import type { View } from '../../core/view'

const BARS = 30

/** @param shares of 1, by feature */
export function importanceView(features: readonly string[], shares: ArrayLike<number>): View {
  const order = features.map((_, feature) => feature).sort((a, b) => shares[b]! - shares[a]! || a - b)
  const limit = features.length > BARS ? ` (the ${BARS} largest of ${features.length})` : ''
  return {
    kind: 'bars',
    title: `Importance${limit}`,
    x: 'Share of the gain of all splits',
    bars: order.slice(0, BARS).map((feature) => ({ label: features[feature]!, value: shares[feature]! })),
    note: 'Of training rows: a feature with many values can look more important than it is on new rows.',
  }
}

/** The losses while trees were added. */
export function lossView(
  history: readonly {
    readonly iteration: number
    readonly loss: number
    readonly validationLoss?: number
  }[],
): View {
  const validation = history.flatMap(({ iteration, validationLoss }): [number, number][] =>
    validationLoss === undefined ? [] : [[iteration, validationLoss]],
  )
  return {
    kind: 'curve',
    title: 'Loss',
    x: 'Iteration',
    y: 'Mean loss',
    series: [
      { label: 'Training', points: history.map(({ iteration, loss }) => [iteration, loss]) },
      ...(validation.length > 0 ? [{ label: 'Validation', points: validation }] : []),
    ],
  }
}
