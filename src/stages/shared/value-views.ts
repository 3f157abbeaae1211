import { rounded } from '../../core/numbers'
import { permutation, type Random } from '../../core/random'
import type { Cut } from '../../core/select'
import type { View } from '../../core/view'
import { binOf } from './bins'
import { histogramOfSorted } from '../../ml/histogram'
import type { RegressionScored } from '../../ml/metrics/scored'

const MOST_POINTS = 2000

/** Charts of a regression. */
export function valueViews(
  scored: RegressionScored,
  ids: Uint32Array,
  on: string,
  rows: string,
  random: Random,
): Record<string, View> {
  const all = ids.length <= MOST_POINTS
  const drawn = all
    ? Uint32Array.from(ids.keys())
    : permutation(ids.length, random).slice(0, MOST_POINTS).sort()
  const points = {
    select: { rows, cuts: rowCuts(Uint32Array.from(drawn, (row) => ids[row]!)) },
    ...(!all && { note: `${MOST_POINTS.toLocaleString('en-US')} rows, drawn at random` }),
  }
  return {
    'predicted-actual': { ...predictedActual(scored, drawn, on), ...points },
    'residuals-predicted': { ...residualsPredicted(scored, drawn, on), ...points },
    residuals: residuals(scored, on, rows),
  }
}

type ScatterView = Extract<View, { kind: 'scatter' }>

const rowCuts = (ids: Uint32Array): Cut[] =>
  Array.from(ids, (id) => ({ title: `Row ${id + 1}`, where: [{ of: 'row', is: id }] }))

function predictedActual({ truth, values }: RegressionScored, drawn: Uint32Array, on: string): ScatterView {
  return {
    kind: 'scatter',
    title: `Predicted against actual of ${on}`,
    x: 'Actual',
    y: 'Predicted',
    points: Array.from(drawn, (row) => [truth[row]!, values[row]!] as const),
    reference: 'diagonal',
  }
}

function residualsPredicted(
  { truth, values }: RegressionScored,
  drawn: Uint32Array,
  on: string,
): ScatterView {
  return {
    kind: 'scatter',
    title: `Residual of each of ${on}`,
    x: 'Predicted',
    y: 'Residual',
    points: Array.from(drawn, (row) => [values[row]!, truth[row]! - values[row]!] as const),
    reference: 0,
    across: true,
  }
}

function residuals({ truth, values }: RegressionScored, on: string, rows: string): View {
  const errors = truth.map((value, i) => value - values[i]!).filter(Number.isFinite)
  const { edges, counts } = histogramOfSorted(errors.sort())
  return {
    kind: 'bars',
    title: `Residuals of ${on}`,
    x: 'Rows',
    bars: Array.from(counts, (value, bin) => ({
      label: `${rounded(edges[bin]!)} to ${rounded(edges[bin + 1]!)}`,
      value,
    })),
    select: {
      rows,
      cuts: Array.from(counts, (_, bin) => ({
        title: `Residual from ${rounded(edges[bin]!)} to ${rounded(edges[bin + 1]!)}`,
        where: [{ of: 'error', ...binOf(edges, bin) }],
      })),
    },
    note: 'Actual less predicted: where it is above 0 the model said too little.',
  }
}
