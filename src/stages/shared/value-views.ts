import { permutation, type Random } from '../../core/random'
import type { View } from '../../core/view'
import { histogramOfSorted } from '../../ml/histogram'
import type { RegressionScored } from '../../ml/metrics/scored'

const MOST_POINTS = 2000

/** Charts of a regression. */
export function valueViews(scored: RegressionScored, on: string, random: Random): Record<string, View> {
  return {
    'predicted-actual': predictedActual(scored, on, random),
    residuals: residuals(scored, on),
  }
}

function predictedActual({ truth, values }: RegressionScored, on: string, random: Random): View {
  const all = truth.length <= MOST_POINTS
  const rows = all
    ? Uint32Array.from(truth.keys())
    : permutation(truth.length, random).slice(0, MOST_POINTS).sort()
  return {
    kind: 'scatter',
    title: `Predicted against actual of ${on}`,
    x: 'Actual',
    y: 'Predicted',
    points: Array.from(rows, (row) => [truth[row]!, values[row]!] as const),
    reference: 'diagonal',
    ...(!all && { note: `${MOST_POINTS.toLocaleString('en-US')} rows, drawn at random` }),
  }
}

function residuals({ truth, values }: RegressionScored, on: string): View {
  const errors = truth.map((value, i) => value - values[i]!).filter(Number.isFinite)
  const { edges, counts } = histogramOfSorted(errors.sort())
  const digits = (value: number) => Number(value.toPrecision(3))
  return {
    kind: 'bars',
    title: `Residuals of ${on}`,
    x: 'Rows',
    bars: Array.from(counts, (value, bin) => ({
      label: `${digits(edges[bin]!)} to ${digits(edges[bin + 1]!)}`,
      value,
    })),
    note: 'Actual less predicted: right of 0 the model said too little.',
  }
}
