import type { Figure, View } from '../../core/view'
import { sampleMoments } from '../../ml/paired-tests'
import { importances } from '../../ml/search/importance'
import { orNull } from './fold-scores'
import { historyOf, isWhole, optimism, type Tuned, type TunedTrial } from './tuned'

/** What a search found so far, as views: the same while it runs and when it is over. */
export function tuneViews(tuned: Tuned): Record<string, View> {
  return {
    figures: {
      kind: 'figures',
      title: `The search, by ${tuned.metric.title} on ${tuned.on}`,
      figures: figures(tuned),
    },
    progress: bestSoFar(tuned),
    ...(tuned.best >= 0 && { chosen: chosen(tuned) }),
    trials: everyTrial(tuned),
    ...importanceView(tuned),
  }
}

const FLATTERS =
  'Measured on the rows that it was chosen by, so it flatters. Evaluate shows the score on held-out rows, and Cross-validate behind this node searches anew in every fold.'
const ESTIMATE =
  'How far the best of so many scores is likely to be ahead by luck (Tibshirani and Tibshirani 2009); with few rows it says too much.'

function figures(tuned: Tuned): Figure[] {
  const { best, metric, trials } = tuned
  const score = trials[best]?.mean ?? Number.NaN
  const luck = optimism(tuned)
  const honest = metric.greaterIsBetter ? score - luck : score + luck
  return [
    { name: 'best', title: 'Best inner score', value: score, note: FLATTERS },
    { name: 'optimism', title: 'Optimism, estimated', value: luck, note: ESTIMATE },
    { name: 'corrected', title: 'Best inner score less optimism', value: honest, note: ESTIMATE },
    { name: 'trials', title: 'Trials', value: trials.length },
    { name: 'failed', title: 'Trials that failed', value: trials.filter(({ error }) => error).length },
  ]
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
      { label: 'Trial', points: known },
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
      title: 'How much of the spread between trials goes with each parameter',
      x: 'Share of the variance of ranks',
      bars: bars.sort((a, b) => b.value - a.value),
      note: 'Each by itself, less what chance would give (epsilon squared). A search that keeps to where it goes well shows less of it than a random one.',
    },
  }
}

const chosen = ({ best, space, trials }: Tuned): View => ({
  kind: 'table',
  title: 'Best values',
  columns: ['Node', 'Parameter', 'First', 'Best'],
  rows: space.map(({ node, param }, d) => [
    node,
    param === '$on' ? 'on' : param,
    cell(trials[0]!.point[d]!),
    cell(trials[best]!.point[d]!),
  ]),
})

function everyTrial({ best, metric, space, trials }: Tuned): View {
  const shared = trials.some(({ share }) => share !== undefined)
  const failed = trials.some(({ error }) => error)
  const rows = trials.map((trial, i) => [
    i === best ? `${i + 1}, best` : i + 1,
    orNull(trial.mean),
    orNull(deviation(trial)),
    ...(shared ? [trial.share ?? 1] : []),
    ...trial.point.map(cell),
    ...(failed ? [trial.error ?? null] : []),
  ])
  const columns = [
    'Trial',
    metric.title,
    'Deviation over folds',
    ...(shared ? ['Share of rows'] : []),
    ...space.map(({ name }) => name),
    ...(failed ? ['Failed because'] : []),
  ]
  return { kind: 'table', title: 'Every trial', columns, rows }
}

const deviation = ({ scores }: TunedTrial): number =>
  scores.length > 1 ? sampleMoments(scores).std : Number.NaN

const cell = (value: string | number | boolean): string | number =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : value
