import { TRAIN, rowsWithRole, VALIDATION, type RowRoles } from '../../core/dataset'
import { faultLine, isAbort, toFault, UserError } from '../../core/errors'
import { permutation, type Random } from '../../core/random'
import type { RefitContext } from '../../core/stage'
import type { Metric } from '../../ml/metrics/registry'
import { ask, type Asked, type Plan } from '../../ml/search/ask'
import { holds } from '../../ml/search/space'
import type { FoldRows, NamedFold } from './draw-folds'
import { fitFolds, type FoldJob, type Progress } from './fit-folds'
import { scoreOf } from './fold-scores'
import { currentPoint, valuesOf, withValues } from './recipe-space'
import { bestOf, historyOf, type Tuned, type TunedTrial } from './tuned'

/** So many trials run at once. They do not know of each other, so the search is the same for any number of workers. */
const AT_ONCE = 4

export interface SearchJob extends Omit<FoldJob, 'seed'> {
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

/** A search that is free to choose begins with the values as they stand. */
function nextTrials({ plan, recipe }: SearchJob, tuned: Tuned, context: RefitContext): Asked[] {
  const history = historyOf(tuned)
  const streams = (name: string): Random => context.random(`search ${name}`)
  const begins = history.length === 0 && (plan.method === 'bayesian' || plan.method === 'random')
  const current = currentPoint(recipe, plan.space)
  try {
    if (!begins || !holds(plan.space, current)) return ask(plan, history, streams, AT_ONCE)
    const first = { point: current, loss: Number.NaN }
    return [{ point: current }, ...ask(plan, [first], streams, AT_ONCE - 1)]
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
  const { metric, model, plan, raw } = job
  const recipe = withValues(job.recipe, valuesOf(plan.space, asked.point))
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

/** Training rows in random order, of every class the same share in any beginning. */
export function fairOrder({ target, truth }: FoldRows, train: Uint32Array, random: Random): Uint32Array {
  const mixed = Array.from(permutation(train.length, random), (at) => train[at]!)
  if (target.task === 'regression') return Uint32Array.from(mixed)
  const counts = new Map<number, number>()
  for (const row of mixed) counts.set(truth[row]!, (counts.get(truth[row]!) ?? 0) + 1)
  const seen = new Map<number, number>()
  const places = mixed.map((row) => {
    const place = seen.get(truth[row]!) ?? 0
    seen.set(truth[row]!, place + 1)
    return { row, at: (place + 0.5) / counts.get(truth[row]!)! }
  })
  return Uint32Array.from(
    places.sort((a, b) => a.at - b.at),
    ({ row }) => row,
  )
}

/** Training rows train and validation rows are held out. @throws UserError when there are none */
export function validationFold(roles: RowRoles): NamedFold {
  const held = rowsWithRole(roles, VALIDATION)
  if (held.length > 0) return { name: 'Validation rows', train: rowsWithRole(roles, TRAIN), held }
  throw new UserError(
    'There are no validation rows to search on.',
    'Give Target and split a share of them, or search on folds of the training rows.',
  )
}

function noneWorked(trials: readonly TunedTrial[]): UserError {
  const [first] = trials
  const count = trials.length === 1 ? 'The only trial' : `All ${trials.length} trials`
  return new UserError(`${count} failed. The first: ${first?.error ?? 'there was nothing to try.'}`)
}
