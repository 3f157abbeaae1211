import { WITH_TARGET } from '../../core/dataset'
import type { TaskContext } from '../../core/context'
import { integer } from '../../core/declare-params'
import { figure } from '../../core/numbers'
import { takePredictions, type Predictions } from '../../core/predictions'
import { describe } from '../../core/stage'
import { UserError } from '../../core/errors'
import type { Select } from '../../core/select'
import type { Run } from '../../core/task'
import type { View } from '../../core/view'
import { bootstrapIntervals } from '../../ml/bootstrap-intervals'
import type { Metric } from '../../ml/metrics/registry'
import { comparable } from '../shared/evaluation'
import { orNull, scoreOf } from '../shared/fold-scores'
import { rowsParam, rowsToLookAt } from '../shared/held-rows'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { scoredOf } from '../shared/metrics-of'
import { requireTarget } from '../shared/requires-target'
import { slicesOf, type Slice } from '../shared/slices'

export const stage = describe({
  id: 'evaluate/slices',
  version: 1,
  title: 'Slices',
  summary:
    'The score within each level or range of every raw column, the worst first: for whom the model fails.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  params: {
    on: rowsParam,
    metric: {
      ...metricParam,
      help: 'What decides. By the task: ROC AUC for two classes, accuracy for several, mean absolute error for a number, since R² falls within any range that narrows the target.',
    },
    bins: integer('Ranges of a number', 4, {
      min: 2,
      max: 20,
      help: 'Numbers and times are parted into so many ranges, with about as many rows in each.',
    }),
    min_rows: integer('Fewest rows', 20, {
      min: 2,
      max: 1000000,
      help: 'Smaller slices are left out: what a handful of rows says is luck.',
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

interface Scored extends Slice {
  readonly score: number
  readonly low: number
  readonly high: number
  /** Above 0: worse than all rows together. */
  readonly worse: number
}

export const run: Run<typeof stage> = ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Slices need the raw rows behind the model')
  context.progress(0)
  const { predictions: all } = model
  requireTarget(all.target, stage.title)
  const byTask = params.metric === 'auto' && all.target.task === 'regression'
  const metric = chosenMetric(byTask ? 'mean_absolute_error' : params.metric, all.target)
  const looked = rowsToLookAt(model, raw, params.on, Infinity, context)
  const place = new Map(Array.from(all.ids, (id, row) => [id, row]))
  const predictions = takePredictions(
    all,
    Array.from(looked.raw.ids, (id) => place.get(id)!),
  )
  const whole = scoreOf(metric, predictions).value
  if (Number.isNaN(whole)) {
    throw new UserError(
      `${metric.title} is not defined on these ${looked.words}: they have one class, or no prediction.`,
      'Choose another metric or other rows.',
    )
  }
  const columns = looked.raw.columns.filter(({ name }) => name !== all.target.column)
  const slices = columns
    .flatMap((column) => slicesOf(column, params.bins))
    .filter(({ rows }) => rows.length >= params.min_rows && rows.length < looked.raw.ids.length)
  if (slices.length === 0) {
    context.warn(
      `No slice of these ${looked.words} has ${params.min_rows} rows or more.`,
      'Ask for fewer rows in a slice, or for fewer ranges.',
    )
  }
  const scored = slices.map((slice, i) => {
    context.progress(i / slices.length, slice.column)
    return scoreSlice(slice, predictions, metric, whole, context)
  })
  const defined = scored.filter(({ score }) => !Number.isNaN(score)).sort((a, b) => b.worse - a.worse)
  const undefinedOnes = scored.length - defined.length
  if (undefinedOnes > 0) {
    context.warn(
      `${metric.title} is not defined in ${undefinedOnes} of ${scored.length} slices, which are left out.`,
      'They have one class: choose a metric that does without, such as accuracy or log loss.',
    )
  }
  return {
    outputs: {},
    views: sliceViews(defined, metric, whole, looked.words),
    rows: { [LOOKED]: { model: 'model', predictions } },
  }
}

const DRAWS = 200
/** The name of the rows that the slices are parts of. */
const LOOKED = 'looked'

function scoreSlice(
  slice: Slice,
  predictions: Predictions,
  metric: Metric,
  whole: number,
  context: TaskContext,
): Scored {
  const part = comparable(takePredictions(predictions, slice.rows)).predictions
  const score = scoreOf(metric, part).value
  const random = context.random(`${slice.column} ${slice.label}`)
  const scored = scoredOf(part)
  const intervals =
    scored.task === 'clustering' || part.truth.length === 0
      ? {}
      : bootstrapIntervals(scored, random, () => context.signal.throwIfAborted(), DRAWS)
  const [low, high] = intervals[metric.name] ?? [Number.NaN, Number.NaN]
  return { ...slice, score, low, high, worse: (metric.greaterIsBetter ? 1 : -1) * (whole - score) }
}

const SHOWN = 20

const selectOf = (slices: readonly Slice[]): Select => ({
  rows: LOOKED,
  cuts: slices.map(({ column, label, where }) => ({ title: `${column}: ${label}`, where: [where] })),
})

/** Whether the whole lies outside of the interval, on the better side. */
const isWorse = ({ high, low, worse }: Scored, { greaterIsBetter }: Metric, whole: number): boolean =>
  worse > 0 && (greaterIsBetter ? high < whole : low > whole)

function sliceViews(
  slices: readonly Scored[],
  metric: Metric,
  whole: number,
  words: string,
): Record<string, View> {
  const worst = slices.filter(({ worse }) => worse > 0)
  return {
    whole: {
      kind: 'figures',
      title: `All ${words}`,
      figures: [{ name: metric.name, title: metric.title, value: whole }],
    },
    ...(worst.length > 0 && { worst: worstView(worst, metric, whole, words) }),
    slices: {
      kind: 'table',
      title: `${metric.title} within ${slices.length} slices of ${words}`,
      columns: [
        'Column',
        'Slice',
        'Rows',
        metric.title,
        '95% from',
        '95% to',
        'Worse by',
        'More than chance',
      ],
      rows: slices.map((one) => [
        one.column,
        one.label,
        one.rows.length,
        one.score,
        orNull(one.low),
        orNull(one.high),
        one.worse,
        isWorse(one, metric, whole) ? 'yes' : 'no',
      ]),
      select: selectOf(slices),
    },
  }
}

const worstView = (worst: readonly Scored[], metric: Metric, whole: number, words: string): View => ({
  kind: 'bars',
  title: `Where the model is worst, on ${words}`,
  x: `${metric.title} worse than that of all rows by`,
  bars: worst.slice(0, SHOWN).map(({ column, label, rows, worse }) => ({
    label: `${column}: ${label} (${rows.length.toLocaleString('en-US')})`,
    value: worse,
  })),
  select: selectOf(worst.slice(0, SHOWN)),
  note: `${metric.title} of all rows is ${figure(whole)}. In brackets: rows. Of many slices some look bad by luck: look at the intervals.`,
})
