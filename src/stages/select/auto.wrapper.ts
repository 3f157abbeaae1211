import { WITH_TARGET } from '../../core/dataset'
import { integer, number } from '../../core/declare-params'
import { defaults } from '../../core/params'
import type { Predictions } from '../../core/predictions'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import type { View } from '../../core/view'
import { halvingTrials } from '../../ml/search/halving'
import { candidatesFor, learnerOf, withCandidate, type Candidate } from '../shared/candidates'
import { drawFolds } from '../shared/draw-folds'
import { fitProgress } from '../shared/fit-folds'
import { foldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { orNull } from '../shared/fold-scores'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { withValues } from '../shared/recipe-space'
import { keptSearch, runSearch } from '../shared/run-search'
import { fairOrder, leastShareOf } from '../shared/search-rows'
import { tuneViews } from '../shared/tune-views'
import { isWhole, type Tuned } from '../shared/tuned'
import { requireTarget } from '../shared/requires-target'

interface Selected {
  readonly search: Tuned
  /** The node whose learner was replaced, and by what. */
  readonly node: string
  readonly winner: Candidate
}

export const stage = describe({
  id: 'select/auto',
  version: 1,
  title: 'Auto select',
  summary:
    'Tries learners in the place of the one before it, and other ways of the steps before that, all on few rows and the best on more, and fits the winner.',
  kind: 'wrapper',
  tasks: WITH_TARGET,
  searches: 'learners',
  finishes: true,
  inexact: true,
  params: {
    n_trials: integer('Candidates', 24, {
      min: 2,
      max: 100,
      help: 'So many learners, settings of them and ways of the steps before them begin; the best third goes on with three times the rows.',
    }),
    minutes: number('Minutes', 5, {
      min: 0,
      unit: 'min',
      atZero: 'no limit',
      help: 'No new trials begin after so long. 0: no limit, and the same result every time.',
    }),
    scoring: { ...metricParam, title: 'Scored by' },
    n_splits: integer('How many folds', 5, {
      min: 2,
      max: 100,
      help: 'Of the training rows. Every candidate is fitted so many times.',
    }),
  },
  inputs: { model: 'model' },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Selected> = async (
  { model },
  { raw, roles },
  values,
  context,
) => {
  context.progress(0)
  const { learner, recipe } = learnerOf(withValues(model, {}))
  const whole = await context.refit({ recipe, raw, roles })
  const { target } = whole.predictions
  requireTarget(target, 'Auto select')
  const metric = chosenMetric(values.scoring, target)
  const rows = foldRowsOf(whole, { table: raw, roles })
  const folds = drawFolds(rows, { ...defaults(foldParams), n_splits: values.n_splits }, context)
  requireClasses(rows, folds)
  const candidates = candidatesFor(target.task, recipe, values.n_trials)
  const named = new Map(candidates.map((one) => [one.name, one]))
  const range = { kind: 'choice', options: [...named.keys()] } as const
  const space = [
    { name: 'Learner', node: learner.id, param: 'learner', title: 'Learner', of: 'Auto select', range },
  ]
  const leastShare = leastShareOf(rows, folds)
  const tries = halvingTrials(candidates.length, leastShare)
  const from = keptSearch(context.kept, space)
  const recipeOf = (name: unknown) => withCandidate(recipe, named.get(String(name))!)
  const search = await runSearch(
    {
      recipeFor: ([name]) => recipeOf(name),
      model: whole,
      raw,
      sharing: 'rows',
      plan: { method: 'halving', space, trials: candidates.length, leastShare },
      metric,
      folds,
      order: ({ name, train }) => fairOrder(rows, train, context.random(`rows ${name}`)),
      on: `${folds.length} folds of the training rows`,
      tries,
      minutes: values.minutes,
      viewsOf: leaderboard,
    },
    from,
    context,
    fitProgress(context, (tries - from.trials.length) * folds.length + 1),
  )
  const winner = named.get(String(search.trials[search.best]!.point[0]))!
  const { lineage } = await context.refit({ recipe: withCandidate(recipe, winner), raw, roles })
  const stopped = context.finish.aborted && `Ended on request after ${search.trials.length} trials.`
  return { models: { best: lineage }, own: { search, node: learner.id, winner }, ...(stopped && { stopped }) }
}

/** Every candidate by the most rows that it was given, and by its score on those; of equals the winner comes first. */
function leaderboard(search: Tuned, predictions?: Predictions): Record<string, View> {
  const { metric, trials } = search
  const sign = metric.greaterIsBetter ? -1 : 1
  const loss = (mean: number) => (Number.isNaN(mean) ? Infinity : sign * mean)
  const last = new Map(trials.map((trial) => [trial.point[0], trial]))
  const isBest = (trial: (typeof trials)[number]) => (trial === trials[search.best] ? 1 : 0)
  const order = [...last.values()].sort(
    (a, b) => (b.share ?? 1) - (a.share ?? 1) || loss(a.mean) - loss(b.mean) || isBest(b) - isBest(a),
  )
  const failed = order.some(({ error }) => error !== undefined)
  return {
    leaderboard: {
      kind: 'table',
      title: `Leaderboard by ${metric.title} on ${search.on}`,
      columns: ['Learner', metric.title, 'Share of rows', ...(failed ? ['Failed because'] : [])],
      rows: order.map(({ error, mean, point, share }) => [
        String(point[0]),
        orNull(mean),
        share ?? 1,
        ...(failed ? [error ?? null] : []),
      ]),
    },
    ...(trials.some(isWhole) && { figures: tuneViews(search, predictions)['figures'] }),
  }
}

export const apply: ApplyWrapper<typeof stage, Selected> = (_, { best }) => best!

export const explain: Explain<{ readonly own: Selected }> = ({ own }, predictions) => {
  const { node, search, winner } = own
  const { name, params, stage: id, values } = winner
  return {
    ...leaderboard(search, predictions),
    winner: {
      kind: 'proposal',
      title: `The winner: ${name}`,
      values,
      stage: { node, stage: id, params },
    },
  }
}
