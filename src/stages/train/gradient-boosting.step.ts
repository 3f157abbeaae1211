import type { Context } from '../../core/context'
import { rowsWithRole, VALIDATION, WITH_TARGET } from '../../core/dataset'
import { UserError } from '../../core/errors'
import { withScores } from '../../core/features'
import type { ValuesOf } from '../../core/params'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { rowCount } from '../../core/table'
import { binaryProbabilities, softmax } from '../../ml/link'
import { assignRoles } from '../../ml/splits/roles'
import type { BoostedTrees, Iteration } from '../../ml/trees/boost'
import { boostedScores } from '../../ml/trees/boosted'
import { gainShares } from '../../ml/trees/importance'
import { drawBoosted } from '../shared/boosted-drawing'
import { sketchColumns } from '../shared/boosting-memory'
import { boostingParams } from '../shared/boosting-params'
import { needsOf } from '../shared/needs'
import { directionsOf } from '../shared/tree-directions'
import { readTreeRows, treeColumns, type TreeInputs } from '../shared/tree-inputs'
import { weighedTruth, type WeighedTruth } from '../shared/weighed-truth'
import { importanceView, lossView } from '../shared/tree-views'

export const stage = describe({
  id: 'train/gradient-boosting',
  version: 1,
  title: 'Gradient boosting',
  summary: 'Adds small trees, each of which mends what those before it got wrong. Often the best on tables.',
  kind: 'step',
  tasks: WITH_TARGET,
  common: true,
  finishes: true,
  params: boostingParams,
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

type Params = ValuesOf<typeof boostingParams>

/** Plain data; nothing of what trained it is needed to predict. */
export interface BoostingLearned extends TreeInputs {
  readonly model: BoostedTrees
  readonly link: Link
  readonly history: readonly Iteration[]
}

type Link = 'identity' | 'exp' | 'binary' | 'softmax'

export const memory: Memory<typeof stage> = async ({ data }, params, helpers) => {
  const { classes, rows, weighted } = needsOf(data)
  const isWeighed = weighted || (classes > 0 && params.class_weight === 'balanced')
  const loss = classes > 2 ? 'softmax' : classes === 2 ? 'logistic' : NUMBER_LOSSES[params.loss]
  const held = holdsBack(rows, params) ? Math.ceil(params.validation_fraction * rows) : 0
  const { boostingNeeds } = await import('../../ml/trees/boosting-needs')
  return boostingNeeds(
    sketchColumns(data),
    { rows, loss, classes, weighted: isWeighed },
    params,
    held,
    helpers,
  )
}

export const fit: Fit<typeof stage, BoostingLearned> = async ({ data }, params, context) => {
  context.progress(0)
  const weighed = weighedTruth(data, stage.title, params.class_weight === 'balanced')
  const { inputs, features, columns: read } = readTreeRows(data)
  const link = linkFor(weighed, params)
  const { fitBoosting } = await import('../../ml/trees/boost')
  const { model, history, ending } = await fitBoosting(
    read,
    {
      ...weighed,
      loss: LOSSES[link] ?? NUMBER_LOSSES[params.loss],
      classes: weighed.target.classes.length,
      quantile: params.quantile,
    },
    {
      ...params,
      validation: heldBack(weighed, params, context),
      monotonic: directionsOf(data.table, features, params),
    },
    {
      random: () => context.random('boosting'),
      helpers: context.helpers,
      onLost: () =>
        context.warn('A worker that helped was lost, so the trees were trained again without it.'),
      onIteration: follow(params, context, { inputs, features, link }),
    },
  )
  context.view('tree', () => drawBoosted(model, { inputs, features }, data))
  const stopped = ending === 'finished' && {
    stopped: `It was asked to finish after ${history.length - 1} of ${params.max_iter} iterations.`,
  }
  return { learned: { inputs, features, model, link, history }, ...stopped }
}

const LOSSES: Readonly<Partial<Record<Link, 'logistic' | 'softmax'>>> = {
  binary: 'logistic',
  softmax: 'softmax',
}
const NUMBER_LOSSES = {
  squared_error: 'squared',
  absolute_error: 'absolute',
  quantile: 'quantile',
  poisson: 'poisson',
} as const

function linkFor({ target, truth }: WeighedTruth, { loss }: Params): Link {
  if (target.task === 'binary') return 'binary'
  if (target.task === 'multiclass') return 'softmax'
  if (loss !== 'poisson') return 'identity'
  if (truth.some((value) => value < 0) || !truth.some((value) => value > 0)) {
    throw new UserError(
      `The Poisson loss needs counts, and the target "${target.column}" has ${
        truth.some((value) => value < 0) ? 'values below 0' : 'no value above 0'
      }.`,
      'Choose another loss.',
      { column: target.column },
    )
  }
  return 'exp'
}

const MANY_ROWS = 10_000
/** Fewer training rows than this are all learned from. */
const FEWEST_ROWS = 10

/** The rows that only tell when to stop: a seeded part, every class in proportion. */
function heldBack({ target, truth }: WeighedTruth, params: Params, context: Context): Uint32Array {
  const count = truth.length
  if (!holdsBack(count, params)) return new Uint32Array(0)
  const labels = target.task === 'regression' ? undefined : truth
  const shares = { test: 0, validation: params.validation_fraction }
  return rowsWithRole(assignRoles(count, shares, context.random('validation'), labels), VALIDATION)
}

/** Says how far it is, lets a stop come through, and shows the curve while it grows, five times a second. */
function follow(
  { max_iter }: Params,
  context: Context,
  read: Pick<BoostingLearned, 'inputs' | 'features' | 'link'>,
) {
  let shown = performance.now()
  return async (history: readonly Iteration[], model: () => BoostedTrees): Promise<boolean> => {
    const done = history.length - 1
    context.progress(done / max_iter, `Iteration ${done} of ${max_iter}`)
    context.soFar(() => ({ ...read, model: model() }))
    const now = performance.now()
    if (now - shown < 200) return false
    shown = now
    context.view('loss', () => lossView(history))
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    return context.finish.aborted
  }
}

export const apply: Apply<typeof stage, BoostingLearned> = (learned, { data }) => {
  const { model, link } = learned
  const scores = boostedScores(model, treeColumns(learned, data.table, false), rowCount(data.table))
  return { ...data, table: withScores(data.table, data.target!, LINKS[link](scores, model.outputs)) }
}

const LINKS: Readonly<Record<Link, (scores: Float64Array, outputs: number) => Float64Array>> = {
  identity: (scores) => scores,
  exp: (scores) => scores.map(Math.exp),
  binary: binaryProbabilities,
  softmax,
}

export const explain: Explain<BoostingLearned> = ({ model, features, history }) => ({
  importance: importanceView(features, gainShares(model.trees, features.length)),
  loss: lossView(history),
})

function holdsBack(rows: number, { early_stopping, validation_fraction }: Params): boolean {
  const wanted = early_stopping === 'on' || (early_stopping === 'auto' && rows > MANY_ROWS)
  return wanted && rows >= FEWEST_ROWS && rows - Math.ceil(validation_fraction * rows) >= 1
}
