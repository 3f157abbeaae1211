import { arrayBytes } from '../../core/buffers'
import { rowsWithRole, TRAIN, WITH_TARGET } from '../../core/dataset'
import { flag, integer, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { requireMemory } from '../../core/memory'
import type { ValuesOf } from '../../core/params'
import type { Random } from '../../core/random'
import { describe } from '../../core/stage'
import type { ApplyWrapper, Explain, FitWrapper } from '../../core/stage-parts'
import type { View } from '../../core/view'
import type { NamedFold } from '../shared/draw-folds'
import { ensembleRows, ensembleTarget, scoresFor, type EnsembleTarget } from '../shared/ensemble-rows'
import { comparable } from '../shared/evaluation'
import { fitFolds, fitProgress } from '../shared/fit-folds'
import { foldRowsOf } from '../shared/fold-rows'
import { metricsOf } from '../shared/metrics-of'
import { outOfFold } from '../shared/out-of-fold'
import { requireTarget } from '../shared/requires-target'

interface Learned {
  readonly target: EnsembleTarget
  readonly names: readonly string[]
  /** Rows drawn for each of them. */
  readonly drawn: number
}

const params = {
  n_estimators: integer('How many models', 10, {
    min: 2,
    max: 1000,
    help: 'More steady the mean, and take longer.',
    tune: { kind: 'int', min: 5, max: 50 },
  }),
  max_samples: number('Share of rows for each', 1, {
    min: 0.01,
    max: 1,
    step: 0.05,
    help: 'Fewer make the models differ more.',
    tune: { kind: 'float', min: 0.3, max: 1 },
  }),
  bootstrap: flag('Draw with replacement', true, {
    help: 'A row may come several times, and about a third of the rows not at all. Off: every row at most once.',
  }),
}

export const stage = describe({
  id: 'train/bagging',
  version: 1,
  title: 'Bagging',
  summary:
    'Fits the same model on many draws of the training rows, and takes the mean: steadier than any one of them.',
  kind: 'wrapper',
  tasks: WITH_TARGET,
  params,
  inputs: { model: 'model' },
  outputs: { model: 'model' },
})

export const fitWrapper: FitWrapper<typeof stage, Learned> = async (
  { model: recipe },
  { raw, roles },
  values,
  context,
) => {
  const progress = fitProgress(context, values.n_estimators + 1)
  progress(0)
  const whole = await context.refit({ recipe, raw, roles })
  progress()
  requireMemory(
    values.n_estimators * arrayBytes(whole.lineage),
    `${values.n_estimators.toLocaleString('en-US')} such models need`,
    'Take fewer of them, a share of the rows for each, or a smaller model.',
  )
  const { truth, target } = foldRowsOf(whole, { table: raw, roles })
  requireTarget(target, 'Bagging')
  const training = rowsWithRole(roles, TRAIN)
  const classes = target.task === 'regression' ? 1 : 2
  const draws = drawsOf(training, values, context.random('draws'), (train) => {
    const seen = new Set(Array.from(train, (row) => truth[row]!))
    return seen.size >= classes
  })
  const fits = await fitFolds({ recipe, model: whole, raw }, draws, context, progress)
  const { predictions } = comparable(outOfFold(fits))
  if (predictions.truth.length > 0) {
    const rows = predictions.truth.length.toLocaleString('en-US')
    context.view('out-of-bag', {
      kind: 'figures',
      title: `Out of bag: ${rows} rows, each by the models that did not draw it`,
      figures: metricsOf(predictions),
    })
  }
  const names = fits.map((_, k) => `draw-${k + 1}`)
  return {
    models: Object.fromEntries(fits.map(({ lineage }, k) => [names[k]!, lineage])),
    own: { target: ensembleTarget(target), names, drawn: draws[0]!.train.length },
  }
}

const TRIES = 100

/** Draws of rows, each with those that it left out. @param isEnough whether a draw can be learned from */
function drawsOf(
  rows: Uint32Array,
  { bootstrap, max_samples, n_estimators }: ValuesOf<typeof params>,
  random: Random,
  isEnough: (train: Uint32Array) => boolean,
): NamedFold[] {
  const count = Math.max(1, Math.round(max_samples * rows.length))
  if (!bootstrap && count === rows.length) {
    throw new UserError(
      'Every model would get the same rows: all of them, once each.',
      'Draw with replacement, or give each a smaller share.',
    )
  }
  return Array.from({ length: n_estimators }, (_, k) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const train = bootstrap ? withReplacement(rows, count, random) : without(rows, count, random)
      if (!isEnough(train)) continue
      const taken = new Set(train)
      return { name: `Draw ${k + 1}`, train, held: rows.filter((row) => !taken.has(row)) }
    }
    throw new UserError(
      `${TRIES} draws of ${count} rows held one class each: there is nothing to learn.`,
      'Give each model a larger share of the rows.',
    )
  })
}

const withReplacement = (rows: Uint32Array, count: number, random: Random): Uint32Array =>
  Uint32Array.from({ length: count }, () => rows[Math.floor(random() * rows.length)]!).sort()

function without(rows: Uint32Array, count: number, random: Random): Uint32Array {
  const order = rows.slice()
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (order.length - i))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order.subarray(0, count).slice().sort()
}

export const apply: ApplyWrapper<typeof stage, Learned> = ({ names, target }, rows) => {
  const inputs = names.map((name) => rows[name]!)
  const scores = new Float64Array(scoresFor(inputs[0]!, target).length)
  for (const one of inputs)
    scoresFor(one, target).forEach((score, at) => (scores[at]! += score / inputs.length))
  return ensembleRows(inputs, target, scores)
}

export const explain: Explain<{ readonly own: Learned }> = ({ own }): Record<string, View> => ({
  draws: {
    kind: 'figures',
    title: 'Fitted again and again',
    figures: [
      { name: 'models', title: 'Models', value: own.names.length },
      { name: 'rows', title: 'Rows drawn for each', value: own.drawn },
    ],
  },
})
