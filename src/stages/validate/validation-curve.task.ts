import { text, texts } from '../../core/declare-params'
import { recipeOf } from '../../core/lineage'
import { describe } from '../../core/stage'
import type { Run } from '../../core/task'
import type { View } from '../../core/view'
import { sampleMoments } from '../../ml/paired-tests'
import { curveViews } from '../shared/curve-views'
import { drawFolds } from '../shared/draw-folds'
import { fitFolds, fitProgress } from '../shared/fit-folds'
import { DRAWS, scoredFoldParams } from '../shared/fold-params'
import { foldRowsOf, requireClasses } from '../shared/fold-rows'
import { heldRatio, scoreOf } from '../shared/fold-scores'
import { chosenMetric, metricParam } from '../shared/metric-param'
import { nodeNamed, numberParam, numbersFor, withParams } from '../shared/recipe-nodes'

const varied = { node: 'node', number: 'parameter', values: 'values' }

export const stage = describe({
  id: 'validate/validation-curve',
  version: 1,
  title: 'Validation curve',
  summary:
    'The score against one number of one node before the model: where it fits too little, and where too much.',
  kind: 'task',
  uses: ['raw'],
  params: {
    node: text('Node', '', {
      help: 'Whose number is varied: the learner, or any step before it that every fold fits again.',
      names: { what: 'node', varied },
    }),
    parameter: text('Parameter', '', {
      help: 'Which of its numbers. Choosing one proposes values to try.',
      names: { what: 'number', varied },
    }),
    values: texts('Values', ['0.001', '0.01', '0.1', '1', '10', '100'], {
      help: 'The numbers to try. Those that span a factor of 100 or more are drawn by their logarithm.',
    }),
    ...scoredFoldParams,
    metric: metricParam,
  },
  inputs: { model: 'model' },
  outputs: {},
})

export const run: Run<typeof stage> = async ({ model, raw }, params, context) => {
  if (!raw) throw new Error('Folds need the raw rows behind the model')
  context.progress(0)
  const metric = chosenMetric(params.metric, model.predictions.target)
  const recipe = recipeOf(model.lineage)
  const node = await nodeNamed(recipe, params.node)
  const parameter = await numberParam(node, params.parameter)
  const values = numbersFor(parameter.spec, params.values)
  const rows = foldRowsOf(model, raw)
  const folds = drawFolds(rows, { ...params, ...DRAWS }, context)
  requireClasses(rows, folds)
  const progress = fitProgress(context, values.length * folds.length)
  const points = await Promise.all(
    values.map(async (x) => {
      const job = {
        recipe: withParams(recipe, node.id, { [parameter.name]: x }),
        model,
        raw: raw.table,
        own: true,
      }
      const fits = await fitFolds(job, folds, context, progress)
      return {
        x,
        held: fits.map(({ held }) => scoreOf(metric, held).value),
        own: fits.map(({ own }) => scoreOf(metric, own!).value),
        seconds: fits.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / fits.length / 1000,
      }
    }),
  )
  const byLog = values[0]! > 0 && values.at(-1)! / values[0]! >= 100
  const ratio = heldRatio(folds.map((fold) => ({ fold })))
  const { curve, scores } = curveViews(
    points,
    `Validation curve of ${parameter.name} over ${folds.length} folds`,
    parameter.name,
    metric,
    () => ratio,
    byLog,
  )
  const sign = metric.greaterIsBetter ? 1 : -1
  const means = points.map(({ x, held }) => ({ x, mean: sampleMoments(held).mean }))
  const best = means.reduce((a, b) => (sign * b.mean > sign * a.mean || Number.isNaN(a.mean) ? b : a))
  const note = `Of ${parameter.name} = ${best.x}: the best of ${values.length}, so it flatters a little.`
  const figures: View = {
    kind: 'figures',
    title: 'Best value',
    figures: [
      { name: 'best', title: parameter.name, value: best.x, note },
      { name: 'score', title: metric.title, value: best.mean, note },
    ],
  }
  return { outputs: {}, views: { best: figures, curve: curve!, scores: scores! } }
}
