import { WITH_TARGET } from '../../core/dataset'
import { integer, number } from '../../core/declare-params'
import { UserError } from '../../core/errors'
import { recipeOf } from '../../core/lineage'
import { permutation, type Random } from '../../core/random'
import { describe } from '../../core/stage'
import type { Run } from '../../core/task'
import { curveViews } from '../shared/curve-views'
import { drawFolds, type FoldRows, type NamedFold } from '../shared/draw-folds'
import { fitFolds, fitProgress } from '../shared/fit-folds'
import { DRAWS, scoredFoldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { heldRatio, scoreOf } from '../shared/fold-scores'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { requireTarget } from '../shared/requires-target'

export const stage = describe({
  id: 'validate/learning-curve',
  version: 1,
  title: 'Learning curve',
  summary: 'The score against the number of training rows: whether more data would help.',
  kind: 'task',
  tasks: WITH_TARGET,
  uses: ['raw'],
  params: {
    ...scoredFoldParams,
    metric: metricParam,
    points: integer('Sizes', 5, { min: 2, max: 50, help: 'How many sizes are tried, evenly spaced.' }),
    smallest: number('Smallest share', 0.1, {
      min: 0.001,
      max: 1,
      step: 0.05,
      help: 'Of the training rows of a fold; the largest is all of them.',
    }),
  },
  inputs: { model: 'model' },
  outputs: {},
})

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Folds need the raw rows behind the model')
  context.progress(0)
  requireTarget(model.predictions.target, 'A learning curve')
  const metric = chosenMetric(params.metric, model.predictions.target)
  const rows = foldRowsOf(model, raw)
  const folds = drawFolds(rows, { ...params, ...DRAWS }, context)
  const whole = Math.min(...folds.map(({ train }) => train.length))
  const byTime = params.method === 'time'
  const random = context.random('sizes')
  const orders = folds.map(({ train }) =>
    byTime ? train.toReversed() : spread(shuffled(train, random), rows),
  )
  const sizes = sizesOf(whole, params.smallest, params.points)
  const parts = sizes.map((size) =>
    folds.map((fold, k): NamedFold => ({
      ...fold,
      name: `${size} rows, ${fold.name}`,
      train: orders[k]!.slice(0, size).sort(),
    })),
  )
  for (const part of parts) requireClasses(rows, part)
  const job = { recipe: recipeOf(model.lineage), model, raw: raw.table, own: true }
  const progress = fitProgress(context, sizes.length * folds.length)
  const points = await Promise.all(
    parts.map(async (part, at) => {
      const fits = await fitFolds(job, part, context, progress)
      const milliseconds = fits.reduce((sum, one) => sum + one.milliseconds, 0)
      return {
        x: sizes[at]!,
        held: fits.map(({ held }) => scoreOf(metric, held).value),
        own: fits.map(({ own }) => scoreOf(metric, own!).value),
        seconds: milliseconds / fits.length / 1000,
      }
    }),
  )
  const ratioAt = new Map(sizes.map((size, at) => [size, heldRatio(parts[at]!.map((fold) => ({ fold })))]))
  return {
    outputs: {},
    views: curveViews(points, `Learning curve over ${folds.length} folds`, 'Training rows', metric, ({ x }) =>
      ratioAt.get(x)!,
    ),
  }
}

const shuffled = (rows: Uint32Array, random: Random): Uint32Array =>
  permutation(rows.length, random).map((at) => rows[at]!)

/** In such an order that every beginning has its share of each class. */
function spread(rows: Uint32Array, { target, truth }: FoldRows): Uint32Array {
  if (target.task === 'regression') return rows
  const counts = new Map<number, number>()
  const places = new Map<number, number>()
  for (const row of rows) counts.set(truth[row]!, (counts.get(truth[row]!) ?? 0) + 1)
  const seen = new Map<number, number>()
  for (const row of rows) {
    const rank = seen.get(truth[row]!) ?? 0
    seen.set(truth[row]!, rank + 1)
    places.set(row, (rank + 0.5) / counts.get(truth[row]!)!)
  }
  return rows.toSorted((a, b) => places.get(a)! - places.get(b)!)
}

/** Rising, all different, the last one all rows. @throws UserError when there are not so many rows */
function sizesOf(whole: number, smallest: number, count: number): number[] {
  const first = Math.max(2, Math.round(whole * smallest))
  const step = (whole - first) / (count - 1)
  const sizes = [...new Set(Array.from({ length: count }, (_, i) => Math.round(first + i * step)))]
  if (sizes.length > 1 && first < whole) return sizes
  throw new UserError(
    `A fold has ${whole} training rows, which is too few for ${count} sizes.`,
    'Choose fewer sizes, or a smaller share to begin with.',
  )
}
