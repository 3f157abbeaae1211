import { rowsWithRole, TRAIN, VALIDATION } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { recipeOf, type Model } from '../../core/lineage'
import { choice, number } from '../../core/params'
import { withRoles } from '../../core/predictions'
import { describe, type Run } from '../../core/stage'
import type { View } from '../../core/view'
import { baselineOf } from '../shared/baseline'
import { drawFolds, type FoldRows, type NamedFold } from '../shared/draw-folds'
import { fitFolds, fitProgress } from '../shared/fit-folds'
import { foldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { foldScores, heldRatio, orNull } from '../shared/fold-scores'
import { leaderboardViews, outcome, ranked, type Ranked } from '../shared/leaderboard'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { outOfFold } from '../shared/out-of-fold'

export const stage = describe({
  id: 'validate/compare',
  version: 2,
  title: 'Compare models',
  summary:
    'One leaderboard over the same folds, with a baseline, and with tests that say which differences are more than chance. The best of many was also lucky: Evaluate it on the test rows.',
  kind: 'task',
  uses: ['raw'],
  params: {
    ...foldParams,
    method: choice('Folds', [...foldParams.method.options, 'validation'], {
      titles: { ...foldParams.method.titles, validation: 'Validation rows' },
      help: 'All models are fitted and scored on the same parts of the training rows, or once on the validation rows. Test rows are left for the end.',
    }),
    metric: metricParam,
    rope: number('Counts as no difference', 0.01, {
      min: 0,
      help: 'Two models whose scores differ by less are taken for equal: choose what would not matter in use, in units of the metric.',
    }),
  },
  inputs: { models: { kind: 'model', title: 'model', many: true, atLeast: 2 } },
  outputs: {},
  renamed: {
    1: {
      model_a: 'models-1',
      model_b: 'models-2',
      model_c: 'models-3',
      model_d: 'models-4',
      model_e: 'models-5',
      model_f: 'models-6',
    },
  },
})

/** Not the title of the learner, which may be among the models. */
const BASELINE = 'Baseline, no features'

export const run: Run<typeof stage> = async ({ raw, models: given }, params, context) => {
  if (!raw) throw new Error('A comparison needs the raw rows behind its models')
  context.progress(0)
  const models = namedApart(Object.values(given))
  const [first] = models
  requireAlike(models)
  const metric = chosenMetric(params.metric, first!.predictions.target)
  const rows = foldRowsOf(first!, raw)
  const { method } = params
  const folds =
    method === 'validation' ? [validationFold(rows)] : drawFolds(rows, { ...params, method }, context)
  requireClasses(rows, folds)
  const baseline = { ...first!, name: BASELINE }
  const entrants = [
    ...models.map((model) => ({ model, recipe: recipeOf(model.lineage) })),
    { model: baseline, recipe: baselineOf(recipeOf(first!.lineage)) },
  ]
  const progress = fitProgress(context, entrants.length * folds.length)
  const own = withRoles(first!.predictions, [TRAIN])
  const entries = await Promise.all(
    entrants.map(async ({ model, recipe }) => {
      const fits = await fitFolds({ recipe, model: first!, raw: raw.table }, folds, context, progress)
      const scores = foldScores(
        metric,
        fits,
        method === 'validation' ? 'column' : method,
        outOfFold(fits),
        own,
      )
      const fitSeconds = fits.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / fits.length / 1000
      const began = performance.now()
      context.predict({ ...model, lineage: fits[0]!.lineage }, raw.table)
      const predictSeconds = (performance.now() - began) / 1000
      return { name: model.name, isBaseline: model === baseline, scores, fitSeconds, predictSeconds }
    }),
  )
  const order = ranked(entries, heldRatio(folds.map((fold) => ({ fold }))), params.rope)
  warnOf(order, context.warn)
  const on = method === 'validation' ? 'the validation rows' : `${folds.length} folds`
  return {
    outputs: {},
    views: { ...leaderboardViews(order, on, params.rope), ...foldView(order, folds) },
  }
}

/** Models of the same name get a number. */
function namedApart(models: readonly Model[]): Model[] {
  const seen = new Map<string, number>()
  return models.map((model) => {
    const count = (seen.get(model.name) ?? 0) + 1
    seen.set(model.name, count)
    return count === 1 ? model : { ...model, name: `${model.name} (${count})` }
  })
}

/** @throws UserError when the models stem from other data, or predict something else */
function requireAlike([first, ...others]: readonly Model[]): void {
  const { target } = first!.predictions
  for (const { name, origin, predictions } of others) {
    const { column, task } = predictions.target
    if (origin.data !== first!.origin.data) {
      throw new UserError(
        `"${first!.name}" and "${name}" were made with other data, so they share no folds.`,
        'Compare models that begin at the same source.',
      )
    }
    if (column !== target.column || task !== target.task) {
      throw new UserError(
        `"${first!.name}" predicts "${target.column}" (${target.task}) and "${name}" predicts "${column}" (${task}).`,
        'Compare models of the same target and task.',
      )
    }
  }
}

function validationFold({ roles }: FoldRows): NamedFold {
  const held = rowsWithRole(roles, VALIDATION)
  if (held.length > 0) return { name: 'Validation rows', train: rowsWithRole(roles, TRAIN), held }
  throw new UserError(
    'There are no validation rows.',
    'Choose folds, or give Target and split a validation part.',
  )
}

function warnOf(order: readonly Ranked[], warn: (message: string, cure?: string) => void): void {
  const [best] = order
  const baseline = order.find(({ isBaseline }) => isBaseline)!
  if (best!.isBaseline) {
    warn('No model is better than the baseline, which does not look at the features.', 'Look at the data.')
  } else if (baseline.verdict === 'tie' || baseline.verdict === 'open') {
    warn('The best model is not told apart from the baseline, which does not look at the features.')
  } else if (order.some(({ verdict }) => verdict === 'tie' || verdict === 'open')) {
    warn(outcome(order), 'Take the one that is simpler or faster, or compare over more repeats.')
  }
}

const foldView = (order: readonly Ranked[], folds: readonly NamedFold[]): Record<string, View> =>
  order[0]!.scores.values.length === 0
    ? {}
    : {
        folds: {
          kind: 'table',
          title: `${order[0]!.scores.metric.title} of every fold`,
          columns: ['Fold', ...order.map(({ name }) => name)],
          rows: folds.map(({ name }, k) => [name, ...order.map(({ scores }) => orNull(scores.values[k]!))]),
        },
      }
