import type { Context } from '../../core/context'
import { TRAIN } from '../../core/dataset'
import { recipeOf } from '../../core/lineage'
import { withRoles, type Predictions } from '../../core/predictions'
import { describe } from '../../core/stage'
import type { Run, TaskResult } from '../../core/task'
import type { View } from '../../core/view'
import { metricsFor } from '../../ml/metrics/registry'
import { drawFolds, type NamedFold } from '../shared/draw-folds'
import { comparable, evaluate } from '../shared/evaluation'
import { fitFolds, fitProgress, type FoldFit } from '../shared/fit-folds'
import { foldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { foldScores, foldTable, howScored, scoreFigures, scoreTable } from '../shared/fold-scores'
import { learnedTable } from '../shared/learned-table'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { scoredOf } from '../shared/metrics-of'
import { outOfFold } from '../shared/out-of-fold'
import { rocBand } from '../shared/roc-band'

export const stage = describe({
  id: 'validate/cross-validate',
  version: 1,
  title: 'Cross-validate',
  summary:
    'Fits the model and all that stands before it again in every fold, and scores it on the rows that were held out.',
  kind: 'task',
  uses: ['raw'],
  params: { ...foldParams, metric: metricParam },
  inputs: { model: 'model' },
  outputs: {},
})

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Folds need the raw rows behind the model')
  context.progress(0)
  const metric = chosenMetric(params.metric, model.predictions.target)
  const rows = foldRowsOf(model, raw)
  const folds = drawFolds(rows, params, context)
  requireClasses(rows, folds)
  const job = { recipe: recipeOf(model.lineage), model, raw: raw.table }
  const fits = await fitFolds(job, folds, context, fitProgress(context, folds.length))
  const pooled = outOfFold(fits)
  const own = withRoles(model.predictions, [TRAIN])
  const others = metricsFor(scoredOf(pooled).task).filter(({ name }) => name !== metric.name)
  const scores = [metric, ...others].map((one) => foldScores(one, fits, params.method, pooled, own))
  warnOfUndefined(fits, scores[0]!.values, metric.title, context)
  const on = wordsFor(folds)
  const { rows: looked, views } = outOfFoldViews(pooled, context)
  return {
    outputs: {},
    rows: looked,
    views: {
      scores: scoreFigures(scores[0]!, on, howScored(params.method, folds.length)),
      metrics: scoreTable(scores, on),
      ...(params.method !== 'leave_one_out' && { folds: foldTable(fits, scores) }),
      ...rocBand(fits.map(({ fold, held }) => ({ name: fold.name, predictions: held }))),
      ...views,
      ...(await learnedTable(fits.map(({ fold, lineage }) => ({ name: fold.name, lineage })))),
    },
  }
}

const OF_FOLD =
  'Its prediction above is by the model of its fold, which had not seen it. These steps are those of the whole model, which may have.'

const wordsFor = (folds: readonly NamedFold[]): string =>
  `${folds.length} ${folds[0]!.name.startsWith('Draw') ? 'draws' : 'folds'}`

function warnOfUndefined(
  fits: readonly FoldFit[],
  values: readonly number[],
  metric: string,
  context: Context,
): void {
  const undefinedIn = fits.filter((_, k) => Number.isNaN(values[k] ?? 0)).map(({ fold }) => fold.name)
  if (undefinedIn.length === 0) return
  context.warn(
    `${metric} is not defined in ${undefinedIn.slice(0, 5).join(', ')}: the rows held out there have one ${fits[0]!.held.target.task === 'clustering' ? 'cluster' : 'class'}, or no prediction.`,
    'Choose folds at random with classes alike, fewer folds, or another metric.',
  )
}

/** The charts of Evaluate over all rows that were held out, each row once. */
function outOfFoldViews(
  pooled: Predictions,
  context: Context,
): { readonly views: Record<string, View>; readonly rows: NonNullable<TaskResult['rows']> } {
  if (pooled.target.task === 'clustering') return { views: {}, rows: {} }
  const { predictions, silent } = comparable(pooled)
  if (silent > 0) {
    context.warn(
      `There is no prediction for ${silent} held-out row${silent === 1 ? '' : 's'}; ${silent === 1 ? 'it is' : 'they are'} left out.`,
      'They hold missing values: put Impute before the learner.',
    )
  }
  if (predictions.truth.length === 0) return { views: {}, rows: {} }
  const rows = predictions.truth.length.toLocaleString('en-US')
  const views = evaluate(predictions, `${rows} rows, each held out`, 'held-out', context)
  return {
    views: Object.fromEntries(Object.entries(views).map(([id, view]) => [`out-of-fold-${id}`, view])),
    rows: { 'held-out': { model: 'model', predictions: asTraining(predictions), note: OF_FOLD } },
  }
}

/** Folds hold rows of the training part out: nobody looks at test rows here. */
const asTraining = (predictions: Predictions): Predictions => ({
  ...predictions,
  roles: new Uint8Array(predictions.roles.length).fill(TRAIN),
})
