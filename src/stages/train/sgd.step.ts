import type { Context } from '../../core/context'
import { WITH_TARGET, type Rows } from '../../core/dataset'
import { choice, flag, integer, number } from '../../core/declare-params'
import { withScores } from '../../core/features'
import { describe } from '../../core/stage'
import type { Apply, Explain, Fit, Memory } from '../../core/stage-parts'
import { fitSgd } from '../../ml/sgd'
import { inWords } from '../shared/in-words'
import { explainLinear, linearScores } from '../shared/linear-model'
import { fitIntercept } from '../shared/linear-params'
import {
  fitMargins,
  marginScores,
  probabilityParam,
  type MarginLearned,
  type MarginModel,
  type MarginRows,
} from '../shared/margins'
import { weighedData } from '../shared/weighed-truth'
import { foldedBytes, needsOf } from '../shared/needs'

export const stage = describe({
  id: 'train/sgd',
  version: 1,
  title: 'Stochastic gradient descent',
  summary:
    'A linear model that learns from one row after the other: for so many rows that others take too long.',
  kind: 'step',
  tasks: WITH_TARGET,
  params: {
    loss: choice('Loss for classes', ['log_loss', 'hinge'], {
      titles: { log_loss: 'Log loss', hinge: 'Hinge' },
      help: 'Log loss is logistic regression, hinge is a linear SVM.',
    }),
    regression_loss: choice('Loss for numbers', ['squared_error', 'huber'], {
      titles: { squared_error: 'Squared error', huber: 'Huber' },
      help: 'Squared error learns the mean; Huber is not led astray by outliers.',
    }),
    penalty: choice('Penalty', ['l2', 'l1', 'elasticnet'], {
      titles: { l2: 'L2', l1: 'L1', elasticnet: 'Elastic net' },
      help: 'L2 keeps coefficients small, L1 leaves features out, elastic net does both.',
    }),
    alpha: number('Alpha', 0.0001, {
      min: 1e-12,
      max: 1e6,
      help: 'The strength of the penalty. The optimal schedule depends on it as well.',
    }),
    l1_ratio: number('L1 share', 0.15, {
      min: 0,
      max: 1,
      help: 'How much of the elastic net is L1.',
      when: { param: 'penalty', is: ['elasticnet'] },
    }),
    learning_rate: choice('Schedule', ['auto', 'optimal', 'invscaling', 'constant', 'adaptive'], {
      titles: {
        auto: 'Optimal for classes, inverse scaling for numbers',
        optimal: 'Optimal',
        invscaling: 'Inverse scaling',
        constant: 'Constant',
        adaptive: 'Adaptive',
      },
      help: 'How steps get smaller: by the penalty, by the number of rows seen, not at all, or by 5 when the loss no longer falls.',
    }),
    eta0: number('Learning rate', 0.01, {
      min: 1e-12,
      max: 1e6,
      help: 'The size of the first step, for all schedules but the optimal one.',
    }),
    class_weight: choice('Class weights', ['none', 'balanced'], {
      titles: { none: 'Every row counts the same', balanced: 'Balanced' },
      help: 'Balanced lets every class count the same however few rows it has. Numbers are not touched by it.',
    }),
    probability: { ...probabilityParam, when: { param: 'loss', is: ['hinge'] } },
    average: flag('Average steps', false, {
      help: 'Takes the mean of the coefficients after all steps, which hang less on the last rows.',
    }),
    max_iter: integer('Epochs', 1000, {
      min: 1,
      max: 1000000,
      help: 'How often it sees all training rows, at most.',
      rounds: true,
    }),
    tol: number('Least improvement', 0.001, {
      min: 0,
      help: 'What the mean loss has to fall by to count as better.',
      advanced: true,
    }),
    n_iter_no_change: integer('Patience', 5, {
      min: 1,
      max: 100000,
      help: 'Epochs without an improvement after which it stops.',
      advanced: true,
    }),
    power_t: number('Power', 0.25, {
      min: 0,
      max: 5,
      help: 'With inverse scaling the rate is divided by the number of rows seen to this power.',
      when: { param: 'learning_rate', is: ['auto', 'invscaling'] },
      advanced: true,
    }),
    epsilon: number('Epsilon', 0.1, {
      min: 0,
      help: 'From where on an error counts by its size instead of its square, in units of the target.',
      when: { param: 'regression_loss', is: ['huber'] },
      advanced: true,
    }),
    fit_intercept: fitIntercept('the score of a row of zeros is zero'),
  },
  inputs: { data: 'dataset' },
  outputs: { model: 'model' },
})

