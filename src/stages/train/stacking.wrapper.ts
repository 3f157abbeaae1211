import { WITH_TARGET } from '../../core/dataset'
import type { RefitContext, Refitted } from '../../core/context'
import { flag, number } from '../../core/declare-params'
import type { Recipe } from '../../core/lineage'
import { describe } from '../../core/stage'
import { comparable } from '../shared/evaluation'
import { blended, blendMatrix, blendViews, fitBlend, passedFrom, type Blend } from '../shared/blend'
import { drawFolds, type NamedFold } from '../shared/draw-folds'
import { ensembleRows, ensembleTarget, requireSameTarget, scoresFor } from '../shared/ensemble-rows'
import { fitFolds, fitProgress, type Progress } from '../shared/fit-folds'
import { DRAWS, scoredFoldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { recipeNames } from '../shared/names-apart'
import { outOfFold } from '../shared/out-of-fold'
import { toldBy } from '../shared/told-by'
import { rowWeights } from '../shared/weighed-truth'
import { scoreWidth, type Predictions } from '../../core/predictions'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import { takeTable, type Table } from '../../core/table'

interface Learned extends Blend {
  /** Of the models, in the order of the columns. */
  readonly ports: readonly string[]
}

export const stage = describe({
  id: 'train/stacking',
  version: 1,
  title: 'Stacking',
  summary: 'Learns how far to trust each model where, from what they say of rows that they have not seen.',
  kind: 'wrapper',
  tasks: WITH_TARGET,
  params: {
    C: number('C, of classes', 1, {
      min: 1e-9,
      help: 'The final learner is a logistic regression where there are classes: smaller values trust the models more alike.',
      tune: { kind: 'float', min: 1e-3, max: 1e3, log: true },
    }),
    alpha: number('Alpha, of a number', 1, {
      min: 0,
      help: 'The final learner is a ridge regression where the target is a number: larger values keep its coefficients smaller.',
      tune: { kind: 'float', min: 1e-3, max: 1e4, log: true },
    }),
    passthrough: flag('With the features', false, {
      help: 'The final learner sees the features of the first model, too, beside what the models say.',
    }),
    ...scoredFoldParams,
  },
  inputs: { models: { kind: 'model', title: 'model', many: true, atLeast: 2 } },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Learned> = async ({ models }, rows, params, context) => {
  context.progress(0)
  const ports = Object.keys(models)
  const names = recipeNames(models)
  const wholes = await Promise.all(
    ports.map((port, i) => toldBy(names[i]!, context.refit({ recipe: models[port]!, ...rows }))),
  )
  requireSameTarget(
    wholes.map(({ predictions }) => predictions.target),
    names,
  )
  const from = foldRowsOf(wholes[0]!, { table: rows.raw, roles: rows.roles })
  const folds = drawFolds(from, { ...params, ...DRAWS }, context)
  requireClasses(from, folds)
  const progress = fitProgress(context, ports.length * (folds.length + 1))
  progress(ports.length)
  const held = await Promise.all(
    ports.map((port, i) =>
      toldBy(names[i]!, heldOut(models[port]!, wholes[i]!, rows.raw, folds, context, progress)),
    ),
  )
  const target = ensembleTarget(wholes[0]!.predictions.target)
  const { ids, scores, truth } = shared(held)
  const first = takeTable(context.predict(wholes[0]!, rows.raw).table, placesOf(ids, rows.raw))
  const passed = params.passthrough ? passedFrom(first) : null
  const matrix = blendMatrix(scores, target, passed?.matrix)
  const learned = { truth, weights: rowWeights({ table: first }) }
  const blend = fitBlend(matrix, learned, target, names, params, passed?.on ?? null)
  return {
    models: Object.fromEntries(ports.map((port, i) => [port, wholes[i]!.lineage])),
    own: { ...blend, ports },
  }
}

/** What a model says of training rows that it has not seen, with the classes of the whole. */
async function heldOut(
  recipe: Recipe,
  whole: Refitted,
  raw: Table,
  folds: readonly NamedFold[],
  context: RefitContext,
  progress: Progress,
): Promise<Predictions> {
  const fits = await fitFolds({ recipe, model: whole, raw }, folds, context, progress)
  return comparable(outOfFold(fits)).predictions
}

/** The rows that every model says something of, with what each says. */
function shared(held: readonly Predictions[]) {
  const places = held.map((one) => new Map(Array.from(one.ids, (id, row) => [id, row])))
  const ids = held[0]!.ids.filter((id) => places.every((place) => place.has(id)))
  const rows = held.map((_, m) => Array.from(ids, (id) => places[m]!.get(id)!))
  return {
    ids,
    truth: Float64Array.from(rows[0]!, (row) => held[0]!.truth[row]!),
    scores: held.map(({ scores, target }, m) => {
      const width = scoreWidth(target)
      const taken = new Float64Array(ids.length * width)
      rows[m]!.forEach((row, i) => taken.set(scores.subarray(row * width, (row + 1) * width), i * width))
      return taken
    }),
  }
}

function placesOf(ids: Uint32Array, raw: Table): Uint32Array {
  const place = new Map(Array.from(raw.ids, (id, row) => [id, row]))
  return ids.map((id) => place.get(id)!)
}

export const apply: ApplyWrapper<typeof stage, Learned> = (own, rows) => {
  const inputs = own.ports.map((port) => rows[port]!)
  const scores = inputs.map((one) => scoresFor(one, own.target))
  return ensembleRows(inputs, own.target, blended(own, scores, inputs[0]!.table))
}

export const explain: Explain<{ readonly own: Learned }> = ({ own }) => blendViews(own)
