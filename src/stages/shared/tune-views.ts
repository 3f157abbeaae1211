import { TEST } from '../../core/dataset'
import { withRoles, type Predictions } from '../../core/predictions'
import type { Figure, View } from '../../core/view'
import { metricNamed } from '../../ml/metrics/registry'
import { sampleMoments } from '../../ml/paired-tests'
import { importances } from '../../ml/search/importance'
import { orNull, scoreOf } from './fold-scores'
import { parallelView } from './parallel-view'
import { cellOf, historyOf, isWhole, optimism, type Tuned, type TunedTrial } from './tuned'

/**
 * What a search found so far, as views: the same while it runs and when it is over.
 * @param predictions what the model that it ended with says of every row, held-out ones included
 */
export function tuneViews(tuned: Tuned, predictions?: Predictions): Record<string, View> {
  return {
    figures: {
      kind: 'figures',
      title: `The search, by ${tuned.metric.title} on ${tuned.on}`,
      figures: figures(tuned, predictions),
    },
    ...(tuned.best >= 0 && {
      chosen: { kind: 'proposal', title: 'Best values', values: tuned.values },
    }),
    progress: bestSoFar(tuned),
    parallel: parallelView(tuned),
    trials: everyTrial(tuned),
    ...failures(tuned),
    ...importanceView(tuned),
  }
}

const FLATTERS =
  'Measured on the rows that it was chosen by, so it flatters. Cross-validate behind this node searches anew in every fold, which does not.'
const SEEN =
  'How far the inner score is ahead of the held-out one: what choosing the best of many flatters by, and what chance does to few rows.'
const ESTIMATE =
  'How far the best of so many scores is likely to be ahead by luck (Tibshirani and Tibshirani 2009); with few rows it says too much.'

function figures(tuned: Tuned, predictions: Predictions | undefined): Figure[] {
  const { best, metric, trials } = tuned
  const score = trials[best]?.mean ?? Number.NaN
  const luck = optimism(tuned)
  const ahead = (other: number) => (metric.greaterIsBetter ? score - other : other - score)
  const held = predictions && heldOut(metric.name, predictions)
  return [
    { name: 'best', title: 'Best inner score', value: score, note: FLATTERS },
    ...(held
      ? [
          { name: 'held_out', title: 'Held-out score', ...held },
          { name: 'seen', title: 'Optimism: inner less held-out', value: ahead(held.value), note: SEEN },
        ]
      : []),
    { name: 'optimism', title: 'Optimism, estimated', value: luck.value, note: luck.reason ?? ESTIMATE },
    { name: 'trials', title: 'Trials', value: trials.length },
    { name: 'failed', title: 'Trials that failed', value: trials.filter(({ error }) => error).length },
  ]
}

function heldOut(metric: string, predictions: Predictions): Pick<Figure, 'value' | 'note'> {
  const held = withRoles(predictions, [TEST])
  const count = held.ids.length
  if (count === 0) return { value: Number.NaN, note: 'There are no test rows.' }
  const { reason, value } = scoreOf(metricNamed(metric), held)
  return { value, note: reason ?? `Of the ${count} test rows, which the search never saw.` }
}

function bestSoFar({ metric, trials }: Tuned): View {
  const better = metric.greaterIsBetter ? Math.max : Math.min
  let best = metric.greaterIsBetter ? -Infinity : Infinity
  const known = trials.flatMap((trial, i) =>
    isWhole(trial) && !Number.isNaN(trial.mean) ? [[i + 1, trial.mean] as const] : [],
  )
  const line = known.map(([trial, mean]) => [trial, (best = better(best, mean))] as const)
  return {
    kind: 'curve',
    title: 'Best so far',
    x: 'Trial',
    y: metric.title,
    series: [
      { label: 'Best so far', points: line },
      { label: 'Trial', points: known, dots: true },
    ],
  }
}

function importanceView(tuned: Tuned): Record<string, View> {
  const shares = importances(
    tuned.space,
    historyOf(tuned).filter((_, i) => isWhole(tuned.trials[i]!)),
  )
  const bars = tuned.space.flatMap(({ name: label }, d) =>
    Number.isNaN(shares[d]!) ? [] : [{ label, value: shares[d]! }],
  )
  if (bars.length === 0) return {}
  return {
    importance: {
      kind: 'bars',
      title: 'Which parameter mattered',
      x: 'Share of the variance of ranks between trials',
      bars: bars.sort((a, b) => b.value - a.value),
      note: 'Each by itself, less what chance would give (epsilon squared). A search that keeps to where it goes well shows less of it than a random one.',
    },
  }
}

function everyTrial({ best, metric, sharing, space, trials }: Tuned): View {
  const shared = trials.some(({ share }) => share !== undefined)
  const rows = trials.map((trial, i) => [
    i === best ? `${i + 1}, best` : i + 1,
    orNull(trial.mean),
    orNull(deviation(trial)),
    ...(shared ? [trial.share ?? 1] : []),
    ...trial.point.map(cellOf),
  ])
  const columns = [
    'Trial',
    metric.title,
    'Deviation over folds',
    ...(shared ? [sharing === 'rows' ? 'Share of rows' : 'Share of trees or epochs'] : []),
    ...space.map(({ name }) => name),
  ]
  return { kind: 'table', title: 'Every trial', columns, rows }
}

function failures({ space, trials }: Tuned): Record<string, View> {
  const rows = trials.flatMap(({ error, point }, i) =>
    error === undefined ? [] : [[i + 1, error, ...point.map(cellOf)]],
  )
  if (rows.length === 0) return {}
  const columns = ['Trial', 'Failed because', ...space.map(({ name }) => name)]
  return { failures: { kind: 'table', title: 'Trials that failed', columns, rows } }
}

const deviation = ({ scores }: TunedTrial): number =>
  scores.length > 1 ? sampleMoments(scores).std : Number.NaN
