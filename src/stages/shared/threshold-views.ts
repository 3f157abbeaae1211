import type { Series, View } from '../../core/view'
import { f1Of, outcomesAt, precisionOf, recallOf, youdenOf, type Choice } from '../../ml/choose-threshold'

const POINTS = 100

/** What every threshold would do, and what the chosen one does beside one half. */
export function thresholdViews(
  isPositive: Uint8Array,
  scores: Float64Array,
  chosen: Choice,
  plain: Choice,
  cost: (one: Choice) => number,
): Record<string, View> {
  const grid = Array.from({ length: POINTS + 1 }, (_, i) => outcomesAt(isPositive, scores, i / POINTS))
  const line = (label: string, height: (one: Choice) => number): Series => ({
    label,
    points: grid.map((one) => [one.threshold, height(one)] as const),
  })
  const row = (title: string, value: (one: Choice) => number) => [title, value(plain), value(chosen)]
  return {
    curves: {
      kind: 'curve',
      title: 'What each threshold does, on rows that the model had not seen',
      x: 'Threshold',
      y: 'Score',
      series: [line('Precision', precisionOf), line('Recall', recallOf), line('F1', f1Of)],
    },
    costs: {
      kind: 'curve',
      title: 'Cost per row of each threshold',
      x: 'Threshold',
      y: 'Cost per row',
      series: [line('Cost per row', cost)],
    },
    outcomes: {
      kind: 'table',
      title: 'Before and after, on rows that the model had not seen',
      columns: ['', 'At one half', `At ${Number(chosen.threshold.toPrecision(4))}`],
      rows: [
        row('Precision', precisionOf),
        row('Recall', recallOf),
        row('F1', f1Of),
        row("Youden's J", youdenOf),
        row('Cost per row', cost),
        row('Hits', ({ hits }) => hits),
        row('False alarms', ({ falseAlarms }) => falseAlarms),
        row('Misses', ({ misses }) => misses),
        row('Rejections', ({ rejections }) => rejections),
      ],
    },
  }
}
