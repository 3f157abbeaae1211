import type { RefitContext } from '../../core/context'
import { choice, column, integer, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import type { WrapperLearned } from '../../core/lineage'
import { defaults, type ValuesOf } from '../../core/params'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import { METHODS } from '../../ml/search/ask'
import { halvingTrials } from '../../ml/search/halving'
import { drawFolds, type FoldRows, type NamedFold } from '../shared/draw-folds'
import { fitProgress } from '../shared/fit-folds'
import { foldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { leastRoundShare, roundsOf, withRounds } from '../shared/recipe-rounds'
import { currentPoint, spaceOf, valuesOf, withValues } from '../shared/recipe-space'
import { keptSearch, runSearch, type SearchLog } from '../shared/run-search'
import { fairOrder, leastShareOf, validationFold } from '../shared/search-rows'
import { tuneViews } from '../shared/tune-views'
import { SHARINGS, type Tuned } from '../shared/tuned'

const params = {
  method: choice('Search', METHODS, {
    titles: {
      bayesian: 'Bayesian (Parzen estimator)',
      random: 'At random',
      grid: 'Grid',
      halving: 'Successive halving',
    },
    help: 'Bayesian looks closer where it went well. Halving tries many on little, and goes on with the best third on three times as much.',
  }),
  sharing: choice('Halving begins with few', SHARINGS, {
    titles: { rows: 'Rows', rounds: 'Trees or epochs' },
    help: 'Rows suit every learner. Trees or epochs: what does badly early on is given up, for learners that learn in those.',
    when: { param: 'method', is: ['halving'] },
  }),
  n_trials: integer('Trials', 50, {
    min: 1,
    max: 10000,
    help: 'So many settings are tried. Of halving: so many begin.',
  }),
  minutes: number('Minutes', 0, {
    min: 0,
    unit: 'min',
    atZero: 'no limit',
    help: 'No new trials begin after so long. 0: no limit, and the same search every time.',
  }),
  scoring: { ...metricParam, title: 'Scored by' },
  folds: choice('Scored on', ['stratified', 'random', 'group', 'time', 'validation'], {
    titles: {
      stratified: 'Folds at random, classes alike',
      random: 'Folds at random',
      group: 'Folds that keep groups together',
      time: 'Folds by time',
      validation: 'Validation rows',
    },
    help: 'Folds are made of the training rows. Nothing of a search is ever measured on test rows.',
  }),
  n_splits: integer('How many folds', 5, {
    min: 2,
    max: 100,
    help: 'Every trial is fitted so many times.',
    when: { param: 'folds', is: ['stratified', 'random', 'group', 'time'] },
  }),
  group_column: column('Group column', {
    kinds: ['number', 'category', 'time', 'text'],
    help: 'Rows with the same value are never on both sides.',
    when: { param: 'folds', is: ['group'] },
  }),
  time_column: column('Time column', {
    kinds: ['time', 'number'],
    help: 'Every fold trains on what came before the rows that it holds out. Empty: rows are in the order of time.',
    when: { param: 'folds', is: ['time'] },
  }),
}
type Values = ValuesOf<typeof params>

export const stage = describe({
  id: 'tune/tune',
  version: 1,
  title: 'Tune',
  summary:
    'Searches for the best values of all parameters that are unlocked before it, on folds of the training rows, and fits the model with them.',
  kind: 'wrapper',
  searches: 'parameters',
  finishes: true,
  inexact: true,
  params,
  inputs: { model: 'model' },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Tuned> = async (
  { model: recipe },
  { raw, roles },
  values,
  context,
) => {
  context.progress(0)
  const space = await spaceOf(recipe)
  if (space.length === 0) throw nothingUnlocked()
  if (values.n_trials < 1) throw new UserError('A search of no trials finds nothing.', 'Allow at least one.')
  const whole = await context.refit({ recipe: withValues(recipe, {}), raw, roles })
  const metric = chosenMetric(values.scoring, whole.predictions.target)
  const rows = foldRowsOf(whole, { table: raw, roles })
  const folds = foldsFor(rows, values, context)
  const from = earlierTrials(context, space)
  const sharing = values.method === 'halving' ? values.sharing : 'rows'
  const rounds = sharing === 'rounds' ? await roundsOf(recipe) : new Map<string, string>()
  const leastShare = sharing === 'rounds' ? leastRoundShare(recipe, rounds) : leastShareOf(rows, folds)
  const trials = budgetAfter(from.trials.length, values, context)
  const plan = { method: values.method, space, trials, leastShare }
  const tries = plan.method === 'halving' ? halvingTrials(trials, leastShare) : trials
  const tuned = await runSearch(
    {
      recipeFor: (point, share) => withRounds(withValues(recipe, valuesOf(space, point)), rounds, share),
      sharing,
      first: currentPoint(recipe, space),
      model: whole,
      raw,
      plan,
      metric,
      folds,
      order: ({ name, train }) => fairOrder(rows, train, context.random(`rows ${name}`)),
      on:
        values.folds === 'validation' ? 'the validation rows' : `${folds.length} folds of the training rows`,
      tries,
      minutes: values.minutes,
      viewsOf: tuneViews,
    },
    from,
    context,
    fitProgress(context, (tries - from.trials.length) * folds.length + 1),
  )
  const { lineage } = await context.refit({ recipe: withValues(recipe, tuned.values), raw, roles })
  const stopped = context.finish.aborted && `Ended on request after ${tuned.trials.length} trials.`
  return { models: { best: lineage }, own: tuned, ...(stopped && { stopped }) }
}

function foldsFor(rows: FoldRows, values: Values, context: RefitContext): readonly NamedFold[] {
  const { folds: method, group_column, n_splits, time_column } = values
  if (method === 'validation') return [validationFold(rows.roles)]
  const drawn = drawFolds(
    rows,
    { ...defaults(foldParams), method, n_splits, group_column, time_column },
    context,
  )
  requireClasses(rows, drawn)
  return drawn
}

/** What a search over the same space had when the person ended it, or when it was stopped. */
function earlierTrials({ kept, previous }: RefitContext, space: Tuned['space']): SearchLog {
  const ended = keptSearch((previous as Partial<WrapperLearned> | null | undefined)?.own, space)
  return ended.trials.length > 0 ? ended : keptSearch(kept, space)
}

/** A search that is over and asked to go on has as many trials again. Halving has its rungs, and ends with them. */
function budgetAfter(done: number, { method, n_trials: wanted }: Values, { previous }: RefitContext): number {
  if (done < wanted || method === 'halving') return wanted
  return previous === undefined ? done : done + wanted
}

const nothingUnlocked = () =>
  new UserError(
    'There is nothing to search: no parameter before Tune is unlocked.',
    'Unlock a parameter on a node before it, such as the strength of the penalty of the learner.',
  )

export const apply: ApplyWrapper<typeof stage, Tuned> = (_, { best }) => best!

export const explain: Explain<{ readonly own: Tuned }> = ({ own }, predictions) => tuneViews(own, predictions)
