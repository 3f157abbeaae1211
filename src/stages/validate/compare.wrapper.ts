import type { RefitContext, Refitted } from '../../core/context'
import { rowsWithRole, TRAIN, VALIDATION } from '../../core/dataset'
import { choice, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { Recipe } from '../../core/lineage'
import { withRoles } from '../../core/predictions'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { BASELINE_STAGE, baselineOf } from '../shared/baseline'
import { drawFolds, type FoldRows, type NamedFold } from '../shared/draw-folds'
import { requireSameTarget } from '../shared/ensemble-rows'
import { fitFolds, fitProgress } from '../shared/fit-folds'
import { foldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { foldScores, heldRatio, orNull } from '../shared/fold-scores'
import { leaderboardViews, outcome, ranked, type Ranked } from '../shared/leaderboard'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { recipeNames } from '../shared/names-apart'
import { outOfFold } from '../shared/out-of-fold'
import { toldBy } from '../shared/told-by'

/** The winner, and why it is that. */
interface Learned {
  readonly winner: string
  readonly metric: string
  readonly mean: number
  /** How far it is ahead of the next model, so turned that more is better. */
  readonly lead: number
}

export const stage = describe({
  id: 'validate/compare',
  version: 2,
  title: 'Compare models',
  summary:
    'One leaderboard over the same folds, with a baseline and with tests that say which differences are more than chance; the winner comes out. The best of many was also lucky: Evaluate it on the test rows.',
  kind: 'wrapper',
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
  outputs: { model: { kind: 'model', title: 'winner' } },
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

interface Entrant {
  readonly name: string
  readonly recipe: Recipe
  readonly whole: Refitted
  readonly isBaseline: boolean
}

export const fitWrapper: FitWrapper<typeof stage, Learned> = async (
  { models },
  { raw, roles },
  params,
  context,
) => {
  context.progress(0)
  const names = recipeNames(models)
  const recipes = Object.values(models)
  const entrantOf = async (name: string, recipe: Recipe, isBaseline: boolean): Promise<Entrant> => ({
    name,
    recipe,
    isBaseline,
    whole: await toldBy(name, context.refit({ recipe, raw, roles })),
  })
  const entrants = await Promise.all(recipes.map((recipe, i) => entrantOf(names[i]!, recipe, false)))
  const { whole } = entrants[0]!
  // Without a target there is nothing that a baseline could predict.
  if (whole.predictions.target.task !== 'clustering')
    entrants.push(await entrantOf(BASELINE, baselineOf(recipes[0]!), true))
  requireSameTarget(
    entrants.map((one) => one.whole.predictions.target),
    names,
  )
  const metric = chosenMetric(params.metric, whole.predictions.target)
  const rows = foldRowsOf(whole, { table: raw, roles })
  const { method } = params
  const made = { stage: BASELINE_STAGE, beside: recipes[0]!.nodes.at(-1)!.id }
  const folds =
    method === 'validation' ? [validationFold(rows)] : drawFolds(rows, { ...params, method }, context)
  requireClasses(rows, folds)
  const progress = fitProgress(context, entrants.length * (folds.length + 1))
  progress(entrants.length)
  const score = async ({ isBaseline, name, recipe, whole: own }: Entrant) => {
    const fits = await toldBy(name, fitFolds({ recipe, model: whole, raw }, folds, context, progress))
    const how = method === 'validation' ? 'column' : method
    const training = withRoles(own.predictions, [TRAIN])
    return {
      name,
      ...(isBaseline ? { node: null, made } : { node: recipe.nodes.at(-1)!.id }),
      scores: foldScores(metric, fits, how, outOfFold(fits), training),
      fitSeconds: fits.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / fits.length / 1000,
      predictSeconds: secondsToPredict(fits[0]!, raw, context),
    }
  }
  const order = ranked(
    await Promise.all(entrants.map(score)),
    heldRatio(folds.map((fold) => ({ fold }))),
    params.rope,
  )
  warnOf(order, context.warn)
  const on = method === 'validation' ? 'the validation rows' : `${folds.length} folds`
  const views = { ...leaderboardViews(order, on, params.rope), ...foldView(order, folds) }
  for (const [id, view] of Object.entries(views)) context.view(id, view)
  const [first, next] = order.filter(({ node }) => node !== null)
  const sign = metric.greaterIsBetter ? 1 : -1
  return {
    models: { winner: entrants.find(({ name }) => name === first!.name)!.whole.lineage },
    own: {
      winner: first!.name,
      metric: metric.title,
      mean: first!.scores.mean,
      lead: sign * (first!.scores.mean - next!.scores.mean),
    },
  }
}

function secondsToPredict(
  fitted: Pick<Refitted, 'lineage'>,
  raw: Parameters<RefitContext['predict']>[1],
  context: RefitContext,
): number {
  const began = performance.now()
  context.predict(fitted, raw)
  return (performance.now() - began) / 1000
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
  const baseline = order.find(({ node }) => node === null)
  if (best!.node === null) {
    warn('No model is better than the baseline, which does not look at the features.', 'Look at the data.')
  } else if (baseline?.verdict === 'tie' || baseline?.verdict === 'open') {
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

export const apply: ApplyWrapper<typeof stage, Learned> = (_, { winner }) => winner!

export const explain: Explain<{ readonly own: Learned }> = ({ own }): Record<string, View> => ({
  winner: {
    kind: 'figures',
    title: `The winner: ${own.winner}`,
    figures: [
      { name: 'mean', title: own.metric, value: own.mean },
      { name: 'lead', title: 'Ahead of the next model by', value: own.lead },
    ],
  },
})
