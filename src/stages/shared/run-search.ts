import type { RefitContext } from '../../core/context'
import { faultLine, isAbort, toFault, UserError } from '../../core/errors'
import type { Recipe } from '../../core/lineage'
import type { Random } from '../../core/random'
import type { View } from '../../core/view'
import type { Metric } from '../../ml/metrics/registry'
import { ask, type Asked, type Plan } from '../../ml/search/ask'
import { holds, type Point } from '../../ml/search/space'
import type { NamedFold } from './draw-folds'
import { fitFolds, type FoldJob, type Progress } from './fit-folds'
import { scoreOf } from './fold-scores'
import { sameSpace, valuesOf } from './recipe-space'
import { showing } from './search-rows'
import { bestOf, historyOf, type Sharing, type Tuned, type TunedTrial } from './tuned'

/** So many trials run at once. They do not know of each other, so the search is the same for any number of workers. */
const AT_ONCE = 4

export interface SearchJob extends Omit<FoldJob, 'seed' | 'recipe'> {
  /** @param share of the rounds that learners are given, where those are halved */
  readonly recipeFor: (point: Point, share: number) => Recipe
  /** What a search that is free to choose begins with. */
  readonly first?: Point
  readonly plan: Plan & { readonly space: Tuned['space'] }
  /** What a trial of halving is given a share of. */
  readonly sharing: Sharing
  readonly metric: Metric
  readonly folds: readonly NamedFold[]
  /** Training rows of a fold in an order of which every beginning is a fair sample. */
  readonly order: (fold: NamedFold) => Uint32Array
  /** What the scores are measured on, in words. */
  readonly on: string
  /** How many trials there will be in all, where nothing ends it before. */
  readonly tries: number
  /** Minutes after which no new trials begin; 0 for none. */
  readonly minutes: number
  /** What was found so far, as the person sees it. */
  readonly viewsOf: (tuned: Tuned) => Readonly<Record<string, View>>
}

/** A search that was begun: what it goes on from. */
export interface SearchLog {
  readonly space: Tuned['space']
  readonly trials: readonly TunedTrial[]
  readonly milliseconds: number
}

/** More trials than this are kept twice a second at most. */
const KEPT_AT_ONCE = 200
const KEEP_EVERY = 500

/**
 * Asks and tells until the search is over, its time is, or the person has enough, which is asked between batches of
 * trials. After every batch it keeps what it has, and so goes on from there if it is stopped.
 * @param from what it goes on from
 * @throws UserError when all trials failed, or a grid is larger than its budget
 */
export async function runSearch(
  job: SearchJob,
  from: SearchLog,
  context: RefitContext,
  progress: Progress,
): Promise<Tuned> {
  const { minutes, plan, tries, viewsOf } = job
  const began = performance.now() - from.milliseconds
  const show = showing(context, viewsOf)
  let tuned = tunedOf(job, from.trials)
  let kept = -Infinity
  if (tuned.best >= 0) show(tuned)
  for (;;) {
    const asked = nextTrials(job, tuned, context)
    if (asked.length === 0) break
    const trials = await Promise.all(asked.map((one) => tryOut(job, one, context, progress)))
    tuned = tunedOf(job, [...tuned.trials, ...trials])
    show(tuned)
    const now = performance.now()
    const count = tuned.trials.length
    if (count <= KEPT_AT_ONCE || now - kept > KEEP_EVERY) {
      kept = now
      const state: SearchLog = { space: plan.space, trials: tuned.trials, milliseconds: now - began }
      context.keep({ text: `${count} of ${tries} trials`, state, views: viewsOf(tuned) })
    }
    if (context.finish.aborted || (minutes > 0 && now - began > minutes * 60_000)) break
  }
  if (tuned.best < 0) throw noneWorked(tuned.trials)
  return tuned
}

/** What a search over a space goes on from: what it kept when it was stopped, or nothing. */
export function keptSearch(kept: unknown, space: Tuned['space']): SearchLog {
  const log = kept as Partial<SearchLog> | null | undefined
  if (!log?.trials || !log.space || !sameSpace(log.space, space))
    return { space, trials: [], milliseconds: 0 }
  return { space, trials: log.trials, milliseconds: log.milliseconds ?? 0 }
}

function tunedOf({ metric, on, plan: { space }, sharing }: SearchJob, trials: readonly TunedTrial[]): Tuned {
  const { name, title, greaterIsBetter } = metric
  const found = { space, metric: { name, title, greaterIsBetter }, on, trials, sharing }
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
  const { share = 1 } = asked
  const recipe = recipeFor(asked.point, job.sharing === 'rounds' ? share : 1)
  try {
    const fits = await fitFolds(
      { recipe, model, raw },
      job.sharing === 'rows' ? sampled(job, share) : job.folds,
      context,
      progress,
    )
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

function sampled({ folds, order }: SearchJob, share: number): readonly NamedFold[] {
  if (share === 1) return folds
  return folds.map((fold) => {
    const count = Math.max(1, Math.round(share * fold.train.length))
    return { ...fold, train: order(fold).slice(0, count).sort() }
  })
}

function noneWorked(trials: readonly TunedTrial[]): UserError {
  const [first] = trials
  const count = trials.length === 1 ? 'The only trial' : `All ${trials.length} trials`
  return new UserError(
    `${count} failed. The first: ${first?.error ?? 'there was nothing to try.'}`,
    'Mend what it says, or search among other values.',
  )
}