type Params = Parameters<typeof fit>[1]

export const memory: Memory<typeof stage> = ({ data }, { loss, probability }) => {
  const { classes, matrix, stored, vector } = needsOf(data)
  const platt = classes > 0 && loss !== 'log_loss' && probability === 'platt'
  return platt ? foldedBytes(stored, probability) + 5 * vector : matrix + (classes > 0 ? 1.5 * vector : 0)
}

export const fit: Fit<typeof stage, MarginLearned> = ({ data }, params, context) => {
  context.progress(0)
  const balanced = params.class_weight === 'balanced'
  const weighed = weighedData(data, stage.title, stage.tasks, balanced)
  const { on, target } = weighed
  const { classes } = target
  const platt = target.task !== 'regression' && params.loss !== 'log_loss' && params.probability === 'platt'
  const turns = platt ? 6 : 1
  const fitOn = (rows: MarginRows) => fitOutputs(rows, classes.length, params, turns, context)
  const { model, sigmoids } = inWords(() => fitMargins(weighed, platt ? 'platt' : 'margin', context, fitOn))
  if (!model.converged) {
    context.warn(
      `Stochastic gradient descent still got better after ${params.max_iter} epochs.`,
      'Scale the numbers before it, or allow more epochs.',
    )
  }
  const { coef, intercept } = model
  const outputs = classes.length === 0 ? [target.column] : classes.length === 2 ? classes.slice(1) : classes
  return { learned: { ...on, coef, intercept, outputs, sigmoids: classes.length === 0 ? [] : sigmoids } }
}

/** One model for a number or for two classes, and one for each of more classes against the others. */
function fitOutputs(
  { matrix, truth, weights, turn }: MarginRows,
  classes: number,
  params: Params,
  turns: number,
  context: Context,
): MarginModel & { readonly converged: boolean } {
  const usual = classes === 0 ? 'invscaling' : 'optimal'
  const positives = classes === 0 ? [-1] : classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k)
  const models = positives.map((positive, output) =>
    fitSgd(matrix, classes === 0 ? truth : truth.map((code) => (code === positive ? 1 : -1)), {
      loss: classes === 0 ? params.regression_loss : params.loss,
      penalty: params.penalty,
      alpha: params.alpha,
      l1Ratio: params.l1_ratio,
      epsilon: params.epsilon,
      fitIntercept: params.fit_intercept,
      schedule: params.learning_rate === 'auto' ? usual : params.learning_rate,
      eta0: params.eta0,
      powerT: params.power_t,
      average: params.average ? 1 : 0,
      maxIterations: params.max_iter,
      tol: params.tol,
      patience: params.n_iter_no_change,
      ...(weights && { weights }),
      random: context.random(`rows ${turn} ${output}`),
      onEpoch(epoch) {
        const part = (output + epoch / (epoch + 10)) / positives.length
        context.progress((turn + part) / turns, `Epoch ${epoch}`)
      },
    }),
  )
  const coef = new Float64Array(matrix.cols * models.length)
  models.forEach((one, output) => coef.set(one.coef, output * matrix.cols))
  return {
    coef,
    intercept: Float64Array.from(models, ({ intercept }) => intercept),
    converged: models.every(({ converged }) => converged),
  }
}

export const apply: Apply<typeof stage, MarginLearned> = (learned, { data }) =>
  learned.sigmoids.length > 0 ? marginScores(learned, data) : withValues(learned, data)

const withValues = (learned: MarginLearned, data: Rows): Rows => ({
  ...data,
  table: withScores(data.table, data.target!, linearScores(learned, data)),
})

export const explain: Explain<MarginLearned> = explainLinear
