import type { View } from '../../core/view'

/** One epoch, as the trainer tells it. */
interface Told {
  readonly epoch: number
  readonly loss: number
  readonly validationLoss?: number
  readonly validationScore?: number
}

/** The curves of training: loss, and the score of the validation rows where there are some. */
export function trainingViews(history: readonly Told[], score: string): Record<string, View> {
  const points = (value: (one: Told) => number | undefined) =>
    history.flatMap((one): [number, number][] => {
      const y = value(one)
      return y === undefined || Number.isNaN(y) ? [] : [[one.epoch, y]]
    })
  const validation = points(({ validationLoss }) => validationLoss)
  const scores = points(({ validationScore }) => validationScore)
  const curve = (title: string, y: string, series: Extract<View, { kind: 'curve' }>['series']): View => ({
    kind: 'curve',
    title,
    x: 'Epoch',
    y,
    series,
  })
  return {
    loss: curve('Loss', 'Mean loss', [
      { label: 'Training', points: points(({ loss }) => loss) },
      ...(validation.length > 0 ? [{ label: 'Validation', points: validation }] : []),
    ]),
    ...(scores.length > 0 && { metric: curve(score, score, [{ label: 'Validation', points: scores }]) }),
  }
}
