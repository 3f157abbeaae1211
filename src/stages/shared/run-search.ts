import { faultLine, isAbort, toFault, UserError } from '../../core/errors'
import type { Recipe } from '../../core/lineage'
import type { Random } from '../../core/random'
import type { RefitContext } from '../../core/stage'
import type { Metric } from '../../ml/metrics/registry'
import { ask, type Asked, type Plan } from '../../ml/search/ask'
import { holds, type Point } from '../../ml/search/space'
import type { NamedFold } from './draw-folds'
import { fitFolds, type FoldJob, type Progress } from './fit-folds'
import { scoreOf } from './fold-scores'
import { valuesOf } from './recipe-space'
import { bestOf, historyOf, type Tuned, type TunedTrial } from './tuned'

/** So many trials run at once. They do not know of each other, so the search is the same for any number of workers. */
const AT_ONCE = 4

export interface SearchJob extends Omit<FoldJob, 'seed' | 'recipe'> {
  readonly recipeFor: (point: Point) => Recipe
  /** What a search that is free to choose begins with. */
  readonly first?: Point
  readonly plan: Plan & { readonly space: Tuned['space'] }
  readonly metric: Metric
  readonly folds: readonly NamedFold[]
  /** Training rows of a fold in an order of which every beginning is a fair sample. */
  readonly order: (fold: NamedFold) => Uint32Array
  /** What the scores are measured on, in words. */
  readonly on: string
}

/**
 * Asks and tells until the search is over or `enough` says so, which is asked between batches of trials.
 * @param from trials to go on from
 * @throws UserError when all trials failed, or a grid is larger than its budget
 */
export async function runSearch(
  job: SearchJob,
  from: readonly TunedTrial[],
  context: RefitContext,
  progress: Progress,
  enough: () => boolean,
  show: (tuned: Tuned) => void,
): Promise<Tuned> {
  let tuned = tunedOf(job, from)
  for (;;) {
    const asked = nextTrials(job, tuned, context)
    if (asked.length === 0) break
    const trials = await Promise.all(asked.map((one) => tryOut(job, one, context, progress)))
    tuned = tunedOf(job, [...tuned.trials, ...trials])
    show(tuned)
    if (enough()) break
  }
  if (tuned.best < 0) throw noneWorked(tuned.trials)
  return tuned
}

function tunedOf({ metric, on, plan: { space } }: SearchJob, trials: readonly TunedTrial[]): Tuned {
  const { name, title, greaterIsBetter } = metric
  const found = { space, metric: { name, title, greaterIsBetter }, on, trials }
  const best = bestOf(found)
  return { ...found, best, values: best < 0 ? {} : valuesOf(space, trials[best]!.point) }
}

function nextTrials({ first, plan }: SearchJob, tuned: Tuned, context: RefitContext): Asked[] {
  const history = historyOf(tuned)
  const streams = (name: string): Random => context.random(`search ${name}`)
  const begins = history.length === 0 && (plan.method === 'bayesian' || plan.method === 'random')
  try {
    if (!begins || !first || !holds(plan.space, first)) return ask(plan, history, streams, AT_ONCE)
    const pending = { point: first, loss: Number.NaN }
    return [{ point: first }, ...ask(plan, [pending], streams, AT_ONCE - 1)]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UserError(`${error.message}.`, 'Allow more trials, lock a parameter, or search at random.')
  }
}

/** One trial in all folds. One that fails is recorded with its fault, and the search goes on. */
async function tryOut(
  job: SearchJob,
  asked: Asked,
  context: RefitContext,
  progress: Progress,
): Promise<TunedTrial> {
  const { metric, model, raw, recipeFor } = job
  const recipe = recipeFor(asked.point)
  try {
    const fits = await fitFolds({ recipe, model, raw }, sampled(job, asked), context, progress)
    const results = fits.map(({ held }) => scoreOf(metric, held))
    const odd = results.find(({ value }) => !Number.isFinite(value))
    if (odd) throw new UserError(`${metric.title} is not defined. ${odd.reason ?? ''}`.trim())
    const scores = results.map(({ value }) => value)
    return { ...asked, scores, mean: scores.reduce((sum, one) => sum + one, 0) / scores.length }
  } catch (error) {
    if (isAbort(error)) throw error
    return { ...asked, scores: [], mean: Number.NaN, error: faultLine(toFault(error)) }
  }
}

function sampled({ folds, order }: SearchJob, { share = 1 }: Asked): readonly NamedFold[] {
  if (share === 1) return folds
  return folds.map((fold) => {
    const count = Math.max(1, Math.round(share * fold.train.length))
    return { ...fold, train: order(fold).slice(0, count).sort() }
  })
}

function noneWorked(trials: readonly TunedTrial[]): UserError {
  const [first] = trials
  const count = trials.length === 1 ? 'The only trial' : `All ${trials.length} trials`
  return new UserError(`${count} failed. The first: ${first?.error ?? 'there was nothing to try.'}`)
}
